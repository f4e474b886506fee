#include <fmt/format.h>

#include "host/bench/compare.hpp"
#include "host/results/text.hpp"

namespace nameplate {
namespace {

std::string_view word(BenchRatio const& ratio) {
  switch (ratio.change) {
    case Change::regression:
      return ratio.base.is_limit ? "slower device" : "REGRESSION";
    case Change::slower:
      return "slower";
    case Change::same:
      return "same";
    case Change::faster:
      return "faster";
    default:
      return "too few repetitions";
  }
}

std::string line(std::string_view name, std::string_view base, std::string_view candidate,
                 std::string_view ratio, std::string_view interval, std::string_view verdict) {
  return trimmed(pad_right(name, 32) + pad_left(base, 12) + pad_left(candidate, 12) +
                 pad_left(ratio, 8) + pad_left(interval, 18) + "  " + std::string(verdict));
}

/// Items per second: "4.21e+06".
std::string rate_text(BenchSeries const& series) {
  return fmt::format("{:.3e}", series.items / summarize_series(series.seconds).median);
}

std::string row(BenchRatio const& ratio) {
  auto const& interval = ratio.rate.interval;
  return line(series_title(ratio.base), rate_text(ratio.base), rate_text(ratio.candidate),
              fmt::format("{:.3f}", ratio.rate.ratio),
              interval ? fmt::format("{:.3f} .. {:.3f}", interval->low, interval->high) : "-",
              word(ratio));
}

std::string side(char const* what, BenchFile const& file) {
  return fmt::format("{:<10} {}: {}, {}, suite {}, commit {}\n", what, file.file, file.device,
                     file.backend, file.suite, file.commit);
}

}  // namespace

std::string to_table(BenchComparison const& comparison) {
  std::string text = side("Base", comparison.base) + side("Candidate", comparison.candidate) + "\n";
  text += line("", "base /s", "cand. /s", "ratio", "95 % interval", "");
  for (BenchRatio const& ratio : comparison.ratios) text += row(ratio);
  text += "\n";
  for (std::string const& note : comparison.notes) text += "! " + note + "\n";
  double const percentage = 100 * comparison.threshold;
  return text + (comparison.has_regression()
                     ? fmt::format("Slower by more than {:g} %.\n", percentage)
                     : fmt::format("Nothing is slower by more than {:g} %.\n", percentage));
}

}  // namespace nameplate
