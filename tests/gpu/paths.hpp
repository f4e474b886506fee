#pragma once

#include <ostream>

#include "nameplate/run.hpp"

namespace nameplate {

/// A range of paths, in chunks of so many; 0: as the backend chooses.
struct Paths {
  std::uint64_t count, first, chunk;
};

/// For the names of failed tests.
inline std::ostream& operator<<(std::ostream& out, Paths const& paths) {
  return out << paths.count << " paths from " << paths.first << " in chunks of " << paths.chunk;
}

inline RunOptions options(Paths const& paths, Backend backend) {
  RunOptions options;
  options.paths = paths.count;
  options.first_path = paths.first;
  options.chunk_paths = paths.chunk;
  options.seed = 20251231;
  options.backend = backend;
  return options;
}

}  // namespace nameplate
