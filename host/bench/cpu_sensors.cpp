#include <algorithm>
#include <fstream>
#include <system_error>

#include "host/bench/sensors.hpp"

namespace nameplate {
namespace {

namespace fs = std::filesystem;

std::optional<double> number_in(fs::path const& file) {
  std::ifstream stream(file);
  double number = 0;
  if (stream >> number) return number;
  return std::nullopt;
}

/// A counter that starts again at zero after its range.
class EnergyCounter {
 public:
  explicit EnergyCounter(fs::path const& zone)
      : file_(zone / "energy_uj"),
        range_(number_in(zone / "max_energy_range_uj").value_or(0)),
        last_(number_in(file_)) {}

  bool is_readable() const { return last_.has_value(); }

  /// Since the first reading; none once it cannot be read any more.
  std::optional<double> joules() {
    std::optional<double> const now = number_in(file_);
    if (!now) return std::nullopt;
    total_ += *now - *last_ + (*now < *last_ ? range_ : 0);
    last_ = now;
    return total_ * 1e-6;
  }

 private:
  fs::path file_;
  double range_;
  std::optional<double> last_;
  double total_ = 0;
};

/// Zones of whole packages: "intel-rapl:0", not its parts "intel-rapl:0:1". AMD's have that name
/// too.
std::vector<EnergyCounter> package_counters(fs::path const& powercap) {
  std::vector<EnergyCounter> counters;
  std::error_code error;
  for (fs::directory_entry const& entry : fs::directory_iterator(powercap, error)) {
    std::string const zone = entry.path().filename();
    if (!zone.starts_with("intel-rapl:") || std::count(zone.begin(), zone.end(), ':') != 1)
      continue;
    EnergyCounter counter(entry.path());
    if (counter.is_readable()) counters.push_back(std::move(counter));
  }
  return counters;
}

class CpuSensors final : public Sensors {
 public:
  explicit CpuSensors(fs::path const& powercap) : packages_(package_counters(powercap)) {}

  SensorFacts facts() const override {
    SensorFacts facts;
    if (!packages_.empty()) facts.energy_source = "RAPL";
    return facts;
  }

  SensorReading read() override {
    SensorReading reading;
    if (packages_.empty()) return reading;
    double sum = 0;
    for (EnergyCounter& package : packages_) {
      std::optional<double> const joules = package.joules();
      if (!joules) return reading;
      sum += *joules;
    }
    reading.joules = sum;
    return reading;
  }

 private:
  std::vector<EnergyCounter> packages_;
};

}  // namespace

std::unique_ptr<Sensors> cpu_sensors(fs::path const& powercap) {
  return std::make_unique<CpuSensors>(powercap);
}

}  // namespace nameplate
