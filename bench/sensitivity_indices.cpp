#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <span>
#include <vector>

#include "host/sensitivity/estimators.hpp"

/// Sensitivity indices from values on standard input, for comparison with other programs on the
/// same samples (bench/peers/sensitivity.py):
///
///   sensitivity_indices INPUTS
///
/// Takes binary32 rows of equal length: f(A), f(B), then for each input f where it is as in B and
/// the others are as in A. Prints a line for each input: first order, its standard error, total,
/// its standard error.
int main(int argc, char** argv) {
  int const inputs = argc == 2 ? std::atoi(argv[1]) : 0;
  if (inputs < 1) {
    fmt::print(stderr, "usage: sensitivity_indices INPUTS < values\n");
    return 2;
  }
  std::vector<float> values;
  for (float block[4096]; std::size_t const count = std::fread(block, 4, 4096, stdin);)
    values.insert(values.end(), block, block + count);
  std::size_t const rows = static_cast<std::size_t>(inputs) + 2, n = values.size() / rows;
  auto const row = [&](std::size_t k) { return std::span<float const>(values).subspan(k * n, n); };
  for (std::size_t i = 0; i + 2 < rows; ++i) {
    nameplate::Estimate const first = nameplate::explained_share(row(1), row(2 + i), row(0));
    nameplate::Estimate const total = nameplate::unexplained_share(row(0), row(2 + i));
    fmt::print("{:.9f} {:.9f} {:.9f} {:.9f}\n", first.value, first.standard_error, total.value,
               total.standard_error);
  }
}
