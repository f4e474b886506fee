#pragma once

#include <array>
#include <cstdint>
#include <numeric>

#include "nameplate/plan.hpp"

namespace nameplate {

enum class Operation : std::uint8_t {
  fma,            // a * b + c
  add,            // also subtraction
  multiply,       //
  divide,         //
  square_root,    //
  compare,        // of floats or words
  select,         //
  saturate,       // to [0, 1]: two operations on a CPU, a modifier on a GPU
  convert,        // word to float
  logic,          // and, xor
  shift,          //
  add_words,      // also subtraction, minimum, maximum
  multiply_wide,  // 32 x 32 to 64 bits
  table_load,     // of one float, at an index that the path decides
  count
};
inline constexpr int operation_count = static_cast<int>(Operation::count);

inline constexpr std::array<char const*, operation_count> operation_names = {
    "fma",      "add",     "multiply", "divide", "square root", "compare",       "select",
    "saturate", "convert", "logic",    "shift",  "add words",   "multiply wide", "table load"};

/// How often each operation was done.
struct OperationCounts {
  std::array<std::uint64_t, operation_count> varying{};  // on values of the path
  std::uint64_t uniform = 0;  // on values that all paths share: a program could do them once

  std::uint64_t total() const {
    return std::accumulate(varying.begin(), varying.end(), std::uint64_t{0});
  }
  OperationCounts operator-(OperationCounts const& other) const {
    OperationCounts difference = *this;
    for (std::size_t i = 0; i < varying.size(); ++i) difference.varying[i] -= other.varying[i];
    difference.uniform -= other.uniform;
    return difference;
  }
};

/// What the model's formulas do for `paths` paths, whatever any compiler or machine makes of them.
/// Counted by running the model on a value type that counts (host/bench/counted.hpp): each
/// operation of the list above counts one, moves of data none.
struct PathOperations {
  std::uint64_t paths = 0;
  OperationCounts generator;  // random words
  OperationCounts normal;     // from words to standard normal variables
  OperationCounts laws;       // from normal variables to the values of all variables
  OperationCounts model;      // from the variables to the outputs
  OperationCounts bins;       // from the outputs to their bins and the terms of their sums

  // Means of a path, on values of the path.
  double draws() const { return mean(generator) + mean(normal) + mean(laws); }
  double chain() const { return mean(model); }
  double tally() const { return mean(bins); }

 private:
  double mean(OperationCounts const& counts) const {
    return static_cast<double>(counts.total()) / static_cast<double>(paths);
  }
};

PathOperations count_operations(Plan const& plan);

}  // namespace nameplate
