#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

#include "host/catalog/correlation.hpp"
#include "host/catalog/limits.hpp"
#include "host/catalog/read_entries.hpp"

namespace nameplate {
namespace {

/// A matrix as written.
struct Entries {
  char const* key = "correlation";
  bool are_ranks = false;
  Matrix matrix;
};

bool is_square(Matrix const& matrix, std::size_t size) {
  return matrix.size() == size && std::all_of(matrix.begin(), matrix.end(),
                                              [&](auto const& row) { return row.size() == size; });
}

/// Names what keeps a matrix from being one of correlations; true if nothing does.
bool check_entries(TableReader& reader, std::vector<std::string> const& names,
                   Entries const& entries) {
  std::size_t const before = reader.problems().count();
  Matrix const& r = entries.matrix;
  for (std::size_t i = 0; i < r.size(); ++i) {
    if (r[i][i] != 1)
      reader.problem(entries.key,
                     fmt::format("of \"{}\" with itself must be 1, is {}", names[i], r[i][i]));
    for (std::size_t j = i + 1; j < r.size(); ++j)
      if (r[i][j] != r[j][i])
        reader.problem(entries.key,
                       fmt::format("must be symmetric: \"{}\" with \"{}\" is {}, but \"{}\" with "
                                   "\"{}\" is {}",
                                   names[i], names[j], r[i][j], names[j], names[i], r[j][i]));
  }
  return reader.problems().count() == before;
}

/// The matrix as TOML.
std::string text_of(Matrix const& matrix) {
  std::vector<std::string> rows;
  rows.reserve(matrix.size());
  for (std::vector<double> const& row : matrix)
    rows.push_back(fmt::format("[{}]", fmt::join(row, ", ")));
  return fmt::format("[{}]", fmt::join(rows, ", "));
}

/// Pearson's correlations, of entries that may be Spearman's.
Matrix pearson(Entries const& entries) {
  return entries.are_ranks ? correlation_of_ranks(entries.matrix) : entries.matrix;
}

/// Replaces a matrix that is none of correlations by the nearest one if `repairs`, else reports it
/// with the nearest one.
void make_definite(TableReader& reader, Entries& entries, bool repairs, Factors& factors) {
  double const least = least_eigenvalue(pearson(entries));
  if (least >= -correlation_tolerance) return;
  Matrix nearest = entries.are_ranks ? nearest_rank_correlation(entries.matrix)
                                     : nearest_correlation(entries.matrix);
  double const moved = distance(entries.matrix, nearest);
  if (repairs) {
    factors.repair_distance = moved;
    entries.matrix = std::move(nearest);
    return;
  }
  reader.problem(entries.key,
                 fmt::format("is not positive semi-definite{}: the least eigenvalue is {:.6g}; the "
                             "nearest that is, at a Frobenius distance of {:.6g}, is {}",
                             entries.are_ranks ? " for normals with these rank correlations" : "",
                             least, moved, text_of(nearest)));
}

void check_names(TableReader& reader, Factors const& factors) {
  std::vector<std::string> sorted = factors.names;
  std::sort(sorted.begin(), sorted.end());
  auto const twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice != sorted.end()) reader.problem("names", fmt::format("\"{}\" stands twice", *twice));
  if (std::binary_search(sorted.begin(), sorted.end(), "site"))
    reader.problem("names", "\"site\" is reserved for the luck that phases of a build share");
}

Matrix read_matrix(TableReader& reader, char const* key) {
  Matrix matrix;
  Node const* const rows = reader.require(key);
  if (!rows) return matrix;
  if (!rows->array()) {
    reader.problem(key, fmt::format("must be an array of rows, is {}", describe(*rows)));
    return matrix;
  }
  for (Node const& row : *rows->array()) {
    std::vector<double>& numbers = matrix.emplace_back();
    if (!row.array()) {
      reader.problem(key, fmt::format("must be an array of rows, has {}", describe(row)));
      continue;
    }
    for (Node const& number : *row.array())
      numbers.push_back(
          read_number(number, reader.place(key), {.min = -1, .max = 1}, reader.problems())
              .value_or(NAN));
  }
  return matrix;
}

Matrix identity(std::size_t size) {
  Matrix matrix(size, std::vector<double>(size, 0));
  for (std::size_t i = 0; i < size; ++i) matrix[i][i] = 1;
  return matrix;
}

/// `correlation` or `rank_correlation`; none, with a problem, unless one of them is a matrix of
/// correlations or is repaired.
std::optional<Matrix> read_correlation(TableReader& reader, bool repairs, Factors& factors) {
  std::vector<std::string> const& names = factors.names;
  std::size_t const before = reader.problems().count();
  Entries entries;
  if (reader.find("rank_correlation")) {
    if (reader.find("correlation"))
      reader.problem("rank_correlation", "stands beside correlation: only one of the two may");
    entries = {.key = "rank_correlation", .are_ranks = true, .matrix = {}};
  }
  entries.matrix = read_matrix(reader, entries.key);
  if (reader.problems().count() > before) return std::nullopt;
  if (!is_square(entries.matrix, names.size())) {
    reader.problem(entries.key, fmt::format("must have {0} rows of {0} numbers", names.size()));
    return std::nullopt;
  }
  if (!check_entries(reader, names, entries)) return std::nullopt;
  make_definite(reader, entries, repairs, factors);
  if (reader.problems().count() > before) return std::nullopt;
  return pearson(entries);
}

}  // namespace

Factors read_factors(Node const& node, References const& references, bool repairs_correlation,
                     Problems& problems) {
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
  // A stand-in, where there is none, so that loadings can be checked.
  factors.correlation = read_correlation(reader, repairs_correlation, factors)
                            .value_or(identity(factors.names.size()));
  factors.evidence = read_evidence(reader, references);
  reader.finish();
  return factors;
}

}  // namespace nameplate
