#include "host/results/tail_block.hpp"

#include <fmt/format.h>

#include <cmath>

#include "host/results/joint.hpp"
#include "host/results/table_layout.hpp"

namespace nameplate {
namespace {

constexpr std::size_t estimate_width = 21;
constexpr std::size_t pair_width = 12, event_width = 22;
constexpr std::size_t max_joint_rows_outputs = 12;

std::string quantile_names(TailSummary const& tail, Language const& say) {
  std::string line = pad_right("  " + say("Tails"), date_width);
  for (QuantileEstimate const& quantile : tail.quantiles)
    line += pad_right(fmt::format("P{:g} [95 %]", 100 * quantile.p), estimate_width);
  return say.number(line);
}

/// "30.08 [30.03, 30.13]"; of a percentile beyond the tallied range no more than that.
std::string quantile_text(QuantileEstimate const& quantile, double limit, DisplayUnit const& unit,
                          Language const& say) {
  auto const text = [&](double value) {
    return say.number(bounded(value / unit.factor, limit / unit.factor, 4, 3));
  };
  if (std::isinf(quantile.value)) return text(quantile.value);
  return say.format("{} [{}, {}]", text(quantile.value), text(quantile.low), text(quantile.high));
}

std::string quantile_row(OutputSummary const& output, double limit, DisplayUnit const& unit,
                         Language const& say) {
  std::string line = pad_right("  " + output.label.date, date_width);
  for (QuantileEstimate const& quantile : output.tail->quantiles)
    line += pad_right(quantile_text(quantile, limit, unit, say) + " ", estimate_width);
  return line;
}

std::string shortfall_names(TailSummary const& tail, Language const& say) {
  std::string line = pad_right("  " + say("Mean of the"), date_width);
  for (ShortfallEstimate const& shortfall : tail.shortfalls)
    line +=
        pad_right(shortfall.side == Side::low ? say.format("lowest {:g} %", 100 * shortfall.share)
                                              : say.format("highest {:g} %", 100 * shortfall.share),
                  estimate_width);
  return line;
}

/// Blank where there is no estimate.
std::string shortfall_text(ShortfallEstimate const& shortfall, double limit,
                           DisplayUnit const& unit) {
  if (!shortfall.value) return "";
  double const value = *shortfall.value / unit.factor;
  if (!shortfall.standard_error) return bounded(value, limit / unit.factor);
  return with_error(value, *shortfall.standard_error / unit.factor, max_decimals);
}

std::string shortfall_row(OutputSummary const& output, double limit, DisplayUnit const& unit,
                          Language const& say) {
  std::string line = pad_right("  " + output.label.date, date_width);
  for (ShortfallEstimate const& shortfall : output.tail->shortfalls)
    line += pad_right(shortfall_text(shortfall, limit, unit) + " ", estimate_width);
  return say.number(line);
}

std::string output_line(std::size_t number, OutputLabel const& label, Language const& say) {
  return fmt::format("  {:>2}  ", number) +
         say.format("{} of {} at {}", label.metric, label.scope, label.date) + "\n";
}

/// "2.105 ± 0.014  × 8.4": in per cent, and how many times the chance under independence.
std::string event_text(JointEvent const& event) {
  if (!event.probability) return "";
  std::string text =
      with_error(100 * *event.probability, 100 * *event.standard_error, max_decimals);
  if (event.independence_ratio)
    text += fmt::format(" × {}", significant(*event.independence_ratio));
  return text;
}

std::string event_names(JointExceedance const& pair, Language const& say) {
  std::string line = pad_right("  " + say("outputs"), pair_width);
  for (JointEvent const& event : pair.events)
    line += pad_right(event.side == Side::low ? say.format("both below P{:g}", 100 * event.p)
                                              : say.format("both above P{:g}", 100 * event.p),
                      event_width);
  return line;
}

std::string pair_row(JointExceedance const& pair, Language const& say) {
  std::string line =
      pad_right(fmt::format("  {:>2}, {}", pair.first + 1, pair.second + 1), pair_width);
  for (JointEvent const& event : pair.events)
    line += pad_right(say.number(event_text(event)) + " ", event_width);
  return line;
}

}  // namespace

std::string tail_block(std::span<OutputSummary const> outputs, std::span<double const> limits,
                       DisplayUnit const& unit, Language const& say) {
  std::string quantiles = trimmed(quantile_names(*outputs.front().tail, say));
  std::string shortfalls = trimmed(shortfall_names(*outputs.front().tail, say));
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i].tail->quantiles.empty()) continue;
    quantiles += trimmed(quantile_row(outputs[i], limits[i], unit, say));
    shortfalls += trimmed(shortfall_row(outputs[i], limits[i], unit, say));
  }
  return quantiles + shortfalls;
}

std::string joint_block(Summary const& summary, Language const& say) {
  if (std::string const obstacle = joint_obstacle(summary, say); !obstacle.empty())
    return wrapped(capitalized(obstacle) + ".") + "\n";
  if (summary.outputs.size() > max_joint_rows_outputs)
    return say.format(
               "Joint exceedance of {} outputs is in --format json; up to {} are shown here.",
               summary.outputs.size(), max_joint_rows_outputs) +
           "\n";
  std::string text =
      wrapped(say("Joint exceedance: chance [%] that both outputs are beyond their own "
                  "percentile, with its "
                  "standard error, and how many times (×) that of independent outputs.")) +
      "\n";
  for (std::size_t i = 0; i < summary.outputs.size(); ++i)
    text += output_line(i + 1, summary.outputs[i].label, say);
  text += trimmed(event_names(summary.joint.front(), say));
  for (JointExceedance const& pair : summary.joint) text += trimmed(pair_row(pair, say));
  return text;
}

}  // namespace nameplate
