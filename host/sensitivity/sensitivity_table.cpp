#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "host/results/label_text.hpp"
#include "host/results/text.hpp"
#include "host/sensitivity/sensitivity_report.hpp"

namespace nameplate {
namespace {

constexpr std::size_t input_width = 31, draws_width = 7, share_width = 13, swing_width = 16,
                      year_width = 12;

/// Positions of the inputs, by falling Shapley effect.
std::vector<std::size_t> by_effect(OutputSensitivity const& output) {
  std::vector<std::size_t> order(output.effects.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return output.effects[a].shapley.value > output.effects[b].shapley.value;
  });
  return order;
}

/// In per cent: "34.1 ± 0.8".
std::string share(Estimate const& estimate) {
  return with_error(100 * estimate.value, 100 * estimate.standard_error, 2);
}

std::string swing(InputEffect const& effect, DisplayUnit const& unit) {
  if (!effect.median_at_p10 || !effect.median_at_p90) return {};
  return fmt::format("{} - {}", significant(*effect.median_at_p10 / unit.factor, 3, 4),
                     significant(*effect.median_at_p90 / unit.factor, 3, 4));
}

std::string input_row(SensitivityInput const& input, InputEffect const& effect,
                      DisplayUnit const& unit, Language const& say) {
  std::string const numbers =
      pad_left(grouped(input.draws), draws_width - 2) + "  " +
      pad_left(share(effect.shapley), share_width) +
      pad_left(share(effect.first_order), share_width) +
      pad_left(share(effect.total), share_width) + pad_left(swing(effect, unit), swing_width) +
      pad_left(fmt::format("{:.2f}", effect.pawn), 7) + fmt::format(" ({:.2f})", effect.pawn_noise);
  return trimmed(pad_right(input.name, input_width) + say.number(numbers));
}

std::string columns(Language const& say) {
  return trimmed(pad_right(say("input"), input_width) + pad_left(say("draws"), draws_width - 2) +
                 "  " + pad_left(say("Shapley %"), share_width) +
                 pad_left(say("first order %"), share_width) +
                 pad_left(say("total %"), share_width) + pad_left(say("median"), swing_width) +
                 pad_left("PAWN", 7)) +
         trimmed(std::string(input_width + draws_width + 3 * share_width, ' ') +
                 pad_left(say("at P10 - P90"), swing_width) + pad_left(say("(noise)"), 14));
}

std::string output_block(OutputLabel const& label, OutputSensitivity const& output,
                         Sensitivity const& sensitivity, Language const& say) {
  DisplayUnit const unit =
      display_unit(label.unit, std::max(std::abs(output.median), output.standard_deviation), say);
  auto const figure = [&](double x) { return say.number(significant(x / unit.factor)); };
  std::string text =
      wrapped(say.format("{} of {}, {}: mean {}, standard deviation {}, median {} {}",
                         title_text(label, say), label.scope, label.date, figure(output.mean),
                         figure(output.standard_deviation), figure(output.median), unit.unit)) +
      "\n" + rule();
  if (output.effects.empty()) return text + say("the same on every path") + "\n";
  text += columns(say);
  for (std::size_t const i : by_effect(output))
    text += input_row(sensitivity.inputs[i], output.effects[i], unit, say);
  return text;
}

/// Shapley effects of one metric of a scope by date, in the order of the last one.
std::string dates_block(std::span<OutputLabel const> labels,
                        std::span<OutputSensitivity const> outputs, Sensitivity const& sensitivity,
                        Language const& say) {
  std::string text = wrapped(say.format("{} of {}: Shapley effects by date, %",
                                        title_text(labels[0], say), labels[0].scope)) +
                     "\n" + rule() + pad_right(say("input"), input_width);
  for (OutputLabel const& label : labels) text += pad_left(label.date, year_width);
  text = text + "\n";
  for (std::size_t const i : by_effect(outputs.back())) {
    std::string line = pad_right(sensitivity.inputs[i].name, input_width);
    for (OutputSensitivity const& output : outputs)
      line += pad_left(output.effects.empty() ? "" : say.number(share(output.effects[i].shapley)),
                       year_width);
    text += trimmed(line);
  }
  return text;
}

bool has_same_metric(OutputLabel const& a, OutputLabel const& b) {
  return a.metric == b.metric && a.scope == b.scope;
}

std::string headline(SensitivityReport const& report, Language const& say) {
  Sensitivity const& sensitivity = report.sensitivity;
  std::size_t draws = 0;
  for (SensitivityInput const& input : sensitivity.inputs) draws += input.draws;
  return say(report.catalog.name) + "\n" +
         say.format("{}  |  {} inputs with {} random numbers  |  {} paths, seed {}",
                    as_of_text(report.catalog.as_of, say), sensitivity.inputs.size(),
                    say.number(grouped(draws)), say.number(grouped(sensitivity.paths)),
                    report.options.seed) +
         "\n";
}

std::string dependence_text(Sensitivity const& sensitivity, Language const& say) {
  if (!sensitivity.has_dependent_inputs)
    return say(
        "The inputs are independent, so the Shapley effect of each lies between its indices.");
  if (sensitivity.grouping == Grouping::factor)
    return say(
        "The factors are correlated: quote the Shapley effects, which share out what several of "
        "them explain together. First-order indices count it for each, total ones for none.");
  return say(
      "The inputs are correlated through factors: quote the Shapley effects, which share out "
      "what several of them explain together and add up to 100 %. First-order indices count it "
      "for each of them, total ones for none, so neither adds up.");
}

std::string footer(SensitivityReport const& report, Language const& say) {
  RunFacts const& facts = report.sensitivity.facts;
  std::string const meaning = say(
      "Shares of the variance. First order: what knowing the input takes off; total: what is left "
      "when all others are known; Shapley: its fair share. Median: of the output with all draws of "
      "the input at their 10 % and 90 % quantile. PAWN: distance of the output's distribution "
      "where the input's most telling draw is known from that where it is not; in parentheses what "
      "draws without influence get. ± is the standard error.");
  double const rate = facts.seconds > 0 ? static_cast<double>(facts.paths) / facts.seconds : 0;
  return wrapped(dependence_text(report.sensitivity, say)) + "\n" + wrapped(meaning) + "\n" +
         say.format("Run: {} evaluations in {:.2f} s, {} million a second ({}: {})",
                    say.number(grouped(facts.paths)), facts.seconds,
                    say.number(significant(rate / 1e6)), facts.backend, facts.device) +
         "\n";
}

}  // namespace

std::string to_table(SensitivityReport const& report, Language const& say) {
  Sensitivity const& sensitivity = report.sensitivity;
  std::span<OutputLabel const> labels = report.plan.labels;
  std::span<OutputSensitivity const> outputs = sensitivity.outputs;
  std::string text = headline(report, say) + "\n";
  while (!labels.empty()) {
    auto const end = std::find_if(labels.begin(), labels.end(), [&](OutputLabel const& label) {
      return !has_same_metric(label, labels.front());
    });
    auto const dates = static_cast<std::size_t>(end - labels.begin());
    if (dates > 1)
      text += dates_block(labels.first(dates), outputs.first(dates), sensitivity, say) + "\n";
    text += output_block(labels[dates - 1], outputs[dates - 1], sensitivity, say) + "\n";
    labels = labels.subspan(dates);
    outputs = outputs.subspan(dates);
  }
  return text + footer(report, say);
}

}  // namespace nameplate
