#include "host/team/own_share.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>

#include "host/executor.hpp"
#include "host/notice.hpp"
#include "host/refuse.hpp"
#include "host/team/machine_share.hpp"
#include "nameplate/team.hpp"

namespace nameplate {
namespace {

using Json = nlohmann::json;

/// Numbers of the devices that a process may use.
std::vector<int> device_numbers(RunOptions const& options, std::size_t visible) {
  if (!options.devices.empty()) return options.devices;
  std::vector<int> numbers(visible);
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

/// Takes the CPU in place of devices that were dealt out, not asked for, if they cannot be used: as
/// chosen_backend.
void settle_backend(RunOptions& options) {
  std::string reason;
  CudaState const state = cuda_state(options.devices, reason);
  if (state == CudaState::usable) return;
  if (state == CudaState::failing)
    notify(options, fmt::format("CUDA: {}; the CPU runs instead", reason));
  options.backend = Backend::cpu;
}

}  // namespace

nlohmann::json introduction(RunOptions const& options) {
  Json json = {{"cores", usable_cores()}, {"devices", Json::array()}};
  if (options.backend != Backend::cpu) {
    std::vector<std::string> const names = cuda_device_ids();
    for (int const number : device_numbers(options, names.size()))
      if (number >= 0 && static_cast<std::size_t>(number) < names.size())
        json["devices"].push_back(names[static_cast<std::size_t>(number)]);
  }
  return json;
}

void take_share(std::vector<std::string> const& introductions, RunOptions& options) {
  std::vector<int> const ranks = options.team->ranks_of_machine();
  std::vector<MachineView> views;
  views.reserve(ranks.size());
  for (int const rank : ranks) {
    Json const json = Json::parse(introductions[static_cast<std::size_t>(rank)]);
    views.push_back({json["cores"], json["devices"]});
  }
  auto const self = std::find(ranks.begin(), ranks.end(), options.team->rank()) - ranks.begin();
  std::vector<std::string> const& seen = views[static_cast<std::size_t>(self)].devices;
  MachineShare const share = share_machine(views)[static_cast<std::size_t>(self)];
  if (options.threads == 0) options.threads = share.threads;
  if (seen.empty()) return;
  if (!share.devices.empty()) {
    std::vector<int> const numbers = device_numbers(options, seen.size());
    bool const is_asked = options.backend == Backend::cuda || !options.devices.empty();
    options.devices.clear();
    for (int const position : share.devices)
      options.devices.push_back(numbers[static_cast<std::size_t>(position)]);
    if (!is_asked) settle_backend(options);
  } else if (options.backend == Backend::automatic) {
    options.backend = Backend::cpu;
  } else {
    refuse("backend", fmt::format("cuda: more processes than devices: the {} that this process "
                                  "sees are given to others of the {} on its machine",
                                  seen.size(), ranks.size()));
  }
}

std::string device_names(std::vector<std::string> const& devices) {
  std::map<std::string, int> counts;
  for (std::string const& device : devices) ++counts[device];
  std::vector<std::string> names;
  names.reserve(counts.size());
  for (auto const& [device, count] : counts)
    names.push_back(count == 1 ? device : fmt::format("{} x {}", count, device));
  return fmt::format("{} ranks: {}", devices.size(), fmt::join(names, " + "));
}

}  // namespace nameplate
