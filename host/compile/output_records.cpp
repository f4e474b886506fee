#include "host/compile/output_records.hpp"

#include <fmt/format.h>

#include <cmath>

#include "kernels/tally.hpp"

namespace nameplate {
namespace {

/// Octaves tallied on either side of the middle of a ratio's or a growth factor's range.
constexpr int ratio_octaves = 16;

std::string title(MetricName const& metric) {
  if (metric.use.empty()) return info(metric.id).title;
  return fmt::format("{} (\"{}\")", info(metric.id).title, metric.use);
}

}  // namespace

TallyRecord tally_of(AskedMetric const& asked) {
  auto const middle = [](MetricId id) {
    return (info(id).min_exponent + info(id).max_exponent) / 2;
  };
  int low = info(asked.metric.id).min_exponent, high = info(asked.metric.id).max_exponent;
  if (asked.quantity == Quantity::ratio || asked.quantity == Quantity::growth) {
    int const centre = asked.quantity == Quantity::ratio
                           ? middle(asked.metric.id) - middle(asked.denominator.id)
                           : 0;
    low = centre - ratio_octaves;
    high = centre + ratio_octaves;
  }
  auto const bins = static_cast<std::uint32_t>(high - low) << bins_per_octave_log2;
  // Fixed point with 50 bits up to the limit: the kernel's sums take integers below 2^51.
  return {low,
          bins,
          asked.quantity == Quantity::added ? bins + 2 : 0,
          0,
          std::ldexp(1.0f, high),
          std::ldexp(1.0f, 50 - high),
          std::ldexp(1.0f, 50 - 2 * high)};
}

OutputLabel label_of(AskedMetric const& asked, AskedScope const& scope, AskedDate const& date) {
  MetricInfo const& metric = info(asked.metric.id);
  OutputLabel label{asked.text,     title(asked.metric), metric.unit,
                    asked.quantity, scope.name,          date.text};
  if (asked.quantity == Quantity::ratio) {
    MetricInfo const& denominator = info(asked.denominator.id);
    label.title = fmt::format("{} per {}", label.title, title(asked.denominator));
    label.unit =
        label.unit == denominator.unit ? "1" : fmt::format("{}/{}", label.unit, denominator.unit);
  } else if (asked.quantity == Quantity::added) {
    label.title += ", added since the date before";
  } else if (asked.quantity == Quantity::growth) {
    label.title += ", factor of growth since the date before";
    label.unit = "1";
  }
  return label;
}

}  // namespace nameplate
