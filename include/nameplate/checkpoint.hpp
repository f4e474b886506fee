#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nameplate/compare.hpp"

/// The state of a run in a file (docs/checkpoints.md), so that it can go on later, or be put
/// together from parts run apart.
namespace nameplate {

/// A plan and what reports say of its catalog.
struct CheckpointPlan {
  Plan plan;                                       ///< as compiled
  std::string catalog;                             ///< its name
  std::string as_of;                               ///< date of its facts
  std::map<std::string, std::string> scope_names;  ///< "group:openai": its name for people
  std::optional<double> repair_distance = {};      ///< as Factors has it
};

/// The plan with what its catalog says of it.
CheckpointPlan checkpoint_plan(Catalog const& catalog, Plan const& plan);

/// What a checkpoint is of.
struct CheckpointSubject {
  std::string version;               ///< of the program
  std::uint32_t model_checksum = 0;  ///< what that program makes of a few paths
  std::uint64_t seed = 1;            ///< of the draws
  PathSpan range;                    ///< asked for
  /// Of a run one; of a comparison those of the base and of the alternative.
  std::vector<CheckpointPlan> plans;
  std::string alternative_name;  ///< of a comparison, for people

  /// Whether two plans are compared.
  bool is_comparison() const { return plans.size() == 2; }
};

/// Of this program. Evaluates a few paths of each plan on the CPU, so that programs whose models
/// differ are told apart, whatever their version. \throws as `run`
CheckpointSubject checkpoint_subject(std::vector<CheckpointPlan> plans, RunOptions const& options,
                                     std::string alternative_name = {});

/// A run so far.
struct Checkpoint {
  CheckpointSubject subject;     ///< what it is of
  PathSet paths;                 ///< that the tallies are of, all of the subject's range
  std::vector<Tallies> tallies;  ///< as in Snapshot

  /// \throws std::invalid_argument if some of these paths are in it
  void add(Snapshot const& done);

  /// Whether every path asked for is in it.
  bool is_complete() const { return paths.count() == subject.range.count; }
};

/// Of a run of which nothing is done yet.
Checkpoint empty_checkpoint(CheckpointSubject subject);

/// The bytes of a checkpoint's file, the same for equal checkpoints.
std::vector<std::byte> to_bytes(Checkpoint const& checkpoint);

/// The same of `earlier` and what was done since, without a copy of the counters that are zero.
std::vector<std::byte> to_bytes(Checkpoint const& earlier, Snapshot const& since);

/// Reads what `to_bytes` wrote. Takes any bytes: sizes are checked before memory is asked for, and
/// every path must have been counted once in every output. `name` stands for the file in messages.
/// \throws InputError saying what is wrong
Checkpoint read_checkpoint(std::span<std::byte const> bytes,
                           std::string const& name = "checkpoint");

/// What tells two subjects apart, except for the range, each as "seed: 1 in the checkpoint, 2 here"
/// where `here` is called so. Empty: their paths can be added.
std::vector<std::string> differences(CheckpointSubject const& in_checkpoint,
                                     CheckpointSubject const& here,
                                     std::string const& called = "here");

/// One checkpoint of all paths; its range is the least that has both ranges. \throws InputError if
/// the subjects differ or a path is in both; `name` and `other_name` stand for them in messages
Checkpoint merge(Checkpoint checkpoint, Checkpoint const& other, std::string const& name,
                 std::string const& other_name);

/// The file of one run, which no other process uses meanwhile: FILE.lock is held.
class CheckpointFile {
 public:
  /// A link is followed. \throws InputError if another process holds the file, naming it, or if it
  /// is not a regular file; RunError if it cannot be locked, for instance in a folder that cannot
  /// be written
  explicit CheckpointFile(std::filesystem::path const& path);
  CheckpointFile(CheckpointFile const&) = delete;
  CheckpointFile(CheckpointFile&&) = delete;
  CheckpointFile& operator=(CheckpointFile const&) = delete;
  CheckpointFile& operator=(CheckpointFile&&) = delete;
  ~CheckpointFile();

  /// As given, links followed.
  std::filesystem::path const& path() const;

  /// None if there is no such file. \throws InputError if it is none of `to_bytes`; RunError if it
  /// cannot be read
  std::optional<Checkpoint> read() const;

  /// The file as it is, for other kinds of checkpoints. \throws RunError if it cannot be read
  std::optional<std::vector<std::byte>> read_bytes() const;

  /// Puts the bytes in place of the file once all of them are on the disk; until then the earlier
  /// file stays. \throws RunError, for instance if the disk is full
  void write(std::span<std::byte const> bytes) const;

  /// Removes the file, if it is there. \throws RunError
  void remove() const;

 private:
  struct Held;
  std::unique_ptr<Held> held_;
};

/// Reads a checkpoint that no one is asked to leave alone. \throws InputError if there is none;
/// RunError if it cannot be read
Checkpoint read_checkpoint_file(std::filesystem::path const& path);

}  // namespace nameplate
