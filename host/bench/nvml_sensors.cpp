#include <dlfcn.h>

#include <array>
#include <utility>

#include "host/bench/sensors.hpp"

namespace nameplate {
namespace {

/// The part of NVIDIA's management library that is used, as its documentation declares it
/// (docs.nvidia.com/deploy/nvml-api). It comes with the driver, so it is loaded where it is there.
namespace nvml {

using Device = struct DeviceHandle*;
using Status = int;
constexpr Status success = 0;

constexpr int clock_sm = 1, clock_memory = 2;  // nvmlClockType_t
constexpr int temperature_gpu = 0;             // nvmlTemperatureSensors_t

constexpr std::pair<unsigned long long, char const*> throttle_reasons[] = {
    {0x02, "application clocks"},   {0x04, "power cap"},        {0x08, "hardware slowdown"},
    {0x10, "sync boost"},           {0x20, "software thermal"}, {0x40, "hardware thermal"},
    {0x80, "hardware power brake"}, {0x100, "display clocks"},
};

}  // namespace nvml

struct CloseLibrary {
  void operator()(void* library) const { ::dlclose(library); }
};
using Library = std::unique_ptr<void, CloseLibrary>;

/// A function of the library, or nothing if it has none of that name.
template <class... Arguments>
class Function {
 public:
  Function(Library const& library, char const* name)
      : function_(reinterpret_cast<nvml::Status (*)(Arguments...)>(::dlsym(library.get(), name))) {}

  bool operator()(Arguments... arguments) const {
    return function_ != nullptr && function_(arguments...) == nvml::success;
  }

 private:
  nvml::Status (*function_)(Arguments...);
};

/// Value that a function sets through its last argument.
template <class Value, class... Arguments, class... Given>
std::optional<double> value_of(Function<Arguments...> const& function, double factor,
                               Given... given) {
  Value value = 0;
  if (!function(given..., &value)) return std::nullopt;
  return factor * static_cast<double>(value);
}

class NvmlSensors final : public Sensors {
 public:
  NvmlSensors(Library library, std::string const& pci_bus_id)
      : library_(std::move(library)), is_initialised_(initialise_()) {
    if (is_initialised_ && !device_by_bus_id_(pci_bus_id.c_str(), &device_)) device_ = nullptr;
  }
  NvmlSensors(NvmlSensors const&) = delete;
  NvmlSensors(NvmlSensors&&) = delete;
  NvmlSensors& operator=(NvmlSensors const&) = delete;
  NvmlSensors& operator=(NvmlSensors&&) = delete;
  ~NvmlSensors() override {
    if (is_initialised_) shut_down_();
  }

  SensorFacts facts() const override {
    SensorFacts facts;
    if (device_ == nullptr) return facts;
    std::array<char, 96> version{};
    if (driver_version_(version.data(), static_cast<unsigned>(version.size())))
      facts.driver = version.data();
    int current = 0, pending = 0;
    if (ecc_mode_(device_, &current, &pending)) facts.is_ecc_on = current != 0;
    facts.max_clock_hz = value_of<unsigned>(max_clock_, 1e6, device_, nvml::clock_sm);
    facts.max_memory_clock_hz = value_of<unsigned>(max_clock_, 1e6, device_, nvml::clock_memory);
    facts.power_limit_watts = value_of<unsigned>(power_limit_, 1e-3, device_);
    if (value_of<unsigned long long>(energy_, 1e-3, device_)) facts.energy_source = "NVML";
    return facts;
  }

  SensorReading read() override {
    SensorReading reading;
    if (device_ == nullptr) return reading;
    reading.joules = value_of<unsigned long long>(energy_, 1e-3, device_);
    reading.watts = value_of<unsigned>(power_, 1e-3, device_);
    reading.clock_hz = value_of<unsigned>(clock_, 1e6, device_, nvml::clock_sm);
    reading.memory_clock_hz = value_of<unsigned>(clock_, 1e6, device_, nvml::clock_memory);
    reading.celsius = value_of<unsigned>(temperature_, 1, device_, nvml::temperature_gpu);
    unsigned long long reasons = 0;
    if (throttle_reasons_(device_, &reasons))
      for (auto const& [bit, name] : nvml::throttle_reasons)
        if ((reasons & bit) != 0) reading.throttle_reasons.emplace_back(name);
    return reading;
  }

 private:
  Library library_;
  Function<> initialise_{library_, "nvmlInit_v2"};
  Function<> shut_down_{library_, "nvmlShutdown"};
  Function<char const*, nvml::Device*> device_by_bus_id_{library_,
                                                         "nvmlDeviceGetHandleByPciBusId_v2"};
  Function<char*, unsigned> driver_version_{library_, "nvmlSystemGetDriverVersion"};
  Function<nvml::Device, int*, int*> ecc_mode_{library_, "nvmlDeviceGetEccMode"};
  Function<nvml::Device, int, unsigned*> clock_{library_, "nvmlDeviceGetClockInfo"};
  Function<nvml::Device, int, unsigned*> max_clock_{library_, "nvmlDeviceGetMaxClockInfo"};
  Function<nvml::Device, unsigned*> power_{library_, "nvmlDeviceGetPowerUsage"};
  Function<nvml::Device, unsigned*> power_limit_{library_, "nvmlDeviceGetEnforcedPowerLimit"};
  Function<nvml::Device, unsigned long long*> energy_{library_,
                                                      "nvmlDeviceGetTotalEnergyConsumption"};
  Function<nvml::Device, int, unsigned*> temperature_{library_, "nvmlDeviceGetTemperature"};
  Function<nvml::Device, unsigned long long*> throttle_reasons_{
      library_, "nvmlDeviceGetCurrentClocksThrottleReasons"};
  bool is_initialised_;
  nvml::Device device_ = nullptr;
};

/// Of a machine without the library.
class NoSensors final : public Sensors {
 public:
  SensorFacts facts() const override { return {}; }
  SensorReading read() override { return {}; }
};

}  // namespace

std::unique_ptr<Sensors> nvml_sensors(std::string const& pci_bus_id, std::string const& library) {
  Library loaded(::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL));
  if (!loaded) return std::make_unique<NoSensors>();
  return std::make_unique<NvmlSensors>(std::move(loaded), pci_bus_id);
}

}  // namespace nameplate
