#include "host/required_memory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>

#include "host/refuse.hpp"
#include "host/results/text.hpp"
#include "kernels/plan_view.hpp"
#include "kernels/tally.hpp"

namespace nameplate {
namespace {

constexpr std::size_t rows_to_sort = 2;  // a copy of an output, and the room in which it is merged

/// Of a thread: in 32 bits while tiles are added up, then in 64. All threads: the sum so far.
constexpr std::uint64_t thread_bytes = sizeof(std::uint32_t) + sizeof(std::uint64_t);
constexpr std::uint64_t sum_bytes = sizeof(std::uint64_t);

std::string in_gigabytes(double bytes) { return significant(bytes / 1e9, 4, 6) + " GB"; }

/// "1 output", "2 outputs".
std::string counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(count), noun, count == 1 ? "" : "s");
}

/// Of one output: from the first to the last with a count, and as many again, and the pages of
/// those that stand apart at both ends: zeros, undefined values, what is out of range.
std::uint64_t reached_counters(TallyRecord const& output, Tallies const& tallies) {
  constexpr std::uint64_t page_counters = 4096 / sizeof(std::uint32_t);
  constexpr std::ptrdiff_t apart = 2;  // at each end
  auto const begin = tallies.counts.begin() + output.first_bin + apart;
  auto const end = begin + counter_count(output) - 2 * apart;
  auto const has_count = [](std::uint64_t count) { return count != 0; };
  auto const first = std::find_if(begin, end, has_count);
  auto const last =
      std::find_if(std::make_reverse_iterator(end), std::make_reverse_iterator(first), has_count)
          .base();
  std::uint64_t const reached = 2 * static_cast<std::uint64_t>(last - first) + 2 * page_counters;
  return std::min<std::uint64_t>(reached, counter_count(output));
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
  CounterDemand demand{.threads = threads};
  for (Plan const* const plan : tallied) {
    PlanHeader const& header = PlanView(plan->bytes.data()).header();
    demand.outputs += header.output_count;
    demand.counters += header.bin_count;
  }
  return demand;
}

CounterDemand estimated_demand(std::vector<Plan const*> const& tallied,
                               std::vector<Tallies> const& few_paths, std::uint64_t threads) {
  CounterDemand demand = counter_demand(tallied, threads);
  demand.counters = 0;
  demand.is_estimate = true;
  for (std::size_t plan = 0; plan < tallied.size(); ++plan) {
    PlanView const view(tallied[plan]->bytes.data());
    for (std::uint32_t output = 0; output < view.header().output_count; ++output)
      demand.counters += reached_counters(view.tallies()[output], few_paths[plan]);
  }
  return demand;
}

bool fits(CounterDemand const& demand, std::uint64_t available_bytes) {
  return demand.counters <= available_bytes / (thread_bytes * demand.threads + sum_bytes);
}

void require_counter_memory(CounterDemand const& demand, std::uint64_t available_bytes) {
  if (fits(demand, available_bytes)) return;
  std::uint64_t const counters = demand.counters, sums = counters * sum_bytes;
  std::uint64_t const fitting =
      available_bytes < sums ? 0 : (available_bytes - sums) / (counters * thread_bytes);
  double const bytes = static_cast<double>(counters) *
                       static_cast<double>(thread_bytes * demand.threads + sum_bytes);
  refuse("tallies",
         fmt::format("the counters of {} take {} {} of memory on {}, of which {} are available: "
                     "ask for {}fewer metrics, dates or scopes",
                     counted(demand.outputs, "output"), demand.is_estimate ? "about" : "up to",
                     in_gigabytes(bytes), counted(demand.threads, "thread"),
                     in_gigabytes(static_cast<double>(available_bytes)),
                     fitting == 0 ? "" : counted(fitting, "thread") + " or fewer, or for "));
}

}  // namespace nameplate
