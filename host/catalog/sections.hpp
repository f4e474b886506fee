#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace nameplate {

/// Top-level tables that hold entries by id.
inline std::vector<std::string> const& sections() {
  static std::vector<std::string> const names = {"builds",  "claims",  "evidence",     "groups",
                                                 "inputs",  "metrics", "parameters",   "platforms",
                                                 "regions", "sources", "translations", "uses"};
  return names;
}

inline bool is_section(std::string_view key) {
  return std::find(sections().begin(), sections().end(), key) != sections().end();
}

/// Every other top-level key once files are merged.
inline std::vector<std::string> const& header_keys() {
  static std::vector<std::string> const names = {"epoch", "factors", "name", "schema"};
  return names;
}

}  // namespace nameplate
