#include "host/required_memory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "host/refuse.hpp"
#include "host/results/text.hpp"
#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

constexpr std::size_t rows_to_sort = 2;  // a copy of an output, and the room in which it is merged

/// In 32 bits while tiles are added up, then in 64.
constexpr std::uint64_t counter_bytes = sizeof(std::uint32_t) + sizeof(std::uint64_t);

std::string in_gigabytes(double bytes) { return significant(bytes / 1e9, 4, 6) + " GB"; }

/// "1 output", "2 outputs".
std::string counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(count), noun, count == 1 ? "" : "s");
}

}  // namespace

void require_sample_memory(std::size_t outputs, std::uint64_t paths,
                           std::uint64_t available_bytes) {
  std::uint64_t const path_bytes = (outputs + rows_to_sort) * sizeof(float);
  if (paths <= available_bytes / path_bytes) return;
  refuse("samples",
         fmt::format("{} paths of {} take {} of memory, of which {} are available: ask for {} "
                     "paths or fewer, or for fewer metrics, dates or scopes",
                     grouped(paths), counted(outputs, "output"),
                     in_gigabytes(static_cast<double>(path_bytes) * static_cast<double>(paths)),
                     in_gigabytes(static_cast<double>(available_bytes)),
                     grouped(available_bytes / path_bytes)));
}

CounterDemand counter_demand(std::vector<Plan const*> const& tallied, std::uint64_t threads) {
  CounterDemand demand{.outputs = 0, .counters = 0, .threads = threads};
  for (Plan const* const plan : tallied) {
    PlanHeader const& header = PlanView(plan->bytes.data()).header();
    demand.outputs += header.output_count;
    demand.counters += header.bin_count;
  }
  return demand;
}

void require_counter_memory(CounterDemand const& demand, std::uint64_t available_bytes) {
  std::uint64_t const thread_bytes = std::max<std::uint64_t>(1, demand.counters * counter_bytes);
  std::uint64_t const fitting = available_bytes / thread_bytes;
  if (demand.threads <= fitting) return;
  refuse("tallies",
         fmt::format(
             "the counters of {} take up to {} of memory on {}, of which {} are available: "
             "ask for {}fewer metrics, dates or scopes",
             counted(demand.outputs, "output"),
             in_gigabytes(static_cast<double>(thread_bytes) * static_cast<double>(demand.threads)),
             counted(demand.threads, "thread"), in_gigabytes(static_cast<double>(available_bytes)),
             fitting == 0 ? "" : counted(fitting, "thread") + " or fewer, or for "));
}

}  // namespace nameplate
