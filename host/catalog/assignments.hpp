#pragma once

#include <string>
#include <vector>

#include "host/catalog/document.hpp"
#include "host/catalog/problems.hpp"

namespace nameplate {

/// One "builds.x.capacity_gw=8" of the user.
struct Assignment {
  Location at;                    // "--set builds.x.capacity_gw=8"
  std::vector<std::string> path;  // keys, and array positions as "[0]"
  std::string place;
};

/// "builds.x.phases[0].mw" as builds, x, phases, [0], mw; empty if a part is.
std::vector<std::string> split_path(std::string_view path);

/// What stands at a path in the tree; null where nothing does.
Node const* find_value(Node const& root, std::vector<std::string> const& path);

/// Puts a value into the tree at the assignment's path. What cannot be is a problem.
void assign(Assignment const& assignment, Node value, Node& root, Problems& problems);

/// Puts each assignment into the tree, in order. The value is TOML, else a string. An entry named
/// by id must exist; whether its keys are known is left to the reading of the tree.
std::vector<Assignment> apply_assignments(std::string_view option,
                                          std::vector<std::string> const& texts, Node& root,
                                          Problems& problems);

}  // namespace nameplate
