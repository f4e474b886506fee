#include "nameplate/checkpoint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "host/checkpoint/bytes.hpp"
#include "host/checkpoint/checksum.hpp"
#include "host/checkpoint/tally_bytes.hpp"
#include "host/refuse.hpp"
#include "host/results/partial.hpp"
#include "nameplate/version.hpp"

namespace nameplate {
namespace {

constexpr std::uint64_t probe_paths = 512;

std::uint32_t model_checksum(std::vector<CheckpointPlan> const& plans, std::uint64_t seed) {
  RunOptions options;
  options.paths = probe_paths;
  options.seed = seed;
  options.backend = Backend::cpu;
  options.threads = 1;
  ByteWriter bytes;
  for (CheckpointPlan const& side : plans)
    write_tallies(run(side.plan, options).tallies, Tallies(side.plan), bytes);
  return crc32(bytes.bytes());
}

std::string name_of(std::string const& scope, Catalog const& catalog) {
  std::string const id = scope.substr(scope.find(':') + 1);
  return scope.starts_with("group:") ? catalog.groups.at(id).name : catalog.builds.at(id).name;
}

/// The paths that both have.
PathSet common_paths(PathSet const& a, PathSet const& b) {
  PathSet common;
  for (PathSpan const& span : a.spans()) {
    PathSet const only_a = b.missing_from(span);
    common.add(only_a.missing_from(span));
  }
  return common;
}

PathSpan hull(PathSpan a, PathSpan b) {
  std::uint64_t const first = std::min(a.first, b.first);
  return {first, std::max(a.end(), b.end()) - first};
}

}  // namespace

CheckpointPlan checkpoint_plan(Catalog const& catalog, Plan const& plan) {
  CheckpointPlan side{.plan = plan,
                      .catalog = catalog.name,
                      .as_of = catalog.as_of,
                      .scope_names = {},
                      .repair_distance = catalog.factors.repair_distance};
  for (OutputLabel const& label : plan.labels)
    if (label.scope != "portfolio" && !side.scope_names.contains(label.scope))
      side.scope_names[label.scope] = name_of(label.scope, catalog);
  return side;
}

CheckpointSubject checkpoint_subject(std::vector<CheckpointPlan> plans, RunOptions const& options,
                                     std::string alternative_name) {
  std::uint32_t const checksum = model_checksum(plans, options.seed);
  CheckpointSubject subject{.version = build_info().version,
                            .model_checksum = checksum,
                            .seed = options.seed,
                            .range = {options.first_path, options.paths},
                            .plans = std::move(plans),
                            .alternative_name = std::move(alternative_name)};
  return subject;
}

Checkpoint empty_checkpoint(CheckpointSubject subject) {
  std::vector<Tallies> tallies;
  tallies.reserve(3);
  for (CheckpointPlan const& side : subject.plans) tallies.emplace_back(side.plan);
  if (subject.is_comparison()) tallies.emplace_back(difference_plan(subject.plans[0].plan));
  return {std::move(subject), {}, std::move(tallies)};
}

void Checkpoint::add(Snapshot const& done) {
  paths.add(done.paths);
  for (std::size_t i = 0; i < tallies.size(); ++i) tallies[i] += done.tallies[i];
}

Checkpoint merge(Checkpoint checkpoint, Checkpoint const& other, std::string const& name,
                 std::string const& other_name) {
  std::vector<Problem> problems;
  for (std::string const& difference : differences(other.subject, checkpoint.subject, "in " + name))
    problems.push_back({{.file = other_name}, "", "is of another run: " + difference});
  if (!problems.empty()) throw InputError(std::move(problems));
  if (PathSet const common = common_paths(checkpoint.paths, other.paths); !common.empty())
    refuse("", fmt::format("has paths that {} has too: {}", name, paths_text(common)),
           Location{.file = other_name});
  checkpoint.add({other.tallies, other.paths});
  checkpoint.subject.range = hull(checkpoint.subject.range, other.subject.range);
  return checkpoint;
}

}  // namespace nameplate
