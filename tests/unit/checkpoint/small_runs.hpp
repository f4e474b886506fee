#pragma once

#include <functional>
#include <string>
#include <utility>

#include "nameplate/checkpoint.hpp"
#include "nameplate/error.hpp"
#include "tests/support/tiny_catalog.hpp"

/// Checkpoints of a catalog with one site.
namespace nameplate {

inline Catalog small_catalog() {
  return TinyCatalog()
      .law("delay_months", "\"2 to 20\"")
      .build({.groups = "[\"ours\"]"})
      .add("[groups.ours]\nname = \"Ours\"\n")
      .parse();
}

inline Plan small_plan(Request const& request = {{"2026"},
                                                 {"portfolio", "group:ours"},
                                                 {"facility_gw", "facility_gw/it_gw"}}) {
  return compile(small_catalog(), request);
}

inline RunOptions small_options(PathSpan range) {
  RunOptions options;
  options.first_path = range.first;
  options.paths = range.count;
  options.seed = 7;
  options.backend = Backend::cpu;
  options.threads = 1;
  return options;
}

/// Of a run of `range`, of which the paths `done` are done.
inline Checkpoint small_run(PathSpan range, PathSpan done) {
  Plan const plan = small_plan();
  Checkpoint checkpoint = empty_checkpoint(
      checkpoint_subject({checkpoint_plan(small_catalog(), plan)}, small_options(range)));
  RunResult result = run(plan, small_options(done));
  std::vector<Tallies> tallies;
  tallies.push_back(std::move(result.tallies));
  checkpoint.add({tallies, result.paths});
  return checkpoint;
}

/// What an action is refused with.
inline std::string refusal(std::function<void()> const& action) {
  try {
    action();
  } catch (InputError const& error) {
    return error.what();
  }
  return "not refused";
}

}  // namespace nameplate
