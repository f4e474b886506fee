#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/catalog/document.hpp"

/// What differs between two catalogs, as far as results can depend on it.
namespace nameplate {

/// A value that was changed, added or removed.
struct Edit {
  std::vector<std::string> path;  // keys: builds, stargate-abilene, capacity_gw
  std::optional<Node> old_value;  // none: added
  std::optional<Node> new_value;  // none: removed

  std::string key() const;  // "builds.stargate-abilene.capacity_gw"
};

/// The edits that lead from `before` to `after`, by key. Values are told apart as `--set` does: an
/// entry's keys one by one, so the laws in tables of laws; a law, a mix, an array of phases as a
/// whole. What no result depends on (names, notes, sources, evidence, claims) is none.
std::vector<Edit> find_edits(Node const& before, Node const& after);

/// Makes the edits in a tree.
void apply(Edit const& edit, Node& root);

/// `before` with what no result depends on put together from both trees, so that any of their
/// edits can be made in it.
Node common_ground(Node const& before, Node const& after);

}  // namespace nameplate
