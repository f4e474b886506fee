#include "host/bench/sensors.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace nameplate {
namespace {

TEST(NvmlSensors, SayWhatTheLibrarySays) {
  auto const sensors = nvml_sensors("0000:42:00.0", NAMEPLATE_FAKE_NVML);
  SensorFacts const facts = sensors->facts();
  EXPECT_EQ(facts.driver, "580.65.06");
  EXPECT_EQ(facts.is_ecc_on, true);
  EXPECT_EQ(facts.max_clock_hz, 1.98e9);
  EXPECT_EQ(facts.max_memory_clock_hz, 2.619e9);
  EXPECT_EQ(facts.power_limit_watts, 700);
  EXPECT_EQ(facts.energy_source, "NVML");

  SensorReading const reading = sensors->read();
  EXPECT_EQ(reading.clock_hz, 1.755e9);
  EXPECT_EQ(reading.watts, 412.5);
  EXPECT_EQ(reading.celsius, 61);
  EXPECT_THAT(reading.throttle_reasons, testing::ElementsAre("power cap", "hardware thermal"));
  EXPECT_NEAR(*sensors->read().joules - *reading.joules, 3, 1e-9);
}

TEST(NvmlSensors, LeaveOutWhatTheDeviceDoesNotSupport) {
  auto const sensors = nvml_sensors("0000:42:00.0", NAMEPLATE_FAKE_NVML);
  EXPECT_FALSE(sensors->read().memory_clock_hz);
}

void expect_nothing(Sensors& sensors) {
  EXPECT_FALSE(sensors.facts().driver);
  EXPECT_EQ(sensors.facts().energy_source, "");
  SensorReading const reading = sensors.read();
  EXPECT_FALSE(reading.joules || reading.watts || reading.clock_hz || reading.celsius);
  EXPECT_TRUE(reading.throttle_reasons.empty());
}

TEST(NvmlSensors, SayNothingOfAnUnknownDevice) {
  expect_nothing(*nvml_sensors("0000:43:00.0", NAMEPLATE_FAKE_NVML));
}

TEST(NvmlSensors, SayNothingWithoutTheLibrary) {
  expect_nothing(*nvml_sensors("0000:42:00.0", "libno-such-library.so.1"));
}

TEST(NvmlSensors, SayNothingWithALibraryWithoutItsFunctions) {
  expect_nothing(*nvml_sensors("0000:42:00.0", "libm.so.6"));
}

/// A folder as Linux shows its energy counters.
class PowercapTest : public testing::Test {
 protected:
  void SetUp() override {
    root_ = std::filesystem::path(testing::TempDir()) /
            ("nameplate-powercap-" + std::to_string(::getpid()));
    std::filesystem::remove_all(root_);
  }
  void TearDown() override { std::filesystem::remove_all(root_); }

  void set(std::string const& zone, std::uint64_t microjoules) {
    std::filesystem::create_directories(root_ / zone);
    std::ofstream(root_ / zone / "energy_uj") << microjoules << '\n';
    std::ofstream(root_ / zone / "max_energy_range_uj") << 10'000'000 << '\n';
  }

  std::filesystem::path root_;
};

TEST_F(PowercapTest, AddsUpThePackagesAndNotTheirParts) {
  set("intel-rapl:0", 1'000'000);
  set("intel-rapl:1", 2'000'000);
  set("intel-rapl:0:0", 500'000);
  auto const sensors = cpu_sensors(root_);
  EXPECT_EQ(sensors->facts().energy_source, "RAPL");
  set("intel-rapl:0", 1'500'000);
  set("intel-rapl:1", 4'000'000);
  set("intel-rapl:0:0", 900'000);
  EXPECT_NEAR(*sensors->read().joules, 2.5, 1e-9);
}

TEST_F(PowercapTest, CountsOnWhereACounterStartsAgain) {
  set("intel-rapl:0", 9'000'000);
  auto const sensors = cpu_sensors(root_);
  set("intel-rapl:0", 500'000);
  EXPECT_NEAR(*sensors->read().joules, 1.5, 1e-9);
}

TEST_F(PowercapTest, SaysNothingWhereThereIsNoCounter) {
  expect_nothing(*cpu_sensors(root_));
  set("intel-rapl:0", 1);
  auto const sensors = cpu_sensors(root_);
  std::filesystem::remove(root_ / "intel-rapl:0" / "energy_uj");
  EXPECT_FALSE(sensors->read().joules);
}

}  // namespace
}  // namespace nameplate
