#include "host/bench/device_facts.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <thread>

#include "host/bench/part_functions.hpp"

namespace nameplate {
namespace {

/// Value of the first line "key : value" of a file.
std::optional<std::string> value_of_key(char const* file, std::string_view key) {
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    if (!line.starts_with(key)) continue;
    std::size_t const colon = line.find(':');
    std::size_t const value = line.find_first_not_of(' ', colon + 1);
    if (colon != std::string::npos && value != std::string::npos) return line.substr(value);
  }
  return std::nullopt;
}

std::optional<std::string> first_line(char const* file) {
  std::ifstream stream(file);
  std::string line;
  if (std::getline(stream, line) && !line.empty()) return line;
  return std::nullopt;
}

}  // namespace

DeviceFacts cpu_device_facts(Isa isa) {
  HostFacts const host = host_facts();
  int const lanes = part_functions(isa).lanes;
  return {host.cpu,
          fmt::format("{} lanes ({})", lanes, name(isa)),
          {},
          {{"id", 0},
           {"name", host.cpu},
           {"backend", "cpu"},
           {"isa", name(isa)},
           {"lanes", lanes},
           {"logical_cpus", host.logical_cpus}}};
}

HostFacts host_facts() {
  HostFacts facts;
  facts.logical_cpus = std::thread::hardware_concurrency();
  utsname system{};
  if (::uname(&system) == 0)
    facts.system = fmt::format("{} {} {}", system.sysname, system.release, system.machine);
  facts.cpu = value_of_key("/proc/cpuinfo", "model name").value_or(facts.system);
  facts.frequency_governor = first_line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
  long const pages = ::sysconf(_SC_PHYS_PAGES), page_bytes = ::sysconf(_SC_PAGESIZE);
  if (pages > 0 && page_bytes > 0)
    facts.memory_bytes = static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page_bytes);
  return facts;
}

std::optional<double> load_average() {
  double load = 0;
  if (::getloadavg(&load, 1) != 1) return std::nullopt;
  return load;
}

}  // namespace nameplate
