#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "host/compile/law_tables.hpp"
#include "kernels/plan.hpp"
#include "nameplate/distribution.hpp"

namespace nameplate {

/// A monotone function applied to a law once, so that the kernel need not apply it on every path.
enum class Transform {
  none,
  probit,      // standard normal quantile of a probability, within ±20
  log2_of_1p,  // log2(1 + x)
  reciprocal   // 1 / x
};

/// A law as the kernel takes it: `marginal` at offset + scale z.
struct LoweredLaw {
  Marginal marginal{};
  double offset = 0, scale = 1;
};

/// Lowers laws to the kernel's quantile functions: closed form where that is cheap, else a table on
/// a grid of z, made here from the exact quantile function. Equal laws share a table.
class MarginalTables {
 public:
  /// Table 0 is the standard normal distribution function, which `hinges` use. \param shared takes
  /// tables from there that other plans have; it outlives this
  explicit MarginalTables(LawTables* shared = nullptr);

  /// Discrete laws that load on nothing (`is_loaded` false) are lowered to `word_steps`. \pre law
  /// is not constant
  LoweredLaw lower(Distribution const& law, Transform transform, bool is_loaded);

  std::vector<Cell> const& cells() const { return cells_; }
  std::vector<Knot> const& knots() const { return knots_; }

 private:
  void append(std::string const& key, std::function<double(double)> const& f);
  Marginal table(Distribution const& law, Transform transform);
  Marginal hinges(std::vector<double> const& p, std::vector<double> const& x);
  Marginal steps(std::vector<double> const& values, std::vector<double> const& weights,
                 Transform transform, bool is_loaded);
  LoweredLaw unclipped(Distribution const& law, Transform transform, bool is_loaded);

  LawTables* shared_;
  std::vector<Cell> cells_;
  std::vector<Knot> knots_;
  std::map<std::string, std::uint32_t> first_cell_;  // by the law's parameters
};

double transformed(double x, Transform transform);

}  // namespace nameplate
