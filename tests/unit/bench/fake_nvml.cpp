// A library with the functions of NVIDIA's management library that the program calls: one device,
// "0000:42:00.0", which uses 3 J between any two readings. No fan, no memory clock.
#include <cstring>

namespace {

constexpr int success = 0, not_found = 6, not_supported = 3;
int device = 0;
unsigned long long millijoules = 1'000'000;
bool is_initialised = false;

}  // namespace

extern "C" {

int nvmlInit_v2() {
  is_initialised = true;
  return success;
}

int nvmlShutdown() {
  is_initialised = false;
  return success;
}

int nvmlDeviceGetHandleByPciBusId_v2(char const* id, void** handle) {
  if (!is_initialised || std::strcmp(id, "0000:42:00.0") != 0) return not_found;
  *handle = &device;
  return success;
}

int nvmlSystemGetDriverVersion(char* version, unsigned length) {
  std::strncpy(version, "580.65.06", length);
  return success;
}

int nvmlDeviceGetEccMode(void*, int* current, int* pending) {
  *current = 1;
  *pending = 0;
  return success;
}

int nvmlDeviceGetClockInfo(void*, int type, unsigned* megahertz) {
  if (type != 1) return not_supported;
  *megahertz = 1755;
  return success;
}

int nvmlDeviceGetMaxClockInfo(void*, int type, unsigned* megahertz) {
  *megahertz = type == 1 ? 1980 : 2619;
  return success;
}

int nvmlDeviceGetPowerUsage(void*, unsigned* milliwatts) {
  *milliwatts = 412'500;
  return success;
}

int nvmlDeviceGetEnforcedPowerLimit(void*, unsigned* milliwatts) {
  *milliwatts = 700'000;
  return success;
}

int nvmlDeviceGetTotalEnergyConsumption(void*, unsigned long long* energy) {
  *energy = millijoules += 3000;
  return success;
}

int nvmlDeviceGetTemperature(void*, int sensor, unsigned* celsius) {
  if (sensor != 0) return not_supported;
  *celsius = 61;
  return success;
}

int nvmlDeviceGetCurrentClocksThrottleReasons(void*, unsigned long long* reasons) {
  *reasons = 0x1 | 0x4 | 0x40;  // idle, power cap, hardware thermal
  return success;
}

}  // extern "C"
