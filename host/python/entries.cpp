#include <fmt/format.h>
#include <nanobind/stl/map.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include "host/python/catalog.hpp"

namespace nb = nanobind;

namespace nameplate::python {
namespace {

using LawTexts = std::map<std::string, std::string>;

/// What every entry says of its evidence, and its representation.
template <class Entry>
nb::class_<Entry> bind_entry(nb::module_& module, char const* name, char const* doc,
                             std::string Entry::*id) {
  return nb::class_<Entry>(module, name, doc)
      .def_prop_ro(
          "source", [](Entry const& entry) { return entry.evidence.source; },
          "Keys of the catalog's sources, or free text.")
      .def_prop_ro(
          "confidence",
          [](Entry const& entry) { return nameplate::name(entry.evidence.confidence); },
          "high, medium, low; empty if not stated.")
      .def_prop_ro("note", [](Entry const& entry) { return entry.evidence.note; })
      .def("__repr__",
           [name, id](Entry const& entry) { return fmt::format("<{} {}>", name, entry.*id); });
}

LawTexts texts_of(Laws const& laws) {
  LawTexts texts;
  for (auto const& [name, law] : laws) texts[name] = law.distribution.text;
  return texts;
}

std::optional<std::string> law_text(Parameter const& parameter) {
  if (!parameter.law) return std::nullopt;
  return parameter.law->distribution.text;
}

LawTexts law_texts_by_status(Parameter const& parameter) {
  LawTexts texts;
  for (int i = 0; i < status_count; ++i)
    if (auto const& law = parameter.law_by_status[static_cast<std::size_t>(i)])
      texts[std::string(name(static_cast<Status>(i)))] = law->distribution.text;
  return texts;
}

LawTexts overlap_texts(Build const& build) {
  LawTexts texts;
  for (Overlap const& overlap : build.overlaps)
    texts[overlap.with] = overlap.share.distribution.text;
  return texts;
}

void bind_builds(nb::module_& module) {
  nb::class_<Phase>(module, "Phase", "A part of a build that comes at its own time.")
      .def_ro("planned_mw", &Phase::planned_mw, "None where `share` says it.")
      .def_ro("share", &Phase::share, "Of the build's capacity or contract.")
      .def_ro("energized", &Phase::energized, "Date, as written.")
      .def_prop_ro("status", [](Phase const& phase) { return name(phase.status); })
      .def_ro("platforms", &Phase::platforms, "Share of the IT power by platform.")
      .def_prop_ro("laws", [](Phase const& phase) { return texts_of(phase.laws); });
  bind_entry(module, "Build", "An announced build.", &Build::id)
      .def_ro("id", &Build::id)
      .def_ro("name", &Build::name)
      .def_ro("parties", &Build::parties)
      .def_ro("groups", &Build::groups)
      .def_ro("announced", &Build::announced, "Date, as written.")
      .def_ro("region", &Build::region)
      .def_prop_ro("status", [](Build const& build) { return name(build.status); })
      .def_ro("platforms", &Build::platforms, "Share of the IT power by platform.")
      .def_ro("capacity_gw", &Build::capacity_gw, "None where phases or money say it.")
      .def_ro("contract_usd_bn", &Build::contract_usd_bn)
      .def_ro("slip_months", &Build::slip_months, "Added to the start of every phase.")
      .def_ro("phases", &Build::phases)
      .def_prop_ro("overlaps", overlap_texts, "Build or group to the law of the share.")
      .def_prop_ro(
          "laws", [](Build const& build) { return texts_of(build.laws); },
          "Parameter to the build's own law of it.");
}

void bind_model(nb::module_& module) {
  bind_entry(module, "Parameter", "An uncertain input of the model.", &Parameter::name)
      .def_ro("name", &Parameter::name)
      .def_ro("unit", &Parameter::unit)
      .def_prop_ro("scope", [](Parameter const& parameter) { return name(parameter.scope); })
      .def_prop_ro("law", law_text, "None where it is by status, or by instance only.")
      .def_prop_ro("law_by_status", law_texts_by_status)
      .def_ro("loadings", &Parameter::loadings, "Factor to loading.");
  bind_entry(module, "Region", "Where a build stands.", &Region::id)
      .def_ro("id", &Region::id)
      .def_ro("name", &Region::name)
      .def_ro("parent", &Region::parent)
      .def_prop_ro("laws", [](Region const& region) { return texts_of(region.laws); });
  bind_entry(module, "Platform", "A kind of accelerator.", &Platform::id)
      .def_ro("id", &Platform::id)
      .def_ro("name", &Platform::name)
      .def_ro("vendor", &Platform::vendor)
      .def_ro("tdp_w", &Platform::tdp_w)
      .def_ro("memory_gb", &Platform::memory_gb)
      .def_prop_ro("laws", [](Platform const& platform) { return texts_of(platform.laws); });
  nb::class_<Group>(module, "Group", "Builds that are reported together.")
      .def_ro("id", &Group::id)
      .def_ro("name", &Group::name)
      .def("__repr__", [](Group const& group) { return fmt::format("<Group {}>", group.id); });
}

}  // namespace

void bind_entries(nb::module_& module) {
  bind_builds(module);
  bind_model(module);
  bind_entry(module, "Claim", "What somebody published about something that the model estimates.",
             &Claim::id)
      .def_ro("id", &Claim::id)
      .def_ro("name", &Claim::name)
      .def_ro("published", &Claim::published, "Date, as written.")
      .def_ro("reading", &Claim::reading, "How its words are understood.")
      .def_ro("metric", &Claim::metric)
      .def_ro("scope", &Claim::scope);
}

}  // namespace nameplate::python
