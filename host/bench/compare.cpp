#include "host/bench/compare.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/catalog/problems.hpp"

namespace nameplate {
namespace {

Change change_of(MedianRatio const& rate, double threshold) {
  if (!rate.interval) return Change::undecided;
  if (rate.interval->high < 1 - threshold) return Change::regression;
  if (rate.interval->high < 1) return Change::slower;
  return rate.interval->low > 1 ? Change::faster : Change::same;
}

/// Rates are items over seconds, so the base's seconds stand above.
MedianRatio rate_ratio(BenchSeries const& base, BenchSeries const& candidate) {
  auto const seconds_per_item = [](BenchSeries const& series) {
    std::vector<double> values = series.seconds;
    for (double& value : values) value /= series.items;
    return values;
  };
  return median_ratio(seconds_per_item(base), seconds_per_item(candidate));
}

BenchSeries const* find_series(BenchFile const& file, BenchSeries const& like) {
  auto const at = std::find_if(file.series.begin(), file.series.end(), [&](auto const& series) {
    return series.workload == like.workload && series.state == like.state;
  });
  return at == file.series.end() ? nullptr : &*at;
}

/// What makes the two hard to compare, apart from what is refused.
std::vector<std::string> differences(BenchFile const& base, BenchFile const& candidate) {
  std::vector<std::string> notes;
  auto const compare = [&](char const* what, std::string const& a, std::string const& b) {
    if (a != b)
      notes.push_back(
          fmt::format("other {}: {} in {}, {} in {}", what, a, base.file, b, candidate.file));
  };
  compare("backend", base.backend, candidate.backend);
  compare("device", base.device, candidate.device);
  compare("suite", base.suite, candidate.suite);
  return notes;
}

void add_ratio(BenchSeries const& base, BenchSeries const& candidate, BenchComparison& comparison) {
  MedianRatio const rate = rate_ratio(base, candidate);
  Change const change = change_of(rate, comparison.threshold);
  if (base.is_limit && change == Change::regression)
    comparison.notes.push_back(fmt::format(
        "the device itself was slower ({}): its clocks or its load differ", base.workload));
  comparison.ratios.push_back({base, candidate, rate, change});
}

}  // namespace

std::string series_title(BenchSeries const& series) {
  std::size_t const space = series.state.find(' ');  // after the device
  return space == std::string::npos ? series.workload
                                    : series.workload + ", " + series.state.substr(space + 1);
}

bool BenchComparison::has_regression() const {
  return std::any_of(ratios.begin(), ratios.end(), [](BenchRatio const& ratio) {
    return ratio.change == Change::regression && !ratio.base.is_limit;
  });
}

BenchComparison compare_benches(BenchFile base, BenchFile candidate, double threshold) {
  Problems problems;
  if (base.plan != candidate.plan)
    problems.add({.file = candidate.file}, "plan.fingerprint",
                 fmt::format("{}, but {} in {}: rates of different plans do not compare",
                             candidate.plan, base.plan, base.file));
  BenchComparison comparison;
  comparison.threshold = threshold;
  comparison.notes = differences(base, candidate);
  bool const is_same_suite = base.suite == candidate.suite && base.backend == candidate.backend;
  for (BenchSeries const& series : base.series) {
    if (BenchSeries const* const other = find_series(candidate, series)) {
      add_ratio(series, *other, comparison);
    } else if (is_same_suite) {
      problems.add({.file = candidate.file}, "benchmarks",
                   fmt::format("no {}, which {} has", series_title(series), base.file));
    } else {
      comparison.notes.push_back(fmt::format("only in {}: {}", base.file, series_title(series)));
    }
  }
  for (BenchSeries const& series : candidate.series)
    if (find_series(base, series) == nullptr)
      comparison.notes.push_back(
          fmt::format("only in {}: {}", candidate.file, series_title(series)));
  if (comparison.ratios.empty())
    problems.add({.file = candidate.file}, "benchmarks",
                 fmt::format("none that {} has", base.file));
  problems.throw_if_any();
  comparison.base = std::move(base);
  comparison.candidate = std::move(candidate);
  return comparison;
}

}  // namespace nameplate
