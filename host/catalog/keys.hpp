#pragma once

#include <string>
#include <vector>

namespace nameplate {

/// The keys of a map, for suggestion().
template <class Map>
std::vector<std::string> keys(Map const& map) {
  std::vector<std::string> names;
  names.reserve(map.size());
  for (auto const& entry : map) names.push_back(entry.first);
  return names;
}

}  // namespace nameplate
