#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "host/catalog/limits.hpp"
#include "host/catalog/read_entries.hpp"

namespace nameplate {
namespace {

using Matrix = std::vector<std::vector<double>>;

constexpr double tolerance = 1e-9;

bool is_square(Matrix const& matrix, std::size_t size) {
  return matrix.size() == size && std::all_of(matrix.begin(), matrix.end(),
                                              [&](auto const& row) { return row.size() == size; });
}

/// Names what keeps a matrix from being one of correlations; true if nothing does.
bool check_entries(TableReader& reader, Factors const& factors) {
  std::size_t const before = reader.problems().count();
  Matrix const& r = factors.correlation;
  for (std::size_t i = 0; i < r.size(); ++i) {
    if (r[i][i] != 1)
      reader.problem("correlation", fmt::format("of \"{}\" with itself must be 1, is {}",
                                                factors.names[i], r[i][i]));
    for (std::size_t j = i + 1; j < r.size(); ++j)
      if (r[i][j] != r[j][i])
        reader.problem("correlation",
                       fmt::format("must be symmetric: \"{}\" with \"{}\" is {}, but \"{}\" with "
                                   "\"{}\" is {}",
                                   factors.names[i], factors.names[j], r[i][j], factors.names[j],
                                   factors.names[i], r[j][i]));
  }
  return reader.problems().count() == before;
}

/// The first factor whose correlations contradict those among the factors before it, or the number
/// of factors: Cholesky factorization, in which no factor's variance given those before it may be
/// negative, and one of zero must leave nothing to explain.
std::size_t first_contradiction(Matrix rest) {
  std::size_t const n = rest.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::vector<double> const column = rest[k];
    double const variance = column[k];
    if (variance < -tolerance) return k;
    for (std::size_t i = k + 1; i < n; ++i) {
      if (variance <= tolerance && std::abs(column[i]) > std::sqrt(tolerance)) return i;
      for (std::size_t j = k + 1; j < n && variance > tolerance; ++j)
        rest[i][j] -= column[i] * column[j] / variance;
    }
  }
  return n;
}

void check_names(TableReader& reader, Factors const& factors) {
  std::vector<std::string> sorted = factors.names;
  std::sort(sorted.begin(), sorted.end());
  auto const twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice != sorted.end()) reader.problem("names", fmt::format("\"{}\" stands twice", *twice));
  if (std::binary_search(sorted.begin(), sorted.end(), "site"))
    reader.problem("names", "\"site\" is reserved for the luck that phases of a build share");
}

Matrix read_matrix(TableReader& reader) {
  Matrix matrix;
  Node const* const rows = reader.require("correlation");
  if (!rows) return matrix;
  if (!rows->array()) {
    reader.problem("correlation", fmt::format("must be an array of rows, is {}", describe(*rows)));
    return matrix;
  }
  for (Node const& row : *rows->array()) {
    std::vector<double>& numbers = matrix.emplace_back();
    if (!row.array()) {
      reader.problem("correlation", fmt::format("must be an array of rows, has {}", describe(row)));
      continue;
    }
    for (Node const& number : *row.array())
      numbers.push_back(
          read_number(number, reader.place("correlation"), {.min = -1, .max = 1}, reader.problems())
              .value_or(NAN));
  }
  return matrix;
}

Matrix identity(std::size_t size) {
  Matrix matrix(size, std::vector<double>(size, 0));
  for (std::size_t i = 0; i < size; ++i) matrix[i][i] = 1;
  return matrix;
}

}  // namespace

Factors read_factors(Node const& node, References const& references, Problems& problems) {
  Factors factors;
  factors.at = node.at;
  TableReader reader(node, "factors", problems);
  reader.require("names");
  factors.names = reader.texts("names");
  if (factors.names.size() > most_factors) {
    reader.problem("names", fmt::format("has {} factors, a catalog may have at most {}",
                                        factors.names.size(), most_factors));
    factors.names.resize(most_factors);
    factors.correlation = identity(most_factors);  // a stand-in, so that loadings can be checked
    return factors;
  }
  check_names(reader, factors);
  std::size_t const before = problems.count();
  factors.correlation = read_matrix(reader);
  std::size_t const n = factors.names.size();
  bool usable = problems.count() == before;
  if (usable && !is_square(factors.correlation, n)) {
    reader.problem("correlation", fmt::format("must have {0} rows of {0} numbers", n));
    usable = false;
  }
  usable = usable && check_entries(reader, factors);
  if (usable) {
    std::size_t const i = first_contradiction(factors.correlation);
    usable = i == n;
    if (!usable)
      reader.problem("correlation",
                     fmt::format("is not positive semi-definite: the correlations of \"{}\" "
                                 "contradict those among the factors before it",
                                 factors.names[i]));
  }
  if (!usable) factors.correlation = identity(n);  // a stand-in, so that loadings can be checked
  factors.evidence = read_evidence(reader, references);
  reader.finish();
  return factors;
}

}  // namespace nameplate
