#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "host/claims/claims_report.hpp"
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
std::string heading(Claim const& claim) {
  std::size_t const used = display_width(claim.name) + 2 + display_width(claim.id);
  if (used <= text_width)
    return claim.name + std::string(text_width - used + 2, ' ') + claim.id + "\n";
  return wrapped(claim.name) + "\n" + pad_left(claim.id, text_width) + "\n";
}

/// "0.5", "30", "800,000,000".
std::string factor(double x) {
  constexpr double largest_whole = 1e15;
  bool const is_whole = x == std::floor(x) && x < largest_whole;
  return is_whole ? grouped(static_cast<std::uint64_t>(x)) : fmt::format("{:.10g}", x);
}

std::string published_text(Claim const& claim) {
  if (claim.evidence.source.empty()) return claim.published;
  return fmt::format("{}; {}", claim.published, fmt::join(claim.evidence.source, ", "));
}

std::string asked_text(Claim const& claim) {
  std::string text = claim.metric;
  if (auto const* const quantity = std::get_if<ClaimedQuantity>(&claim.what)) {
    if (quantity->scale != 1) text += " x " + factor(quantity->scale);
    text += fmt::format(" of {}, {}", claim.scope, quantity->date);
    if (!quantity->since.empty()) text += fmt::format(" (since {})", quantity->since);
  } else {
    text += fmt::format(" of {}", claim.scope);
  }
  if (claim.gross) text += ", gross of overlap";
  for (std::string const& condition : claim.given) text += fmt::format(", given {}", condition);
  return text;
}

std::string figure(double x, DisplayUnit const& unit) {
  if (std::isinf(x)) return "beyond the tally";
  return significant(x / unit.factor, 3, 6);
}

DisplayUnit unit_of(ClaimResult const& result, ClaimedQuantity const& claimed) {
  double largest = claimed.high;
  for (QuantileEstimate const& quantile : result.quantiles)
    if (std::isfinite(quantile.value)) largest = std::max(largest, quantile.value);
  return display_unit(claimed.unit, largest);
}

std::string model_text(ClaimResult const& result, DisplayUnit const& unit) {
  std::string text;
  for (QuantileEstimate const& quantile : result.quantiles)
    text += fmt::format("{}P{:g} {}", text.empty() ? "" : " | ", 100 * quantile.p,
                        figure(quantile.value, unit));
  return fmt::format("{} {}", text, unit.unit);
}

std::string model_text(ClaimResult const& result, ClaimsReport const& report) {
  std::string text;
  for (DateQuantile const& date : result.dates)
    text += fmt::format("{}P{:g} {}", text.empty() ? "" : " | ", 100 * date.p,
                        date.month ? month_of(report, date.month) : "later");
  return text;
}

std::string percentile_text(Percentile const& percentile) {
  double const value = 100 * percentile.value, error = 100 * percentile.error;
  if (value < 0.01) return "below P0.01";
  if (value > 99.99) return "above P99.99";
  return "P" + with_error(value, error, 2);
}

std::string verdict_text(ClaimResult const& result) {
  std::string text = percentile_text(result.percentiles.front());
  std::string const end = percentile_text(result.percentiles.back());
  if (end != text) text += " to " + end;
  return fmt::format("{}: {}", text, name(result.verdict));
}

std::string claimed_text(ClaimResult const& result, ClaimedQuantity const& claimed,
                         DisplayUnit const& unit) {
  std::string text = figure(claimed.low, unit);
  if (claimed.high > claimed.low) text += " to " + figure(claimed.high, unit);
  return fmt::format("{} {}, {}", text, unit.unit, verdict_text(result));
}

/// "P42 of its law", "P10 to P60 of its laws", "beyond its law".
std::string place_in_law(Solution const& solution) {
  if (solution.is_beyond_law) return "beyond its law";
  auto const text = [](double p) { return "P" + significant(100 * p, 2, 2); };
  std::string const low = text(solution.law_low), high = text(solution.law_high);
  return low == high ? low + " of its law" : fmt::format("{} to {} of its laws", low, high);
}

std::string attempt_text(Attempt const& attempt) {
  if (!attempt.solution) return fmt::format("no value of {}", attempt.parameter);
  Solution const& solution = *attempt.solution;
  std::string value = solution.error ? with_error(solution.value, *solution.error, 6)
                                     : significant(solution.value, 4, 6);
  std::string const unit = attempt.unit == "1" ? "" : " " + attempt.unit;
  return fmt::format("{} = {}{} ({})", attempt.parameter, value, unit, place_in_law(solution));
}

std::string assumption_text(ClaimResult const& result) {
  if (result.holds_median) return "nothing: the range holds the median";
  std::string text;
  for (Attempt const& attempt : result.attempts)
    text += (text.empty() ? "" : "; ") + attempt_text(attempt);
  if (result.attempts.empty()) return "no single parameter: none moves it";
  return result.attempts.back().solution ? text : text + "; so no single parameter";
}

std::string block(ClaimResult const& result, ClaimsReport const& report) {
  Claim const& claim = *result.claim;
  std::string text = heading(claim) + fact("published", published_text(claim)) +
                     fact("read as", claim.reading) + fact("model of", asked_text(claim));
  if (!result.skipped.empty()) return text + fact("skipped", result.skipped);
  if (auto const* const claimed = std::get_if<ClaimedQuantity>(&claim.what)) {
    DisplayUnit const unit = unit_of(result, *claimed);
    text += fact("model", model_text(result, unit)) +
            fact("claimed", claimed_text(result, *claimed, unit));
  } else {
    auto const& date = std::get<ClaimedDate>(claim.what);
    text += fact("model", fmt::format("{} until it reaches {:.10g} {}", model_text(result, report),
                                      date.reaches, result.metric_unit)) +
            fact("claimed", fmt::format("by the end of {}, {}", date.by, verdict_text(result)));
  }
  return text + fact("median if", assumption_text(result));
}

std::string headline(ClaimsReport const& report) {
  std::string const as_of =
      report.as_of == "latest" ? "latest facts" : "facts as of " + report.as_of;
  return fmt::format("Claims beside the model: {}\n{}  |  {} claims  |  {} paths, seed {}\n\n",
                     report.catalog, as_of, report.results.size(), grouped(report.paths),
                     report.seed);
}

std::string legend(ClaimsReport const& report) {
  auto const line = [](std::string_view word, std::string_view meaning) {
    constexpr std::size_t width = 26;
    return "  " + pad_right(word, width - 2) + wrapped(meaning, width, width) + "\n";
  };
  return wrapped(
             "claimed: the figure as published, and the percentile of the model at which it falls "
             "(for a date, the probability that it has happened by then) with its 95 % Monte Carlo "
             "error. A range is judged by its end nearer to the median; one that holds the median "
             "is at P50.") +
         "\n" + line("well inside", "P25 to P75") +
         line("optimistic, pessimistic",
              "P5 to P25 or P75 to P95; optimistic on the side that flatters what is claimed") +
         line("outside", "below P5 or above P95") +
         wrapped(fmt::format(
             "median if: the value of the most influential parameter, the same wherever it is "
             "uncertain, that makes the claim the median while all else stays drawn. Influence is "
             "how far the median (of a date, the mean) moves from the P10 to the P90 of the "
             "parameter. Up to {} are tried, on {} paths each; ± is the 95 % Monte Carlo error.",
             most_attempts, grouped(std::min(search_paths, report.paths)))) +
         "\n";
}

}  // namespace

std::string month_of(ClaimsReport const& report, std::optional<double> month) {
  if (!month) return {};
  int const index = static_cast<int>(std::ceil(report.epoch_month + *month)) - 1;
  return fmt::format("{:04}-{:02}", index / 12, index % 12 + 1);
}

std::string to_table(ClaimsReport const& report) {
  std::string text = headline(report);
  for (ClaimResult const& result : report.results) text += block(result, report) + "\n";
  return text + legend(report) +
         fmt::format("Run: {:.1f} s ({}: {})\n", report.facts.seconds, report.facts.backend,
                     report.facts.device);
}

}  // namespace nameplate
