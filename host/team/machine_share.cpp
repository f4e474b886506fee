#include "host/team/machine_share.hpp"

#include <sched.h>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <set>
#include <thread>

namespace nameplate {
namespace {

/// Position of a device among those that a process sees; -1 if it does not.
int position_of(std::string const& device, MachineView const& view) {
  auto const at = std::find(view.devices.begin(), view.devices.end(), device);
  return at == view.devices.end() ? -1 : static_cast<int>(at - view.devices.begin());
}

/// Of the processes that see the device, of which there is one, the first that has fewest so far
/// gets it.
void deal(std::string const& device, std::vector<MachineView> const& views,
          std::vector<MachineShare>& shares) {
  std::vector<std::size_t> seeing;
  for (std::size_t i = 0; i < views.size(); ++i)
    if (position_of(device, views[i]) >= 0) seeing.push_back(i);
  std::size_t const chosen =
      *std::min_element(seeing.begin(), seeing.end(), [&](std::size_t a, std::size_t b) {
        return shares[a].devices.size() < shares[b].devices.size();
      });
  shares[chosen].devices.push_back(position_of(device, views[chosen]));
}

bool share_a_core(MachineView const& a, MachineView const& b) {
  return std::find_first_of(a.cores.begin(), a.cores.end(), b.cores.begin(), b.cores.end()) !=
         a.cores.end();
}

/// A process with devices takes one core for each, to feed it.
int threads_of(std::size_t process, std::vector<MachineView> const& views,
               std::vector<MachineShare> const& shares) {
  int cores = static_cast<int>(views[process].cores.size()), sharers = 0;
  for (std::size_t i = 0; i < views.size(); ++i) {
    if (!share_a_core(views[process], views[i])) continue;
    if (shares[i].devices.empty()) ++sharers;
    cores -= static_cast<int>(shares[i].devices.size());
  }
  return std::max(1, cores / std::max(1, sharers));
}

}  // namespace

std::vector<MachineShare> share_machine(std::vector<MachineView> const& views) {
  std::vector<MachineShare> shares(views.size());
  std::set<std::string> dealt;
  for (MachineView const& view : views)
    for (std::string const& device : view.devices)
      if (dealt.insert(device).second) deal(device, views, shares);
  for (std::size_t i = 0; i < views.size(); ++i) shares[i].threads = threads_of(i, views, shares);
  return shares;
}

std::vector<int> usable_cores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  std::vector<int> cores;
  if (::sched_getaffinity(0, sizeof set, &set) != 0) {  // more cores than a set has room for
    cores.resize(std::thread::hardware_concurrency());
    std::iota(cores.begin(), cores.end(), 0);
    return cores;
  }
  for (int core = 0; core < CPU_SETSIZE; ++core)
    if (CPU_ISSET(core, &set)) cores.push_back(core);
  return cores;
}

}  // namespace nameplate
