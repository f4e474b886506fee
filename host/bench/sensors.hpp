#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// What a device says of itself while it works. What it does not say is left out.
namespace nameplate {

/// A reading at one moment.
struct SensorReading {
  std::optional<double> joules;  // used since some moment in the past
  std::optional<double> watts;   // drawn now
  std::optional<double> clock_hz, memory_clock_hz;
  std::optional<double> celsius;
  std::vector<std::string> throttle_reasons;  // that hold now; never "idle"
};

/// What does not change while it works.
struct SensorFacts {
  std::optional<std::string> driver;
  std::optional<bool> is_ecc_on;
  std::optional<double> max_clock_hz, max_memory_clock_hz;
  std::optional<double> power_limit_watts;
  std::string energy_source;  // "NVML", "RAPL"; empty if there is none
};

class Sensors {
 public:
  Sensors() = default;
  Sensors(Sensors const&) = delete;
  Sensors(Sensors&&) = delete;
  Sensors& operator=(Sensors const&) = delete;
  Sensors& operator=(Sensors&&) = delete;
  virtual ~Sensors() = default;

  virtual SensorFacts facts() const = 0;
  virtual SensorReading read() = 0;
};

/// Energy of the processor packages, from the counters of Linux (RAPL) where they can be read.
std::unique_ptr<Sensors> cpu_sensors(std::filesystem::path const& powercap = "/sys/class/powercap");

/// Of the device with that PCI bus id ("0000:01:00.0"), from NVIDIA's management library, which is
/// loaded now: no reading at all where it is not there or does not know the device.
std::unique_ptr<Sensors> nvml_sensors(std::string const& pci_bus_id,
                                      std::string const& library = "libnvidia-ml.so.1");

}  // namespace nameplate
