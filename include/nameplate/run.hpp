#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "nameplate/path_set.hpp"
#include "nameplate/tallies.hpp"

namespace nameplate {

class Team;

/// What evaluates the paths.
enum class Backend { automatic, cpu, cuda };
/// Instruction set of the CPU executor.
enum class Isa { automatic, portable, avx2, avx512 };

/// What a run has done so far.
struct Snapshot {
  std::vector<Tallies> const& tallies;  ///< of `run` one; of `compare` those of the base, of the
                                        ///< alternative and of their difference
  PathSet const& paths;                 ///< that they are of
};

/// Which paths run, and how.
struct RunOptions {
  std::uint64_t paths = 1'000'000;  ///< to evaluate
  std::uint64_t first_path = 0;     ///< number of the first
  std::uint64_t seed = 1;           ///< of the draws
  /// Automatic: CUDA if built in and a device is there, else CPU.
  Backend backend = Backend::automatic;
  Isa isa = Isa::automatic;  ///< CPU: the widest that the machine has
  int threads = 0;           ///< CPU; 0: all
  /// CUDA: their numbers; none: all that are visible and can run it.
  std::vector<int> devices = {};
  std::uint64_t chunk_paths = 0;  ///< 0: chosen by the backend; results do not depend on it

  /// Processes that share the paths (nameplate/team.hpp); none: this one alone. `done` is then that
  /// of rank 0, a snapshot is of what this process has done, with a last one when it has no more
  /// paths, and there is no progress.
  Team* team = nullptr;

  PathSet done = {};  ///< paths of the range to leave out: an earlier run has done them
  /// If given, the run ends early once it is true; a signal handler may set it.
  std::atomic<bool> const* stop = nullptr;

  /// Called every `snapshot_seconds` while paths are left, and before a failure is thrown, from the
  /// thread that runs. What a device that failed had done since the last time is not in it.
  std::function<void(Snapshot const&)> snapshot = {};
  double snapshot_seconds = 60;  ///< time from one snapshot to the next

  /// Called now and then with the number of paths done, from any thread, never twice at once.
  std::function<void(std::uint64_t paths_done)> progress = {};

  /// Told, in a sentence, of what the machine makes the run do otherwise than usual: leave a device
  /// out, take smaller chunks. Results are the same. From any thread, never twice at once.
  std::function<void(std::string const& text)> notice = {};
};

/// What ran, apart from the results.
struct RunFacts {
  std::string backend;      ///< "cpu" or "cuda"; of a team that has both, "cpu + cuda"
  std::string device;       ///< "16 lanes (avx512), 2 threads", or the GPU's name
  double seconds = 0;       ///< of the paths, without reading the catalog or writing results
  std::uint64_t paths = 0;  ///< evaluated in that time
};

/// A run that has ended.
struct RunResult {
  Tallies tallies;  ///< of all paths done
  PathSet paths;    ///< that they are of: fewer than asked if the run was stopped
  RunFacts facts;   ///< what ran
};

/// Evaluates paths [first_path, first_path + paths) but those done. The tallies depend on plan,
/// seed and paths only. \throws InputError if the backend or instruction set asked for is not
/// there; RunError if the machine fails; TeamFailure for either in a team
RunResult run(Plan const& plan, RunOptions const& options);

/// Whether `run` can use it here; if not, `reason` (if given) says why.
bool available(Backend backend, std::string* reason = nullptr);
/// Whether the processor has it.
bool available(Isa isa);

/// As on the command line: "auto", "cuda", "avx2".
///@{
std::string_view name(Backend backend);
std::string_view name(Isa isa);
///@}

}  // namespace nameplate
