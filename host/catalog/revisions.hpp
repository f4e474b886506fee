#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/catalog/document.hpp"
#include "host/catalog/problems.hpp"

namespace nameplate {

/// An entry as it stands at some other date than the one asked for: read only to be checked.
struct OtherState {
  std::string section, id;
  Node entry;
};

/// Applies to every entry its revisions dated (at the end of their period) at or before `as_of`, in
/// months after the beginning of year 0; all without it. Removes `revisions` from the tree and
/// returns the states not chosen.
std::vector<OtherState> apply_revisions(Node& root, std::optional<double> as_of,
                                        Problems& problems);

}  // namespace nameplate
