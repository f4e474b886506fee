#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/catalog/value_text.hpp"
#include "host/change/explain_change.hpp"
#include "host/results/text.hpp"

namespace nameplate {
namespace {

constexpr std::size_t move_width = 20;

/// "builds.x.capacity_gw: 1.2 -> 1".
std::string edit_text(Edit const& edit) {
  std::string const key = edit.key();
  bool const is_entry = edit.path.size() == 2;  // too long to be shown
  if (!edit.old_value)
    return key + ": added" + (is_entry ? "" : ", " + value_text(*edit.new_value));
  if (!edit.new_value)
    return key + ": removed" + (is_entry ? "" : ", was " + value_text(*edit.old_value));
  return fmt::format("{}: {} -> {}", key, value_text(*edit.old_value), value_text(*edit.new_value));
}

std::string part_text(ChangePart const& part) {
  std::string text;
  for (Edit const& edit : part.edits) text += (text.empty() ? "" : "; ") + edit_text(edit);
  return part.edits.size() == 1 ? text : "together: " + text;
}

std::string signed_move(Estimate const& move, DisplayUnit const& unit) {
  std::string const text =
      with_error(std::abs(move.value) / unit.factor, move.standard_error / unit.factor, 4);
  return (move.value < 0 ? "-" : "+") + text;
}

std::string output_block(ChangedOutput const& output, std::vector<ChangePart> const& parts) {
  DisplayUnit const unit = display_unit(output.label.unit, output.before.value);
  auto const median = [&](Estimate const& estimate) {
    return with_error(estimate.value / unit.factor, estimate.standard_error / unit.factor, 4);
  };
  std::string text = wrapped(fmt::format("{} of {}, {}: median {} -> {} {}", output.label.title,
                                         output.label.scope, output.label.date,
                                         median(output.before), median(output.after), unit.unit)) +
                     "\n" + rule();
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::abs(output.moves[a].value) > std::abs(output.moves[b].value);
  });
  for (std::size_t const part : order)
    text += pad_left(signed_move(output.moves[part], unit), move_width) + "  " +
            wrapped(part_text(parts[part]), move_width + 2, move_width + 2) + "\n";
  return text;
}

std::string footer(ChangeExplanation const& explanation) {
  std::string text = wrapped(fmt::format(
      "Moves of the median, by the same draws in all catalogs, as Shapley values: the mean of what "
      "an edit moves over {} in which the edits can be made; they add up. ± is the standard error.",
      explanation.has_all_orders ? "all orders" : "32 random orders"));
  if (!explanation.without_effect.empty()) {
    text += "\n" + wrapped(fmt::format("Without effect on this: {}",
                                       explanation.without_effect.front().key()));
    if (explanation.without_effect.size() > 1)
      text += fmt::format(" and {} more", explanation.without_effect.size() - 1);
  }
  return text + fmt::format("\nRun: {} paths in {:.2f} s ({}: {})\n",
                            grouped(explanation.facts.paths), explanation.facts.seconds,
                            explanation.facts.backend, explanation.facts.device);
}

}  // namespace

std::string to_table(ChangeExplanation const& explanation, RunOptions const& options) {
  std::string text = fmt::format("{} -> {}\n{} paths, seed {}\n\n", explanation.before,
                                 explanation.after, grouped(options.paths), options.seed);
  for (ChangedOutput const& output : explanation.outputs)
    text += output_block(output, explanation.parts) + "\n";
  if (explanation.parts.empty()) text += "No edit has an effect on what is asked.\n\n";
  return text + footer(explanation);
}

}  // namespace nameplate
