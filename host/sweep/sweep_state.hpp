#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "host/sweep/scenario_plans.hpp"
#include "nameplate/run.hpp"

namespace nameplate {

/// What a sweep's checkpoint is of.
struct SweepSubject {
  std::string version;               // of the program
  std::uint64_t scenarios = 0;       // in all
  std::uint64_t names_checksum = 0;  // of ids, keys and values as they are written
  std::uint64_t plans_fingerprint = 0;
  std::uint64_t paths = 0, seed = 0;
  bool has_rows = false, has_columnar = false;  // files that are written
};

SweepSubject sweep_subject(Sweep const& sweep, ScenarioPlans const& plans,
                           RunOptions const& options);

/// A sweep so far: its first scenarios are done and in the files, up to these sizes.
struct SweepState {
  SweepSubject subject;
  std::uint64_t rows_bytes = 0, columnar_bytes = 0;
  std::vector<std::optional<std::array<double, 3>>> moved;  // ScenarioRecord's, of those done
};

/// The bytes of a sweep's checkpoint (docs/sweeps.md).
std::vector<std::byte> to_bytes(SweepState const& state);

/// Reads what `to_bytes` wrote; takes any bytes. \throws InputError saying what is wrong
SweepState read_sweep_state(std::span<std::byte const> bytes, std::string const& name);

/// What tells two subjects apart, each as "seed: 1 in the checkpoint, 2 here".
std::vector<std::string> differences(SweepSubject const& in_checkpoint, SweepSubject const& here);

}  // namespace nameplate
