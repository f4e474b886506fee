#pragma once

#include <cstddef>
#include <vector>

#include "host/backtest/milestone.hpp"

/// Whether outcomes fall where the model puts them. A PIT (probability integral transform) is an
/// interval where the outcome is known up to one or the law has an atom there; what is counted of
/// it is the share that lies in question, which under a calibrated model is right on average, as
/// with the nonrandomized PIT of Czado, Gneiting and Held ("Predictive model assessment for count
/// data", Biometrics 65, 2009).
namespace nameplate {

/// Part of the PIT interval inside the central interval of probability `nominal`; 0 or 1 where the
/// PIT is a point.
double share_inside(Observation const& pit, double nominal);

struct Coverage {
  double nominal = 0;
  std::size_t rows = 0;
  double inside = 0;                       // rows' worth
  double chance_low = 0, chance_high = 0;  // 95 % range of a binomial count, rows independent
};
Coverage coverage(std::vector<Observation> const& pits, double nominal);

/// Kolmogorov's test that PITs are uniform on 0 .. 1.
struct Uniformity {
  double distance = 0;  // largest, between the mean distribution function of the PITs and u
  double p_value = 1;   // rows independent; too high where PITs are intervals, never too low
};
/// \pre pits is not empty
Uniformity uniformity(std::vector<Observation> const& pits);

/// Mean of the PITs' middles, 1/2 on average under a calibrated model.
struct Lean {
  std::size_t rows = 0;
  double mean = 0;
  double chance = 0;  // a calibrated model stays within 1/2 +- this in 95 of 100 cases, or more
  int sign() const { return mean < 0.5 - chance ? -1 : mean > 0.5 + chance ? 1 : 0; }
};
Lean lean(std::vector<Observation> const& pits);

}  // namespace nameplate
