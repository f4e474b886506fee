#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "host/catalog/correlation.hpp"
#include "host/results/label_text.hpp"
#include "host/results/partial.hpp"
#include "host/results/report.hpp"
#include "host/results/table_block.hpp"
#include "host/results/tail_block.hpp"
#include "host/results/text.hpp"
#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

using Outputs = std::span<OutputSummary const>;

/// The first outputs of `rest` that agree in `key`.
template <class Key>
Outputs leading_group(Outputs rest, Key key) {
  auto const end = std::find_if(rest.begin(), rest.end(), [&](OutputSummary const& output) {
    return key(output) != key(rest.front());
  });
  return rest.first(static_cast<std::size_t>(end - rest.begin()));
}

std::string const& scope_of_output(OutputSummary const& output) { return output.label.scope; }
std::string const& metric_of_output(OutputSummary const& output) { return output.label.metric; }

std::string scope_heading(std::string const& scope, Report const& report, Language const& say) {
  std::size_t const colon = scope.find(':');
  std::string const kind = scope.substr(0, colon);
  std::string line;
  if (colon == std::string::npos) {
    line = say.format("PORTFOLIO: all {} builds", report.plan.build_count);
  } else {
    std::string const id = scope.substr(colon + 1);
    line = kind == "group" ? say.format("GROUP {}: {}", id, say(report.catalog.groups.at(id).name))
                           : say.format("BUILD {}: {}", id, say(report.catalog.builds.at(id).name));
  }
  return line + "\n" + rule();
}

/// "Only paths on which ...: 12.3 % ± 0.1 % of them."
std::string conditions_text(Report const& report, Language const& say) {
  if (report.plan.given.empty()) return {};
  std::string text =
      say.format("Only paths on which {}", fmt::join(report.plan.given, say(" and ")));
  if (report.summary.given_paths) {
    auto const paths = static_cast<double>(report.summary.paths);
    double const share = static_cast<double>(*report.summary.given_paths) / paths;
    double const error = std::sqrt(share * (1 - share) / paths);
    text += say.format(": {} % of all", say.number(with_error(100 * share, 100 * error)));
  }
  return wrapped(text + ".") + "\n";
}

std::string headline(Report const& report, Language const& say) {
  std::string text = say(report.catalog.name) + "\n";
  text += say.format("{}  |  {} builds  |  {} paths, seed {}",
                     as_of_text(report.catalog.as_of, say), report.plan.build_count,
                     say.number(grouped(report.summary.paths)), report.options.seed) +
          "\n";
  if (std::string const repair = repair_text(report.catalog, say); !repair.empty())
    text += wrapped(repair + ".") + "\n";
  text += partial_text(report.options, report.missing, say) + "\n";
  constexpr char const* net = translatable(
      "All is net of overlap: a gigawatt announced more than once, as a chip deal, as the site "
      "that "
      "houses it and as the contract that pays for it, counts once in a scope.");
  constexpr char const* gross = translatable(
      "All is gross: a gigawatt announced more than once, as a chip deal, as the site that houses "
      "it "
      "and as the contract that pays for it, counts each time.");
  text += wrapped(
      say.format("What will be there at each date, as percentiles P5 to P95 {}. {} "
                 "Totals, ratios and growth come from joint draws; percentiles do not add up.",
                 report.plan.given.empty() ? say("over all paths") : say("over some paths"),
                 say(report.plan.is_gross ? gross : net)));
  return text + "\n" + conditions_text(report, say);
}

/// Metrics that the balance of power shows, when nobody asked for them.
bool is_in_balance(std::string_view metric) {
  constexpr std::array<std::string_view, 3> metrics = {"planned_gw", "gross_gw", "overlap_gw"};
  return std::find(metrics.begin(), metrics.end(), metric) != metrics.end();
}

std::string scope_blocks(Outputs scope, std::span<double const> limits, bool is_headline,
                         Language const& say) {
  std::string text;
  if (std::string const balance = power_balance(scope, say); !balance.empty())
    text += balance + "\n";
  for (Outputs rest = scope; !rest.empty();) {
    Outputs const block = leading_group(rest, metric_of_output);
    rest = rest.subspan(block.size());
    auto const block_limits = limits.first(block.size());
    limits = limits.subspan(block.size());
    if (is_headline && is_in_balance(block.front().label.metric)) continue;
    text += metric_block(block, block_limits, say) + "\n";
  }
  return text;
}

/// Half the widest and the median interval of a percentile, over the percentile.
struct SamplingError {
  double median = 0, widest = 0;
};

SamplingError sampling_error(Summary const& summary) {
  std::vector<double> errors;
  for (OutputSummary const& output : summary.outputs)
    for (QuantileEstimate const& quantile : output.quantiles)
      if (quantile.value != 0 && std::isfinite(quantile.high - quantile.low))
        errors.push_back((quantile.high - quantile.low) / 2 / std::abs(quantile.value));
  if (errors.empty()) return {};
  std::sort(errors.begin(), errors.end());
  return {errors[errors.size() / 2], errors.back()};
}

/// Whether some block that is shown has the column `zero`.
bool shows_zero(Summary const& summary, bool is_headline) {
  return std::any_of(
      summary.outputs.begin(), summary.outputs.end(), [&](OutputSummary const& output) {
        return output.zero > 0 && !(is_headline && is_in_balance(output.label.metric));
      });
}

/// What the points of a sequence gain: the error of a mean of random paths over that of points.
double qmc_gain(Summary const& summary) {
  std::vector<double> gains;
  for (OutputSummary const& output : summary.outputs) {
    if (!output.standard_deviation || !output.mean_standard_error) continue;
    double const error = *output.mean_standard_error;
    if (error > 0)
      gains.push_back(*output.standard_deviation / std::sqrt(static_cast<double>(summary.paths)) /
                      error);
  }
  if (gains.empty()) return 1;
  std::sort(gains.begin(), gains.end());
  return gains[gains.size() / 2];
}

std::string qmc_text(Summary const& summary, Language const& say) {
  if (summary.randomizations == 0) return {};
  return "\n" + wrapped(say.format(
                    "Paths are the points of Sobol' sequences, scrambled {} times; errors are by "
                    "the spread of these. Means have {} times the precision of random paths "
                    "(median of those shown).",
                    summary.randomizations, say.number(significant(qmc_gain(summary), 2))));
}

/// A line for every target of --until.
std::string precision_text(Report const& report, Language const& say) {
  std::string text;
  for (PrecisionState const& state : report.precision) {
    PrecisionTarget const& target = state.target;
    OutputLabel const& label = report.plan.labels[target.output];
    std::string const width =
        !state.half_width ? say("no interval")
        : target.is_relative
            ? say.number(fmt::format("± {} %", significant(100 * *state.half_width)))
            : fmt::format("± {} {}", say.number(significant(*state.half_width)),
                          unit_text(label.unit, say));
    text += wrapped(say.format("{} of {}: {}, {}", target.text, label.scope, width,
                               state.is_reached ? say("reached") : say("NOT reached"))) +
            "\n";
  }
  return text;
}

std::string errors_text(Summary const& summary, bool is_headline, Language const& say) {
  auto const [median, widest] = sampling_error(summary);
  bool const has_tails = !summary.outputs.empty() && summary.outputs.front().tail;
  std::string text = wrapped(say.format(
      "Errors: ± is the standard error of {}. The 95 % sampling interval of a percentile is "
      "± {} % of it (median of those shown; widest {} %), {}.",
      has_tails ? say("a mean, that of a tail too") : say("the mean"),
      say.number(significant(100 * median, 2)), say.number(significant(100 * widest, 2)),
      summary.is_exact ? say("and there is no tally error")
                       : say("its tally error less than 0.1 %")));
  text += qmc_text(summary, say);
  if (shows_zero(summary, is_headline))
    text += "\n" + say("zero: chance of nothing at the date, or of nothing added since the last.");
  return text;
}

std::string run_text(Report const& report, Language const& say) {
  auto const& [backend, device, seconds, paths] = report.facts;
  double const rate = static_cast<double>(paths) / seconds;
  std::string const speed =
      seconds > 0 && paths > 0
          ? say.format(", {} million paths a second", say.number(significant(rate / 1e6)))
          : "";
  return say.format("Run: {:.2f} s{} ({}: {})", seconds, speed, backend, device);
}

std::string footer(Report const& report, bool is_headline, Language const& say) {
  std::string text = precision_text(report, say) + errors_text(report.summary, is_headline, say) +
                     "\n" + run_text(report, say) + "\n\n";
  auto const add = [&](std::string_view option, std::string_view meaning) {
    constexpr std::size_t meaning_column = 31;
    text += "  " + pad_right(option, meaning_column) + std::string(meaning) + "\n";
  };
  if (is_headline) add("--metrics all", say("every metric, with growth"));
  add("--scope groups | builds | all", say("and group:NAME, build:NAME for one"));
  add("--format json | csv -o FILE", say("for programs, with the interval of every percentile"));
  add("nameplate explain METRIC", say("formula, inputs, their distributions and sources"));
  return text;
}

}  // namespace

std::string to_table(Report const& report, bool is_headline, Language const& say) {
  PlanView const plan(report.plan.bytes.data());
  std::vector<double> limits;
  for (std::size_t i = 0; i < report.summary.outputs.size(); ++i)
    limits.push_back(plan.tallies()[i].limit);

  std::string text = headline(report, say);
  std::span<double const> rest_limits = limits;
  for (Outputs rest = report.summary.outputs; !rest.empty();) {
    Outputs const scope = leading_group(rest, scope_of_output);
    text += '\n';
    text += scope_heading(scope.front().label.scope, report, say);
    text += scope_blocks(scope, rest_limits.first(scope.size()), is_headline, say);
    rest = rest.subspan(scope.size());
    rest_limits = rest_limits.subspan(scope.size());
  }
  if (report.summary.is_exact) text += joint_block(report.summary, say) + "\n";
  return text + footer(report, is_headline, say);
}

}  // namespace nameplate
