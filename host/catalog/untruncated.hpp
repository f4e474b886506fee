#pragma once

#include "nameplate/distribution.hpp"

namespace nameplate {

/// From which end a probability is counted; the upper end keeps small probabilities there exact.
enum class Tail { lower, upper };

/// The ends of the support before truncation and clipping, infinite where it has none.
struct Support {
  double min, max;
};
Support untruncated_support(Distribution const& law);

/// The x that has probability `p` below it (above it, for the upper tail), before truncation and
/// clipping. p = 0 and 1 give the ends of the support. \pre 0 <= p <= 1
double untruncated_quantile(Distribution const& law, double p, Tail tail);

/// P(X <= x), or P(X > x) for the upper tail, before truncation and clipping.
double untruncated_cumulative(Distribution const& law, double x, Tail tail);

}  // namespace nameplate
