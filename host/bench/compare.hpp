#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "host/bench/series.hpp"

/// `nameplate bench compare`: is the second result slower than the first?
namespace nameplate {

/// One state of a workload, as read from a file.
struct BenchSeries {
  std::string workload, state, item;
  bool is_limit = false;
  double items = 0;  // of a repetition
  std::vector<double> seconds;
};

/// "whole_run", "whole_run, Threads=all".
std::string series_title(BenchSeries const& series);

/// What a comparison needs of a file of `nameplate bench --json`.
struct BenchFile {
  std::string file;
  std::string suite, backend, device, plan, commit;
  std::vector<BenchSeries> series;
};

/// \throws InputError naming the file and key of everything that is wrong
BenchFile read_bench(std::filesystem::path const& path);
BenchFile parse_bench(std::string const& text, std::string const& name);

enum class Change {
  regression,  // slower by more than asked, and the whole interval says so
  slower,      // the interval lies below 1
  same,        // it holds 1
  faster,      // it lies above 1
  undecided,   // there is no interval: too few repetitions
};

struct BenchRatio {
  BenchSeries base, candidate;
  MedianRatio rate;  // candidate's items per second over the base's
  Change change = Change::undecided;
};

struct BenchComparison {
  BenchFile base, candidate;
  double threshold = 0;            // 0.05: the candidate may be 5 % slower
  std::vector<BenchRatio> ratios;  // in the order of the base
  std::vector<std::string> notes;  // what makes the two hard to compare
  bool has_regression() const;     // of a workload; limits of the device are no regression
};

/// \throws InputError if the two timed different plans, or if the candidate lacks a workload of the
/// base in the same suite
BenchComparison compare_benches(BenchFile base, BenchFile candidate, double threshold);

std::string to_table(BenchComparison const& comparison);

}  // namespace nameplate
