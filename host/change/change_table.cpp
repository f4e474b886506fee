#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/catalog/value_text.hpp"
#include "host/change/explain_change.hpp"
#include "host/results/label_text.hpp"
#include "host/results/text.hpp"

namespace nameplate {
namespace {

constexpr std::size_t move_width = 20;

/// "builds.x.capacity_gw: 1.2 -> 1".
std::string edit_text(Edit const& edit, Language const& say) {
  std::string const key = edit.key();
  bool const is_entry = edit.path.size() == 2;  // too long to be shown
  if (!edit.old_value)
    return is_entry ? say.format("{}: added", key)
                    : say.format("{}: added, {}", key, value_text(*edit.new_value));
  if (!edit.new_value)
    return is_entry ? say.format("{}: removed", key)
                    : say.format("{}: removed, was {}", key, value_text(*edit.old_value));
  return say.format("{}: {} -> {}", key, value_text(*edit.old_value), value_text(*edit.new_value));
}

std::string part_text(ChangePart const& part, Language const& say) {
  std::string text;
  for (Edit const& edit : part.edits)
    text += (text.empty() ? "" : say("; ")) + edit_text(edit, say);
  return part.edits.size() == 1 ? text : say.format("together: {}", text);
}

std::string signed_move(Estimate const& move, DisplayUnit const& unit, Language const& say) {
  std::string const text =
      with_error(std::abs(move.value) / unit.factor, move.standard_error / unit.factor, 4);
  return (move.value < 0 ? "-" : "+") + say.number(text);
}

std::string output_block(ChangedOutput const& output, std::vector<ChangePart> const& parts,
                         Language const& say) {
  DisplayUnit const unit = display_unit(output.label.unit, output.before.value, say);
  auto const median = [&](Estimate const& estimate) {
    return say.number(
        with_error(estimate.value / unit.factor, estimate.standard_error / unit.factor, 4));
  };
  std::string text =
      wrapped(say.format("{} of {}, {}: median {} -> {} {}", title_text(output.label, say),
                         output.label.scope, output.label.date, median(output.before),
                         median(output.after), unit.unit)) +
      "\n" + rule();
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::abs(output.moves[a].value) > std::abs(output.moves[b].value);
  });
  for (std::size_t const part : order)
    text += pad_left(signed_move(output.moves[part], unit, say), move_width) + "  " +
            wrapped(part_text(parts[part], say), move_width + 2, move_width + 2) + "\n";
  return text;
}

std::string footer(ChangeExplanation const& explanation, Language const& say) {
  std::string text = wrapped(say.format(
      "Moves of the median, by the same draws in all catalogs, as Shapley values: the mean of what "
      "an edit moves over {} in which the edits can be made; they add up. ± is the standard error.",
      explanation.has_all_orders ? say("all orders") : say("32 random orders")));
  if (!explanation.without_effect.empty()) {
    text += "\n" + wrapped(say.format("Without effect on this: {}",
                                      explanation.without_effect.front().key()));
    if (explanation.without_effect.size() > 1)
      text += say.format(" and {} more", explanation.without_effect.size() - 1);
  }
  RunFacts const& facts = explanation.facts;
  return text + "\n" +
         say.format("Run: {} paths in {:.2f} s ({}: {})", say.number(grouped(facts.paths)),
                    facts.seconds, facts.backend, facts.device) +
         "\n";
}

}  // namespace

std::string to_table(ChangeExplanation const& explanation, RunOptions const& options,
                     Language const& say) {
  std::string text =
      fmt::format("{} -> {}\n", explanation.before, explanation.after) +
      say.format("{} paths, seed {}", say.number(grouped(options.paths)), options.seed) + "\n\n";
  for (ChangedOutput const& output : explanation.outputs)
    text += output_block(output, explanation.parts, say) + "\n";
  if (explanation.parts.empty()) text += say("No edit has an effect on what is asked.") + "\n\n";
  return text + footer(explanation, say);
}

}  // namespace nameplate
