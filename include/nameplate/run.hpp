#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "nameplate/tallies.hpp"

namespace nameplate {

enum class Backend { automatic, cpu, cuda };
enum class Isa { automatic, portable, avx2, avx512 };

struct RunOptions {
  std::uint64_t paths = 1'000'000;
  std::uint64_t first_path = 0;
  std::uint64_t seed = 1;
  Backend backend =
      Backend::automatic;         // automatic: CUDA if built in and a device is there, else CPU
  Isa isa = Isa::automatic;       // CPU: the widest that the machine has
  int threads = 0;                // CPU; 0: all
  std::uint64_t chunk_paths = 0;  // 0: chosen by the backend; results do not depend on it

  /// Called now and then with the number of paths done, from any thread, never twice at once.
  std::function<void(std::uint64_t paths_done)> progress = {};
};

/// What ran, apart from the results.
struct RunFacts {
  std::string backend;  // "cpu" or "cuda"
  std::string device;   // "16 lanes (avx512), 2 threads", or the GPU's name
  double seconds = 0;   // of the paths, without reading the catalog or writing results
};

struct RunResult {
  Tallies tallies;
  RunFacts facts;
};

/// Evaluates paths [first_path, first_path + paths). The tallies depend on plan, seed and path
/// range only. \throws InputError if the backend or instruction set asked for is not there;
/// RunError if the machine fails.
RunResult run(Plan const& plan, RunOptions const& options);

/// Whether `run` can use it here; if not, `reason` (if given) says why.
bool available(Backend backend, std::string* reason = nullptr);
bool available(Isa isa);

std::string_view name(Backend backend);
std::string_view name(Isa isa);

}  // namespace nameplate
