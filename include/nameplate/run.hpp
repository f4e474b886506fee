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

enum class Backend { automatic, cpu, cuda };
enum class Isa { automatic, portable, avx2, avx512 };

/// What a run has done so far.
struct Snapshot {
  std::vector<Tallies> const& tallies;  // of `run` one; of `compare` those of the base, of the
                                        // alternative and of their difference
  PathSet const& paths;                 // that they are of
};

struct RunOptions {
  std::uint64_t paths = 1'000'000;
  std::uint64_t first_path = 0;
  std::uint64_t seed = 1;
  Backend backend =
      Backend::automatic;         // automatic: CUDA if built in and a device is there, else CPU
  Isa isa = Isa::automatic;       // CPU: the widest that the machine has
  int threads = 0;                // CPU; 0: all
  std::vector<int> devices = {};  // CUDA: their numbers; none: all that are visible and can run it
  std::uint64_t chunk_paths = 0;  // 0: chosen by the backend; results do not depend on it

  /// Processes that share the paths (nameplate/team.hpp); none: this one alone. `done` is then that
  /// of rank 0, a snapshot is of what this process has done, with a last one when it has no more
  /// paths, and there is no progress.
  Team* team = nullptr;

  PathSet done = {};  // paths of the range to leave out: an earlier run has done them
  /// If given, the run ends early once it is true; a signal handler may set it.
  std::atomic<bool> const* stop = nullptr;

  /// Called every `snapshot_seconds` while paths are left, and before a failure is thrown, from the
  /// thread that runs. What a device that failed had done since the last time is not in it.
  std::function<void(Snapshot const&)> snapshot = {};
  double snapshot_seconds = 60;

  /// Called now and then with the number of paths done, from any thread, never twice at once.
  std::function<void(std::uint64_t paths_done)> progress = {};

  /// Told, in a sentence, of what the machine makes the run do otherwise than usual: leave a device
  /// out, take smaller chunks. Results are the same. From any thread, never twice at once.
  std::function<void(std::string const& text)> notice = {};
};

/// What ran, apart from the results.
struct RunFacts {
  std::string backend;      // "cpu" or "cuda"; of a team that has both, "cpu + cuda"
  std::string device;       // "16 lanes (avx512), 2 threads", or the GPU's name
  double seconds = 0;       // of the paths, without reading the catalog or writing results
  std::uint64_t paths = 0;  // evaluated in that time
};

struct RunResult {
  Tallies tallies;
  PathSet paths;  // that they are of: fewer than asked if the run was stopped
  RunFacts facts;
};

/// Evaluates paths [first_path, first_path + paths) but those done. The tallies depend on plan,
/// seed and paths only. \throws InputError if the backend or instruction set asked for is not
/// there; RunError if the machine fails; TeamFailure for either in a team
RunResult run(Plan const& plan, RunOptions const& options);

/// Whether `run` can use it here; if not, `reason` (if given) says why.
bool available(Backend backend, std::string* reason = nullptr);
bool available(Isa isa);

std::string_view name(Backend backend);
std::string_view name(Isa isa);

}  // namespace nameplate
