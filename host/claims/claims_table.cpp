#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "host/claims/claims_report.hpp"
#include "host/results/label_text.hpp"
#include "host/results/text.hpp"

namespace nameplate {
namespace {

constexpr std::size_t key_width = 12;

/// "  model     P5 24.2 ...", wrapped under itself.
std::string fact(std::string_view key, std::string_view value) {
  std::string const head = "  " + pad_right(key, key_width - 2);
  return head + wrapped(value, key_width, key_width) + "\n";
}

/// The claim's words, and its id at the right, on one line if they fit.
std::string heading(Claim const& claim, Language const& say) {
  std::string const name = say(claim.name);
  std::size_t const used = display_width(name) + 2 + display_width(claim.id);
  if (used <= text_width) return name + std::string(text_width - used + 2, ' ') + claim.id + "\n";
  return wrapped(name) + "\n" + pad_left(claim.id, text_width) + "\n";
}

/// "0.5", "30", "800,000,000".
std::string factor(double x) {
  constexpr double largest_whole = 1e15;
  bool const is_whole = x == std::floor(x) && x < largest_whole;
  return is_whole ? grouped(static_cast<std::uint64_t>(x)) : fmt::format("{:.10g}", x);
}

std::string published_text(Claim const& claim, Language const& say) {
  if (claim.evidence.source.empty()) return claim.published;
  return claim.published + say("; ") + fmt::format("{}", fmt::join(claim.evidence.source, ", "));
}

std::string asked_text(Claim const& claim, Language const& say) {
  std::string text = claim.metric;
  if (auto const* const quantity = std::get_if<ClaimedQuantity>(&claim.what)) {
    if (quantity->scale != 1) text += " x " + say.number(factor(quantity->scale));
    text += say.format(" of {}, {}", claim.scope, quantity->date);
    if (!quantity->since.empty()) text += say.format(" (since {})", quantity->since);
  } else {
    text += say.format(" of {}", claim.scope);
  }
  if (claim.gross) text += say(", gross of overlap");
  for (std::string const& condition : claim.given) text += say.format(", given {}", condition);
  return text;
}

std::string figure(double x, DisplayUnit const& unit, Language const& say) {
  if (std::isinf(x)) return say("beyond the tally");
  return say.number(significant(x / unit.factor, 3, 6));
}

DisplayUnit unit_of(ClaimResult const& result, ClaimedQuantity const& claimed,
                    Language const& say) {
  double largest = claimed.high;
  for (QuantileEstimate const& quantile : result.quantiles)
    if (std::isfinite(quantile.value)) largest = std::max(largest, quantile.value);
  return display_unit(claimed.unit, largest, say);
}

std::string model_text(ClaimResult const& result, DisplayUnit const& unit, Language const& say) {
  std::string text;
  for (QuantileEstimate const& quantile : result.quantiles)
    text += fmt::format("{}P{:g} {}", text.empty() ? "" : " | ", 100 * quantile.p,
                        figure(quantile.value, unit, say));
  return fmt::format("{} {}", text, unit.unit);
}

std::string model_text(ClaimResult const& result, ClaimsReport const& report, Language const& say) {
  std::string text;
  for (DateQuantile const& date : result.dates)
    text += fmt::format("{}P{:g} {}", text.empty() ? "" : " | ", 100 * date.p,
                        date.month ? month_of(report, date.month) : say("later"));
  return text;
}

std::string percentile_text(Percentile const& percentile, Language const& say) {
  double const value = 100 * percentile.value, error = 100 * percentile.error;
  if (value < 0.01) return say("below P0.01");
  if (value > 99.99) return say("above P99.99");
  return say.number("P" + with_error(value, error, 2));
}

std::string verdict_text(ClaimResult const& result, Language const& say) {
  std::string text = percentile_text(result.percentiles.front(), say);
  std::string const end = percentile_text(result.percentiles.back(), say);
  if (end != text) text = say.format("{} to {}", text, end);
  return say.format("{}: {}", text, say(name(result.verdict)));
}

std::string claimed_text(ClaimResult const& result, ClaimedQuantity const& claimed,
                         DisplayUnit const& unit, Language const& say) {
  std::string text = figure(claimed.low, unit, say);
  if (claimed.high > claimed.low)
    text = say.format("{} to {}", text, figure(claimed.high, unit, say));
  return fmt::format("{} {}, {}", text, unit.unit, verdict_text(result, say));
}

/// "P42 of its law", "P10 to P60 of its laws", "beyond its law".
std::string place_in_law(Solution const& solution, Language const& say) {
  if (solution.is_beyond_law) return say("beyond its law");
  auto const text = [&](double p) { return say.number("P" + significant(100 * p, 2, 2)); };
  std::string const low = text(solution.law_low), high = text(solution.law_high);
  return low == high ? say.format("{} of its law", low)
                     : say.format("{} to {} of its laws", low, high);
}

std::string attempt_text(Attempt const& attempt, Language const& say) {
  if (!attempt.solution) return say.format("no value of {}", attempt.parameter);
  Solution const& solution = *attempt.solution;
  std::string const value = solution.error ? with_error(solution.value, *solution.error, 6)
                                           : significant(solution.value, 4, 6);
  std::string const unit = attempt.unit == "1" ? "" : " " + unit_text(attempt.unit, say);
  return fmt::format("{} = {}{} ({})", attempt.parameter, say.number(value), unit,
                     place_in_law(solution, say));
}

std::string assumption_text(ClaimResult const& result, Language const& say) {
  if (result.holds_median) return say("nothing: the range holds the median");
  std::string text;
  for (Attempt const& attempt : result.attempts)
    text += (text.empty() ? "" : say("; ")) + attempt_text(attempt, say);
  if (result.attempts.empty()) return say("no single parameter: none moves it");
  return result.attempts.back().solution ? text : text + say("; so no single parameter");
}

std::string block(ClaimResult const& result, ClaimsReport const& report, Language const& say) {
  Claim const& claim = *result.claim;
  std::string text = heading(claim, say) + fact(say("published"), published_text(claim, say)) +
                     fact(say("read as"), say(claim.reading)) +
                     fact(say("model of"), asked_text(claim, say));
  if (!result.skipped.empty()) return text + fact(say("skipped"), result.skipped);
  if (auto const* const claimed = std::get_if<ClaimedQuantity>(&claim.what)) {
    DisplayUnit const unit = unit_of(result, *claimed, say);
    text += fact(say("model"), model_text(result, unit, say)) +
            fact(say("claimed"), claimed_text(result, *claimed, unit, say));
  } else {
    auto const& date = std::get<ClaimedDate>(claim.what);
    text += fact(say("model"),
                 say.format("{} until it reaches {:.10g} {}", model_text(result, report, say),
                            date.reaches, unit_text(result.metric_unit, say))) +
            fact(say("claimed"),
                 say.format("by the end of {}, {}", date.by, verdict_text(result, say)));
  }
  return text + fact(say("median if"), assumption_text(result, say));
}

std::string headline(ClaimsReport const& report, Language const& say) {
  return say.format("Claims beside the model: {}", say(report.catalog)) + "\n" +
         say.format("{}  |  {} claims  |  {} paths, seed {}", as_of_text(report.as_of, say),
                    report.results.size(), say.number(grouped(report.paths)), report.seed) +
         "\n\n";
}

std::string legend(ClaimsReport const& report, Language const& say) {
  auto const line = [](std::string_view word, std::string_view meaning) {
    constexpr std::size_t width = 26;
    return "  " + pad_right(word, width - 2) + wrapped(meaning, width, width) + "\n";
  };
  return wrapped(say(
             "claimed: the figure as published, and the percentile of the model at which it falls "
             "(for a date, the probability that it has happened by then) with its 95 % Monte Carlo "
             "error. A range is judged by its end nearer to the median; one that holds the median "
             "is at P50.")) +
         "\n" + line(say("well inside"), say("P25 to P75")) +
         line(
             say("optimistic, pessimistic"),
             say("P5 to P25 or P75 to P95; optimistic on the side that flatters what is claimed")) +
         line(say("outside"), say("below P5 or above P95")) +
         wrapped(say.format(
             "median if: the value of the most influential parameter, the same wherever it is "
             "uncertain, that makes the claim the median while all else stays drawn. Influence is "
             "how far the median (of a date, the mean) moves from the P10 to the P90 of the "
             "parameter. Up to {} are tried, on {} paths each; ± is the 95 % Monte Carlo error.",
             most_attempts, say.number(grouped(std::min(search_paths, report.paths))))) +
         "\n";
}

}  // namespace

std::string month_of(ClaimsReport const& report, std::optional<double> month) {
  if (!month) return {};
  int const index = static_cast<int>(std::ceil(report.epoch_month + *month)) - 1;
  return fmt::format("{:04}-{:02}", index / 12, index % 12 + 1);
}

std::string to_table(ClaimsReport const& report, Language const& say) {
  std::string text = headline(report, say);
  for (ClaimResult const& result : report.results) text += block(result, report, say) + "\n";
  return text + legend(report, say) +
         say.format("Run: {:.1f} s ({}: {})", report.facts.seconds, report.facts.backend,
                    report.facts.device) +
         "\n";
}

}  // namespace nameplate
