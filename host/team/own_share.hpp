#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "nameplate/run.hpp"

namespace nameplate {

/// What this process has of its machine, to tell the others of its team.
nlohmann::json introduction(RunOptions const& options);

/// Limits this process to its share of the machine that it is on. `introductions`: those of all
/// processes, as text. \throws InputError if it is asked for a device and none is left
void take_share(std::vector<std::string> const& introductions, RunOptions& options);

/// What a team ran on, of the devices of its processes: "3 ranks: 2 x 16 lanes (avx512), 1 thread +
/// NVIDIA H100"
std::string device_names(std::vector<std::string> const& devices);

}  // namespace nameplate
