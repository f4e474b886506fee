#include "host/sample_memory.hpp"

#include <fmt/format.h>

#include <fstream>
#include <limits>
#include <string>

#include "host/refuse.hpp"
#include "host/results/text.hpp"

namespace nameplate {
namespace {

constexpr std::size_t rows_to_sort = 2;  // a copy of an output, and the room in which it is merged

std::string in_gigabytes(double bytes) { return significant(bytes / 1e9, 4, 6) + " GB"; }

}  // namespace

std::uint64_t available_memory_bytes() {
  std::ifstream file("/proc/meminfo");
  for (std::string key; file >> key; file.ignore(std::numeric_limits<std::streamsize>::max(), '\n'))
    if (std::uint64_t kib = 0; key == "MemAvailable:" && file >> kib) return kib * 1024;
  return std::numeric_limits<std::uint64_t>::max();
}

void require_sample_memory(std::size_t outputs, std::uint64_t paths,
                           std::uint64_t available_bytes) {
  std::uint64_t const path_bytes = (outputs + rows_to_sort) * sizeof(float);
  if (paths <= available_bytes / path_bytes) return;
  refuse("samples",
         fmt::format("{} paths of {} output{} take {} of memory, of which {} are available: ask "
                     "for {} paths or fewer, or for fewer metrics, dates or scopes",
                     grouped(paths), outputs, outputs == 1 ? "" : "s",
                     in_gigabytes(static_cast<double>(path_bytes) * static_cast<double>(paths)),
                     in_gigabytes(static_cast<double>(available_bytes)),
                     grouped(available_bytes / path_bytes)));
}

}  // namespace nameplate
