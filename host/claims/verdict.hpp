#pragma once

#include <string_view>
#include <vector>

namespace nameplate {

/// Share of the paths that lie below a claimed figure (or have happened by a claimed date), 0..1.
/// `error`: half its 95 % Monte Carlo interval, and half the share of the tally's bin that holds
/// the figure.
struct Percentile {
  double value = 0, error = 0;
};

enum class Verdict {
  well_inside,
  optimistic,
  pessimistic,
  outside_optimistic,
  outside_pessimistic
};

/// Percentiles between these are well inside; between the wider ones they are still inside.
inline constexpr double well_inside_from = 0.25, well_inside_to = 0.75, inside_from = 0.05,
                        inside_to = 0.95;

/// The percentile that decides: of the one figure, or of the end of a range that is nearer to the
/// median, or 0.5 for a range that contains it. \pre one or two, ascending
double deciding_percentile(std::vector<Percentile> const& percentiles);

/// `flatters_high`: high percentiles are the optimistic ones.
Verdict verdict_at(double percentile, bool flatters_high);

/// "well inside", "optimistic", "outside, optimistic" ...
std::string_view name(Verdict verdict);

}  // namespace nameplate
