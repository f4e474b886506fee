#include <fmt/format.h>

#include <exception>
#include <list>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "host/cpu/for_each_tile.hpp"
#include "host/cuda/device_executor.hpp"
#include "host/cuda/scenario_slot.hpp"
#include "host/notice.hpp"
#include "host/path_progress.hpp"
#include "host/sweep/scenario_workshop.hpp"

namespace nameplate {
namespace {

/// Scenarios in flight on a device: while one is evaluated, the next is queued behind it and the
/// one before it is on its way to the host.
constexpr std::size_t slots_per_device = 3;
/// Plans that wait for each device: enough for some milliseconds of small scenarios.
constexpr std::size_t plans_ahead = 2 * slots_per_device;

/// Runs scenarios on one device until there is no more.
class DeviceSweep {
 public:
  DeviceSweep(Device const& device, ScenarioWorkshop& workshop, PathProgress& progress,
              RunOptions const& options)
      : device_(device), workshop_(workshop), progress_(progress), options_(options) {}

  /// \throws RunError naming the device
  void run() {
    with_device(device_, [this] {
      for (std::size_t i = 0; i < slots_per_device; ++i)
        slots_.push_back(std::make_unique<ScenarioSlot>(
            options_, [this](std::string const& text) { tell(text); }));
      while (run_next()) slots_.splice(slots_.end(), slots_, slots_.begin());
      for (auto const& slot : slots_) collect(*slot);
      slots_.clear();  // while the device is current
    });
  }

 private:
  void tell(std::string const& text) const {
    notify(options_, fmt::format("{}: {}", device_.text(), text));
  }

  /// Puts the next scenario in the place of the oldest one. Goes on with fewer in flight where
  /// memory is short.
  bool run_next() {
    if (options_.stop != nullptr && *options_.stop) return false;
    std::optional<ScenarioTask> const task = workshop_.take();
    while (task) {
      collect(*slots_.front());
      try {
        return slots_.front()->start(*task);
      } catch (OutOfDeviceMemory const&) {
        if (slots_.size() == 1) throw;
        slots_.pop_front();
        tell(fmt::format("not enough memory for {} scenarios at a time: takes {}",
                         slots_.size() + 1, slots_.size()));
      }
    }
    return false;
  }

  void collect(ScenarioSlot& slot) const {
    std::optional<ScenarioResult> result = slot.finish();
    if (!result) return;
    progress_.add(result->tallies.paths);
    workshop_.hand_in(std::move(*result));
  }

  Device const& device_;
  ScenarioWorkshop& workshop_;
  PathProgress& progress_;
  RunOptions const& options_;
  std::list<std::unique_ptr<ScenarioSlot>> slots_;  // the oldest scenario first
};

/// "2 x NVIDIA H100"
std::string names_of(std::vector<Device> const& devices) {
  if (devices.size() == 1) return devices.front().name;
  return fmt::format("{} x {}", devices.size(), devices.front().name);
}

}  // namespace

std::string sweep_on_cuda(SweepJob const& job, RunOptions const& options) {
  std::vector<Device> const devices = usable_devices(options);
  ScenarioWorkshop workshop(job, thread_count(options), plans_ahead * devices.size());
  PathProgress progress(options.progress);
  std::exception_ptr error;
  std::mutex mutex;
  {
    std::vector<std::jthread> threads;
    threads.reserve(devices.size());
    for (Device const& device : devices)
      threads.emplace_back([&] {
        try {
          DeviceSweep(device, workshop, progress, options).run();
        } catch (...) {
          workshop.close();
          std::lock_guard const lock(mutex);
          error = std::current_exception();
        }
      });
  }
  workshop.close();
  workshop.finish();
  if (error) std::rethrow_exception(error);
  return names_of(devices);
}

}  // namespace nameplate
