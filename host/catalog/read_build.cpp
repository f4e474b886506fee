#include <fmt/format.h>

#include <cmath>
#include <cstddef>

#include "host/catalog/date.hpp"
#include "host/catalog/limits.hpp"
#include "host/catalog/read_entries.hpp"

namespace nameplate {
namespace {

constexpr double share_tolerance = 1e-9;

double as_word(std::size_t position, std::size_t which) { return position == which ? 1 : 0; }

Basis read_basis(TableReader& reader) {
  Basis basis;
  Node const* const node = reader.require("basis");
  if (!node) return basis;
  if (!node->table()) {
    if (auto const word = reader.word("basis", {"facility", "it", "systems"}))
      basis = {as_word(*word, 0), as_word(*word, 1), as_word(*word, 2)};
    return basis;
  }
  TableReader shares(*node, reader.place("basis"), reader.problems());
  std::size_t const before = reader.problems().count();
  basis.facility = shares.number("facility", fraction).value_or(0);
  basis.it = shares.number("it", fraction).value_or(0);
  basis.systems = shares.number("systems", fraction).value_or(0);
  shares.finish();
  double const sum = basis.facility + basis.it + basis.systems;
  if (reader.problems().count() == before && std::abs(sum - 1) > share_tolerance)
    reader.problem("basis", fmt::format("probabilities must sum to 1, sum to {:.10g}", sum));
  return basis;
}

void read_contract(TableReader& reader, Build& build) {
  Node const* const node = reader.find("contract");
  if (!node) return;
  TableReader contract(*node, reader.place("contract"), reader.problems());
  build.contract_usd_bn = contract.required_number("usd_bn", positive);
  contract.finish();
  if (build.capacity_gw)
    reader.problem("capacity_gw", "a build has capacity_gw or a contract, not both");
  if (build.basis.it != 1)
    reader.problem("basis", "must be \"it\" with a contract: dollars buy IT power");
}

void check_size(TableReader& reader, Build const& build, Phase const& phase) {
  bool const has_mw = phase.planned_mw.has_value(), has_share = phase.share.has_value();
  if (has_mw && has_share) {
    reader.problem("share", "a phase has mw or share, not both");
  } else if (has_mw && build.contract_usd_bn) {
    reader.problem("mw", "phases of a contract are given by share");
  } else if (has_share && !build.contract_usd_bn && !build.capacity_gw) {
    reader.problem("share", "needs the build's capacity_gw or contract");
  }
}

Phase read_phase(TableReader& reader, Build const& build, References const& references,
                 double epoch_month) {
  Phase phase;
  phase.at = reader.at();
  bool const has_size = reader.find("mw") || reader.find("share");
  if (!has_size) reader.problem("missing key \"mw\" or \"share\"");
  phase.planned_mw = reader.number("mw", positive);
  phase.share = reader.number("share", {.min = 0, .max = 1, .min_exclusive = true});
  check_size(reader, build, phase);
  phase.energized = reader.required_date("energized");
  if (!phase.energized.empty())
    phase.energized_month = *end_of_period(phase.energized) - epoch_month;
  phase.status = read_status(reader, "status", build.status);
  phase.platforms = read_platform_mix(reader, references);
  if (!phase.platforms.empty() && build.contract_usd_bn)
    reader.problem("platforms", "the phases of a contract share the build's platforms");
  if (phase.platforms.empty()) phase.platforms = build.platforms;
  if (phase.platforms.empty() && !reader.find("platforms"))
    reader.problem("no platforms: give them in the build or in each phase");
  phase.laws = read_laws(reader, Scope::phase, references);
  reader.finish();
  return phase;
}

/// What holds for the phases together: one way to state their size, and dates in order.
void check_phases(TableReader& reader, Build const& build) {
  double shares = 0;
  bool any_mw = false, any_share = false;
  for (std::size_t i = 0; i < build.phases.size(); ++i) {
    Phase const& phase = build.phases[i];
    any_mw = any_mw || (phase.planned_mw && !phase.share);
    any_share = any_share || (phase.share && !phase.planned_mw);
    shares += phase.share.value_or(0);
    if (i == 0 || phase.energized.empty() || build.phases[i - 1].energized.empty()) continue;
    if (phase.energized_month < build.phases[i - 1].energized_month)
      reader.problems().add(phase.at, fmt::format("{}[{}].energized", reader.place("phases"), i),
                            fmt::format("phases must stand in the order of their dates: {} comes "
                                        "after {}",
                                        phase.energized, build.phases[i - 1].energized));
  }
  if (any_mw && any_share) reader.problem("phases", "must all have mw, or all share");
  if (shares > 1 + share_tolerance)
    reader.problem("phases",
                   fmt::format("shares must not sum to more than 1, sum to {:.10g}", shares));
}

void read_phases(TableReader& reader, References const& references, double epoch_month,
                 Build& build) {
  Node const* const node = reader.require("phases");
  if (!node) return;
  if (!node->array() || node->array()->empty()) {
    reader.problem("phases", fmt::format("must be an array of at least one table, is {}",
                                         node->array() ? "empty" : describe(*node)));
    return;
  }
  if (std::size_t const count = node->array()->size(); count > most_phases)
    return reader.problem(
        "phases", fmt::format("has {} phases, a build may have at most {}", count, most_phases));
  for (std::size_t i = 0; i < node->array()->size(); ++i) {
    TableReader phase((*node->array())[i], fmt::format("{}[{}]", reader.place("phases"), i),
                      reader.problems());
    build.phases.push_back(read_phase(phase, build, references, epoch_month));
  }
  check_phases(reader, build);
}

void read_overlap(TableReader& reader, References const& references, Build& build) {
  Overlap overlap{.with = reader.required_text("with"),
                  .share = {.distribution = constant(0), .at = reader.at()}};
  std::vector<std::string> targets = references.builds;
  targets.insert(targets.end(), references.groups.begin(), references.groups.end());
  check_reference(reader, "with", "build or group", overlap.with, targets);
  if (Node const* const share = reader.require("share"))
    overlap.share = read_law(*share, reader.place("share"), fraction, reader.problems());
  reader.finish();
  build.overlaps.push_back(std::move(overlap));
}

void read_overlaps(TableReader& reader, References const& references, Build& build) {
  Node const* const node = reader.find("overlaps");
  if (!node) return;
  if (!node->array()) {
    reader.problem("overlaps", fmt::format("must be an array of tables, is {}", describe(*node)));
    return;
  }
  std::size_t const before = reader.problems().count();
  double most = 0;
  for (std::size_t i = 0; i < node->array()->size(); ++i) {
    TableReader overlap((*node->array())[i], fmt::format("{}[{}]", reader.place("overlaps"), i),
                        reader.problems());
    read_overlap(overlap, references, build);
    most += quantile(build.overlaps.back().share.distribution, 1);
  }
  if (reader.problems().count() == before && most > 1 + share_tolerance)
    reader.problem("overlaps",
                   fmt::format("shares can reach {:.6g} together, must not exceed 1", most));
}

/// What is planned: where, how much, when and with what.
void read_plan_keys(TableReader& reader, References const& references, double epoch_month,
                    Build& build) {
  build.region = reader.required_text("region");
  check_reference(reader, "region", "region", build.region, references.regions);
  build.basis = read_basis(reader);
  reader.require("status");
  build.status = read_status(reader, "status", Status::announced);
  build.platforms = read_platform_mix(reader, references);
  build.capacity_gw = reader.number("capacity_gw", positive);
  build.slip_months = reader.number("slip_months", {.min = -60, .max = 240}).value_or(0);
  read_contract(reader, build);
  build.financing = read_financing(reader, references);
  build.laws = read_laws(reader, Scope::build, references);
  read_phases(reader, references, epoch_month, build);
}

}  // namespace

Build read_build(std::string const& id, Node const& node, References const& references,
                 double epoch_month, Problems& problems) {
  Build build;
  build.id = id;
  build.at = node.at;
  TableReader reader(node, "builds." + id, problems);
  build.name = reader.required_text("name");
  build.parties = reader.texts("parties");
  build.groups = reader.texts("groups");
  for (std::string const& group : build.groups)
    check_reference(reader, "groups", "group", group, references.groups);
  build.announced = reader.date("announced");
  read_plan_keys(reader, references, epoch_month, build);
  build.evidence = read_evidence(reader, references);
  read_overlaps(reader, references, build);
  reader.finish();
  return build;
}

Build read_plan(Node const& node, std::string const& place, References const& references,
                double epoch_month, Problems& problems) {
  Build build;
  build.at = node.at;
  TableReader reader(node, place, problems);
  read_plan_keys(reader, references, epoch_month, build);
  reader.finish();
  return build;
}

}  // namespace nameplate
