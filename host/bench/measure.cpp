#include "host/bench/measure.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace nameplate {
namespace {

constexpr std::uint64_t first_items = 512;

bool is_settled(std::vector<double> const& seconds, NoiseRule const& rule) {
  if (seconds.size() < rule.min_samples) return false;
  std::optional<double> const noise = summarize_series(seconds).noise();
  return noise && *noise <= rule.max_noise;
}

/// Items of the next, larger call of the warm-up; none if `last` was large enough. A call costs
/// something apart from its items, so what an item costs is told by two calls.
std::optional<std::uint64_t> next_items(Timed const& previous, Timed const& last,
                                        std::uint64_t least_items, NoiseRule const& rule) {
  constexpr double least_growth = 2, most_growth = 16, worth_while = 1.25;
  auto const items = static_cast<double>(last.items);
  double grown = 0;
  if (last.seconds < rule.sample_seconds) {
    double const growth = 1.2 * rule.sample_seconds / std::max(last.seconds, 1e-9);
    grown = items * std::clamp(growth, least_growth, most_growth);
  }
  if (last.items < least_items) {
    double const per_item = std::max(0.0, last.seconds - previous.seconds) /
                            (items - static_cast<double>(previous.items));
    double const spare = rule.max_seconds / static_cast<double>(rule.min_samples) - last.seconds;
    // Within the time for enough repetitions; beyond it as long as most of it is not the items'.
    double const affordable = previous.items == 0 || per_item == 0
                                  ? most_growth * items
                                  : std::max(items + spare / per_item, last.seconds / per_item);
    grown = std::max(grown,
                     std::min({static_cast<double>(least_items), most_growth * items, affordable}));
  }
  if (grown < worth_while * items) return std::nullopt;
  return static_cast<std::uint64_t>(grown);
}

/// Items of a repetition. What it takes to find out warms up.
std::uint64_t warm_up(Work const& work, std::uint64_t least_items, NoiseRule const& rule,
                      std::function<double()> const& now) {
  double const start = now();
  Timed previous, last;
  std::optional<std::uint64_t> items = first_items;
  while (items && now() - start < rule.max_seconds) {
    previous = std::exchange(last, work(*items));
    bool const is_all_there_is = last.items < *items;
    items = is_all_there_is ? std::nullopt : next_items(previous, last, least_items, rule);
  }
  return last.items;
}

}  // namespace

bool wants_more(std::vector<double> const& seconds, double elapsed, NoiseRule const& rule) {
  if (seconds.empty()) return true;
  return elapsed < rule.max_seconds && !is_settled(seconds, rule);
}

Measurement measure(Work const& work, std::uint64_t least_items, NoiseRule const& rule,
                    std::function<double()> const& now, std::function<void()> const& between) {
  Measurement result;
  result.items = warm_up(work, least_items, rule, now);
  between();
  double const start = now();
  while (wants_more(result.seconds, now() - start, rule)) {
    result.seconds.push_back(work(result.items).seconds);
    between();
  }
  result.wall_seconds = now() - start;
  result.is_settled = is_settled(result.seconds, rule);
  return result;
}

}  // namespace nameplate
