#include "host/compile/output_records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kernels/tally.hpp"

namespace nameplate {
namespace {

/// Octaves tallied on either side of the middle where there is no range: of ratios, factors of
/// growth and formulas.
constexpr int octaves_around = 16;

/// Ends of ranges for which sums and squares have a fixed point.
constexpr int least_high = -38, greatest_high = 88;

/// What outputs of a metric must know of it.
struct MetricFacts {
  std::string title, unit;
  int low = 0, high = 0;  // exponents of the tallied range
  bool may_be_negative = false;

  int middle() const { return (low + high) / 2; }
};

MetricFacts facts_of(Formula const& formula) {
  FormulaMetric const& metric = *formula.metric;
  MetricFacts facts{metric.title, metric.unit, 0, 0, formula.program.may_be_negative};
  if (metric.range) {
    facts.low = std::ilogb(metric.range->low);
    facts.high = static_cast<int>(std::ceil(std::log2(metric.range->high)));
  } else {
    facts.high = std::clamp(std::ilogb(formula.program.magnitude) + octaves_around, least_high,
                            greatest_high);
    facts.low = facts.high - 2 * octaves_around;
  }
  return facts;
}

MetricFacts facts_of(MetricName const& metric, Asked const& asked) {
  if (metric.formula.empty()) {
    MetricInfo const& row = info(metric.id);
    std::string title = row.title;
    if (!metric.use.empty()) title += fmt::format(" (\"{}\")", metric.use);
    return {std::move(title), row.unit, row.min_exponent, row.max_exponent, false};
  }
  return facts_of(
      *std::find_if(asked.formulas.begin(), asked.formulas.end(),
                    [&](Formula const& formula) { return formula.metric->id == metric.formula; }));
}

}  // namespace

TallyRecord tally_of(AskedMetric const& metric, Asked const& asked) {
  MetricFacts facts = facts_of(metric.metric, asked);
  if (metric.quantity == Quantity::ratio || metric.quantity == Quantity::growth) {
    int const centre = metric.quantity == Quantity::ratio
                           ? facts.middle() - facts_of(metric.denominator, asked).middle()
                           : 0;
    facts.high = std::clamp(centre + octaves_around, least_high, greatest_high);
    facts.low = facts.high - 2 * octaves_around;
  }
  auto const bins = static_cast<std::uint32_t>(facts.high - facts.low) << bins_per_octave_log2;
  bool const has_sign = metric.quantity == Quantity::added || facts.may_be_negative;
  // Fixed point with 50 bits up to the limit: the kernel's sums take integers below 2^51.
  return {facts.low,
          bins,
          has_sign ? bins + 2 : 0,
          0,
          std::ldexp(1.0f, facts.high),
          std::ldexp(1.0f, 50 - facts.high),
          std::ldexp(1.0f, 50 - 2 * facts.high)};
}

OutputLabel label_of(AskedMetric const& metric, Asked const& asked, AskedScope const& scope,
                     AskedDate const& date) {
  MetricFacts const facts = facts_of(metric.metric, asked);
  OutputLabel label{metric.text, facts.title, facts.unit, metric.quantity, scope.name, date.text};
  if (metric.quantity == Quantity::ratio) {
    MetricFacts const denominator = facts_of(metric.denominator, asked);
    label.title = fmt::format("{} per {}", label.title, denominator.title);
    label.unit =
        label.unit == denominator.unit ? "1" : fmt::format("{}/{}", label.unit, denominator.unit);
  } else if (metric.quantity == Quantity::added) {
    label.title += ", added since the date before";
  } else if (metric.quantity == Quantity::growth) {
    label.title += ", factor of growth since the date before";
    label.unit = "1";
  }
  return label;
}

}  // namespace nameplate
