#pragma once

#include <string>
#include <vector>

namespace nameplate {

/// What one of the processes on a machine can use of it.
struct MachineView {
  std::vector<int> cores;            // that it may run on
  std::vector<std::string> devices;  // CUDA devices that it sees, by names that all processes share
};

/// What it is to use.
struct MachineShare {
  std::vector<int> devices;  // positions in MachineView::devices
  int threads = 1;           // if it runs on the CPU
};

/// Deals the devices of a machine out to its processes in turn, and shares its cores among those
/// that get none.
std::vector<MachineShare> share_machine(std::vector<MachineView> const& views);

/// Cores that this process may run on.
std::vector<int> usable_cores();

}  // namespace nameplate
