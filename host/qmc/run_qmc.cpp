#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <utility>
#include <vector>

#include "host/qmc/sobol_plan.hpp"
#include "host/refuse.hpp"
#include "host/results/text.hpp"
#include "nameplate/error.hpp"
#include "nameplate/qmc.hpp"

namespace nameplate {
namespace {

constexpr std::uint32_t most_bits = 32;  // of a point's number

/// Mean and standard error of independent estimates of one quantity.
struct Spread {
  double mean = 0, standard_error = 0;
};

Spread spread(std::vector<double> const& estimates) {
  auto const n = static_cast<double>(estimates.size());
  Spread result;
  for (double const estimate : estimates) result.mean += estimate / n;
  double squares = 0;
  for (double const estimate : estimates)
    squares += (estimate - result.mean) * (estimate - result.mean);
  result.standard_error = std::sqrt(squares / (n - 1) / n);
  return result;
}

/// Puts the errors that the randomizations tell in the place of those of random paths.
class Errors {
 public:
  explicit Errors(std::vector<Summary> const& randomizations)
      : randomizations_(randomizations),
        t_(quantile(boost::math::students_t(static_cast<double>(randomizations.size() - 1)),
                    0.975)) {}

  void set(std::size_t o, OutputSummary& output) const {
    std::vector<double> means;
    for (Summary const& summary : randomizations_)
      if (summary.outputs[o].mean) means.push_back(*summary.outputs[o].mean);
    output.mean_standard_error.reset();
    if (means.size() == randomizations_.size())
      output.mean_standard_error = spread(means).standard_error;
    for (std::size_t q = 0; q < output.quantiles.size(); ++q)
      set_interval(o, q, output.quantiles[q]);
  }

 private:
  void set_interval(std::size_t o, std::size_t q, QuantileEstimate& quantile) const {
    std::vector<double> values;
    for (Summary const& summary : randomizations_)
      if (q < summary.outputs[o].quantiles.size())
        values.push_back(summary.outputs[o].quantiles[q].value);
    if (values.size() < randomizations_.size()) return;
    double const half_width = t_ * spread(values).standard_error;
    quantile.low = quantile.value - half_width;
    quantile.high = quantile.value + half_width;
  }

  std::vector<Summary> const& randomizations_;
  double t_;
};

std::uint32_t bits_of(std::uint64_t paths, std::uint64_t randomizations) {
  std::uint64_t const points = paths / randomizations;
  if (points * randomizations == paths && std::has_single_bit(points) &&
      points <= std::uint64_t{1} << most_bits)
    return static_cast<std::uint32_t>(std::countr_zero(points));
  std::uint64_t const near = std::bit_floor(std::max<std::uint64_t>(points, 1));
  refuse("paths", fmt::format("{} in {} randomizations: each needs a power of two of Sobol' "
                              "points: ask for {} or {} paths",
                              grouped(paths), randomizations, grouped(near * randomizations),
                              grouped(2 * near * randomizations)));
}

}  // namespace

QmcResult run_qmc(Plan const& plan, RunOptions const& options, std::uint64_t randomizations) {
  std::uint32_t const bits = bits_of(options.paths, randomizations);
  std::uint64_t const points = std::uint64_t{1} << bits;
  SobolPlans const plans(plan, draws_by_influence(plan, options));
  Tallies total(plan);
  std::vector<Summary> summaries;
  RunFacts facts;
  for (std::uint64_t r = 0; r < randomizations; ++r) {
    RunOptions part = options;
    part.first_path = r * points;
    part.paths = points;
    if (options.progress)
      part.progress = [&](std::uint64_t done) { options.progress(r * points + done); };
    RunResult const result = run(plans.make(bits, options.seed, r), part);
    if (result.paths.count() < points)
      throw RunError(
          fmt::format("stopped in randomization {} of {}; Sobol' points are of use all "
                      "together",
                      r + 1, randomizations));
    total += result.tallies;
    summaries.push_back(summarize(plan, result.tallies));
    facts = {result.facts.backend, result.facts.device, facts.seconds + result.facts.seconds,
             facts.paths + result.facts.paths};
  }
  Summary summary = summarize(plan, total);
  summary.randomizations = randomizations;
  Errors const errors(summaries);
  for (std::size_t o = 0; o < summary.outputs.size(); ++o) errors.set(o, summary.outputs[o]);
  return {std::move(summary), std::move(facts)};
}

}  // namespace nameplate
