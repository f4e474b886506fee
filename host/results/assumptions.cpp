#include "host/results/assumptions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>
#include <string_view>

#include "host/language/language.hpp"
#include "kernels/parameters.hpp"

namespace nameplate {
namespace {

Json law_json(std::string_view of, Distribution const& law) {
  Json json = {{"of", of}, {"law", law.text}};
  for (auto const& [key, p] : {std::pair("p5", 0.05), {"p50", 0.5}, {"p95", 0.95}})
    json[key] = quantile(law, p);
  return json;
}

Json laws_json(Laws const& laws) {
  Json json = Json::array();
  for (auto const& [parameter, law] : laws) json.push_back(law_json(parameter, law.distribution));
  return json;
}

/// An entry without facts and laws.
Json entry_json(std::string_view kind, std::string_view id, std::string_view title,
                Evidence const& evidence, Catalog const& catalog) {
  Json sources = Json::array();
  std::set<std::string> seen;
  for (std::string const& source : evidence.source) {
    if (!seen.insert(source).second) continue;
    auto const known = catalog.sources.find(source);
    sources.push_back(known == catalog.sources.end() ? source : known->second);
  }
  bool const is_stated = evidence.confidence != Confidence::unstated;
  return {{"kind", kind},
          {"id", id},
          {"title", title},
          {"unit", ""},
          {"facts", Json::object()},
          {"laws", Json::array()},
          {"confidence", is_stated ? name(evidence.confidence) : ""},
          {"note", evidence.note},
          {"sources", std::move(sources)}};
}

std::string_view meaning(Parameter const& parameter) {
  for (ParameterInfo const& known : parameter_table)
    if (known.name == parameter.name) return known.description;
  return "";
}

Json parameter_json(Parameter const& parameter, Catalog const& catalog) {
  Json json = entry_json(translatable("parameter"), parameter.name, meaning(parameter),
                         parameter.evidence, catalog);
  json["unit"] = parameter.unit;
  if (parameter.law) json["laws"].push_back(law_json("", parameter.law->distribution));
  for (std::size_t i = 0; i < parameter.law_by_status.size(); ++i)
    if (auto const& law = parameter.law_by_status[i])
      json["laws"].push_back(law_json(name(static_cast<Status>(i)), law->distribution));
  return json;
}

/// GW as stated, or the sum of what the phases list.
double announced_gw(Build const& build) {
  double sum_mw = 0;
  for (Phase const& phase : build.phases) sum_mw += phase.planned_mw.value_or(0);
  return build.capacity_gw.value_or(sum_mw / 1000);
}

Json build_json(Build const& build, Catalog const& catalog) {
  Json json = entry_json(translatable("build"), build.id, build.name, build.evidence, catalog);
  Json& facts = json["facts"];
  facts[translatable("announced")] = build.announced;
  facts[translatable("status")] = name(build.status);
  facts[translatable("size")] = build.contract_usd_bn
                                    ? fmt::format("{:g} bn USD", *build.contract_usd_bn)
                                    : fmt::format("{:.4g} GW", announced_gw(build));
  facts[translatable("parties")] = fmt::format("{}", fmt::join(build.parties, ", "));
  facts[translatable("region")] = build.region;
  facts[translatable("phases")] = std::to_string(build.phases.size());
  json["laws"] = laws_json(build.laws);
  for (Overlap const& overlap : build.overlaps)
    json["laws"].push_back(law_json("overlap with " + overlap.with, overlap.share.distribution));
  return json;
}

Json use_json(Use const& use, Catalog const& catalog) {
  Json json = entry_json(translatable("use"), use.id, use.name, use.evidence, catalog);
  json["laws"] = {law_json("tokens_per_use", use.tokens_per_use.distribution),
                  law_json("uses_per_user_day", use.uses_per_user_day.distribution),
                  law_json("peak_to_mean", use.peak_to_mean.distribution)};
  return json;
}

Json input_json(Input const& input, Catalog const& catalog) {
  Json json = entry_json(translatable("input"), input.id, "", input.evidence, catalog);
  json["unit"] = input.unit;
  json["laws"] = {law_json("", input.value.distribution)};
  return json;
}

/// A region or a platform.
template <class Place>
Json place_json(std::string_view kind, Place const& place, Catalog const& catalog) {
  Json json = entry_json(kind, place.id, place.name, place.evidence, catalog);
  json["laws"] = laws_json(place.laws);
  return json;
}

}  // namespace

Json assumptions(Catalog const& catalog) {
  Json entries = Json::array();
  for (auto const& [id, build] : catalog.builds) entries.push_back(build_json(build, catalog));
  for (auto const& [id, parameter] : catalog.parameters)
    entries.push_back(parameter_json(parameter, catalog));
  for (auto const& [id, platform] : catalog.platforms)
    entries.push_back(place_json(translatable("platform"), platform, catalog));
  for (auto const& [id, region] : catalog.regions)
    entries.push_back(place_json(translatable("region"), region, catalog));
  for (auto const& [id, use] : catalog.uses) entries.push_back(use_json(use, catalog));
  for (auto const& [id, input] : catalog.inputs) entries.push_back(input_json(input, catalog));
  return entries;
}

}  // namespace nameplate
