#pragma once

#include <cmath>

#include "kernels/tally.hpp"
#include "nameplate/tallies.hpp"
#include "tests/support/evaluate.hpp"

namespace nameplate {

/// Tallies of the paths [first, first + count), one path after the other, in scalar code: what
/// every executor must give.
inline Tallies scalar_tallies(Plan const& plan, std::uint64_t seed, std::uint64_t first,
                              std::uint64_t count) {
  PlanView const view(plan.bytes.data());
  PathEvaluator<float> evaluate(plan, seed);
  Tallies tallies(plan);
  tallies.paths = count;
  for (std::uint64_t path = first; path < first + count; ++path) {
    std::vector<float> const& outputs = evaluate(path);
    for (std::uint32_t o = 0; o < outputs.size(); ++o) {
      TallyRecord const& record = view.tallies()[o];
      float const x = summed_value(record, outputs[o]);
      ++tallies.counts[record.first_bin + bin_of(record, outputs[o])];
      tallies.sums[o] += std::llrint(x * record.sum_scale);
      tallies.squares[o] += std::llrint(x * x * record.square_scale);
    }
  }
  return tallies;
}

}  // namespace nameplate
