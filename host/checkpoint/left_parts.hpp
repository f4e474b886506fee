#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "nameplate/checkpoint.hpp"

/// While several processes share a run, its file has what was done before and what rank 0 does, and
/// a part, FILE.rankN, what rank N does. In the end the file has all of it, and the parts go.
namespace nameplate {

std::filesystem::path part_path(std::filesystem::path const& file, int rank);

/// Ranks of whose parts something is there, ascending. \throws RunError if the folder cannot be
/// read
std::vector<int> ranks_with_parts(std::filesystem::path const& file);

/// The parts that a run left behind which did not come to its end, locked. All that is in one of
/// them is in the file, if the end came while they were taken over, or none of it.
class LeftParts {
 public:
  /// \throws InputError if a process still writes to one; RunError
  explicit LeftParts(std::filesystem::path const& file);

  /// What the file, of which `found` was read, and the parts hold together; none if there is
  /// nothing. \throws InputError if one is damaged or of another run
  std::optional<Checkpoint> with(std::optional<Checkpoint> found) const;

  /// Once the file has all that is in them.
  void remove();

 private:
  std::filesystem::path file_;
  std::vector<std::unique_ptr<CheckpointFile>> parts_;
};

}  // namespace nameplate
