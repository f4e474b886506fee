#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "host/bench/parts.hpp"
#include "host/bench/series.hpp"

namespace nameplate {

/// When a measurement is good enough, and when it is given up.
struct NoiseRule {
  double max_noise = 0.02;  // SeriesSummary::noise
  double max_seconds = 2;   // of all repetitions together, after the warm-up
  std::size_t min_samples = 8;
  double sample_seconds = 0.05;  // a repetition has as many items as take about that long
};

/// The repetitions of one piece of work.
struct Measurement {
  std::uint64_t items = 0;      // of every repetition
  std::vector<double> seconds;  // one a repetition
  double wall_seconds = 0;      // of all repetitions, with what is between them
  bool is_settled = false;      // the noise came below the bound in time
};

/// Whether a repetition more would change what the rule says of `seconds`, `elapsed` seconds after
/// the first one began.
bool wants_more(std::vector<double> const& seconds, double elapsed, NoiseRule const& rule);

/// Work on a number of items. The first item is another in every call.
using Work = std::function<Timed(std::uint64_t items)>;

/// Warms up with more and more items until they take long enough, and are at least `least_items` if
/// time allows; then repeats the work until the rule is met. `now` gives seconds; `between` is
/// called before the first repetition and after each.
Measurement measure(Work const& work, std::uint64_t least_items, NoiseRule const& rule,
                    std::function<double()> const& now, std::function<void()> const& between);

}  // namespace nameplate
