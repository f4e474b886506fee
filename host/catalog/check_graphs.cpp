#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <utility>

#include "host/catalog/checks.hpp"

namespace nameplate {
namespace {

using Names = std::vector<std::string>;

/// Finds cycles of a directed graph by depth-first search.
class CycleSearch {
 public:
  /// `successors` of a node; `report` gets each cycle found, its first node also at the end.
  CycleSearch(std::function<Names(std::string const&)> successors,
              std::function<void(Names const&)> report)
      : successors_(std::move(successors)), report_(std::move(report)) {}

  /// Goes through all that follow `root`; not by recursion, which a long chain would take too deep.
  void visit(std::string const& root) {
    enter(root);
    while (!path_.empty()) {
      Step& last = path_.back();
      if (last.followed == last.successors.size()) {
        path_.pop_back();
      } else {
        std::string next = last.successors[last.followed++];
        enter(std::move(next));
      }
    }
  }

 private:
  struct Step {
    std::string node;
    Names successors;
    std::size_t followed;  // of them
  };

  void enter(std::string node) {
    auto const on_path = std::find_if(path_.begin(), path_.end(),
                                      [&](Step const& step) { return step.node == node; });
    if (on_path != path_.end()) {
      Names cycle;
      std::transform(on_path, path_.end(), std::back_inserter(cycle),
                     [](Step const& step) { return step.node; });
      cycle.push_back(node);
      report_(cycle);
      return;
    }
    if (!visited_.insert(node).second) return;
    Names successors = successors_(node);
    path_.push_back({std::move(node), std::move(successors), 0});
  }

  std::function<Names(std::string const&)> successors_;
  std::function<void(Names const&)> report_;
  std::vector<Step> path_;
  std::set<std::string> visited_;
};

/// The builds that an overlap means: itself, or the members of a group.
Names targets(Catalog const& catalog, std::string const& with) {
  if (catalog.builds.count(with) > 0) return {with};
  Names members;
  for (auto const& [id, build] : catalog.builds)
    if (std::find(build.groups.begin(), build.groups.end(), with) != build.groups.end())
      members.push_back(id);
  return members;
}

}  // namespace

void check_region_parents(Catalog const& catalog, Problems& problems) {
  auto const parent = [&](std::string const& id) -> Names {
    auto const region = catalog.regions.find(id);
    if (region == catalog.regions.end() || !region->second.parent) return {};
    return {*region->second.parent};
  };
  auto const report = [&](Names const& cycle) {
    problems.add(catalog.regions.at(cycle.front()).at,
                 fmt::format("regions.{}.parent", cycle.front()),
                 fmt::format("loop: {}", fmt::join(cycle, " -> ")));
  };
  CycleSearch search(parent, report);
  for (auto const& [id, region] : catalog.regions) search.visit(id);
}

void check_overlaps(Catalog const& catalog, Problems& problems) {
  auto const counted_in = [&](std::string const& id) {
    Names all;
    for (Overlap const& overlap : catalog.builds.at(id).overlaps)
      for (std::string const& target : targets(catalog, overlap.with)) all.push_back(target);
    return all;
  };
  auto const report = [&](Names const& cycle) {
    Build const& build = catalog.builds.at(cycle[0]);
    auto const overlap =
        std::find_if(build.overlaps.begin(), build.overlaps.end(), [&](auto const& o) {
          Names const all = targets(catalog, o.with);
          return std::find(all.begin(), all.end(), cycle[1]) != all.end();
        });
    bool const is_itself = cycle.size() == 2;
    problems.add(overlap->share.at, fmt::format("builds.{}.overlaps", build.id),
                 is_itself ? fmt::format("\"{}\" is the build itself, or a group that it is in",
                                         overlap->with)
                           : fmt::format("cycle: {}", fmt::join(cycle, " -> ")));
  };
  CycleSearch search(counted_in, report);
  for (auto const& [id, build] : catalog.builds) search.visit(id);
}

}  // namespace nameplate
