#include "host/sensitivity/conditional_factors.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace nameplate {
namespace {

/// A draw that its factors decide wholly would make them known without error, which the solution
/// has no room for.
constexpr double least_variance = 1e-8;

double own_variance(LoadedDraw const& draw) {
  return std::max(draw.residual * draw.residual, least_variance);
}

/// Finds the factors and what loads on them.
class Reader {
 public:
  Reader(DrawTables const& tables, std::vector<DrawnInput> const& inputs)
      : tables_(tables), inputs_(inputs) {}

  FactorModel read() {
    model_.sites.resize(tables_.builds.size());
    read_stage({});
    read_lower();
    for (std::size_t b = 0; b < tables_.builds.size(); ++b) read_stage(b);
    return std::move(model_);
  }

 private:
  void read_stage(std::optional<std::size_t> build) {
    Range const groups = group_range(tables_, build);
    for (std::size_t g = groups.first; g < groups.first + groups.count; ++g) {
      DrawGroup const& group = tables_.groups[g];
      for (std::size_t v = group.variables.first; v < group.variables.first + group.variables.count;
           ++v) {
        if (inputs_[v].is_factor())
          add_factor({v, group.stream, group.block}, build);
        else if (tables_.variables[v].loadings.count > 0)
          add_loaded(v, group, build);
      }
    }
  }

  void add_factor(FactorDraw const& factor, std::optional<std::size_t> build) {
    if (build) {
      model_.sites[*build] = factor;
    } else {
      factor_of_slot_[tables_.variables[factor.variable].slot] = model_.factors.size();
      model_.factors.push_back(factor);
    }
  }

  /// Factor k is the regression on those before it, plus a draw of its own.
  void read_lower() {
    auto const count = static_cast<Eigen::Index>(model_.factors.size());
    model_.lower = Eigen::MatrixXd::Zero(count, count);
    for (Eigen::Index k = 0; k < count; ++k) {
      Variable const& factor =
          tables_.variables[model_.factors[static_cast<std::size_t>(k)].variable];
      for (std::size_t i = factor.loadings.first; i < factor.loadings.first + factor.loadings.count;
           ++i) {
        Loading const& loading = tables_.loadings[i];
        model_.lower.row(k) +=
            loading.weight *
            model_.lower.row(static_cast<Eigen::Index>(factor_of_slot_.at(loading.slot)));
      }
      model_.lower(k, k) += factor.residual;
    }
  }

  void add_loaded(std::size_t v, DrawGroup const& group, std::optional<std::size_t> build) {
    Variable const& variable = tables_.variables[v];
    if (!known_.emplace(group.stream, group.block, variable.word).second) return;
    double const scale = inputs_[v].scale;
    LoadedDraw draw{v, group.stream, group.block, build,
                    Eigen::VectorXd::Zero(static_cast<Eigen::Index>(model_.factors.size()))};
    draw.residual = variable.residual / scale;
    for (std::size_t i = variable.loadings.first;
         i < variable.loadings.first + variable.loadings.count; ++i) {
      Loading const& loading = tables_.loadings[i];
      auto const factor = factor_of_slot_.find(loading.slot);
      if (factor == factor_of_slot_.end())
        draw.on_site += loading.weight / scale;
      else
        draw.on_factors[static_cast<Eigen::Index>(factor->second)] += loading.weight / scale;
    }
    model_.loaded.push_back(std::move(draw));
  }

  DrawTables const& tables_;
  std::vector<DrawnInput> const& inputs_;
  FactorModel model_;
  std::map<std::uint32_t, std::size_t> factor_of_slot_;
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> known_;
};

/// What the known draws of one build say of its site.
struct SiteEvidence {
  double precision = 1;
  Eigen::VectorXd weighted;  // sum of on_site / variance x loadings on the independent draws
};

}  // namespace

FactorModel FactorModel::of(DrawTables const& tables, std::vector<DrawnInput> const& inputs) {
  return Reader(tables, inputs).read();
}

ConditionalFactors factors_given_draws(FactorModel const& model,
                                       std::vector<LoadedDraw const*> const& known) {
  auto const factors = static_cast<Eigen::Index>(model.factors.size());
  std::map<std::optional<std::size_t>, SiteEvidence> sites;
  for (LoadedDraw const* draw : known) {
    SiteEvidence& site = sites[draw->build];
    if (site.weighted.size() == 0) site.weighted = Eigen::VectorXd::Zero(factors);
    double const weight = draw->on_site / own_variance(*draw);
    site.precision += weight * draw->on_site;
    site.weighted += weight * (model.lower.transpose() * draw->on_factors);
  }
  Eigen::MatrixXd precision = Eigen::MatrixXd::Identity(factors, factors);
  Eigen::MatrixXd evidence(factors, static_cast<Eigen::Index>(known.size()));
  for (std::size_t i = 0; i < known.size(); ++i) {
    LoadedDraw const& draw = *known[i];
    SiteEvidence const& site = sites.at(draw.build);
    Eigen::VectorXd const loadings = model.lower.transpose() * draw.on_factors;
    auto const column = static_cast<Eigen::Index>(i);
    // Sherman and Morrison: the inverse of the draws' covariance, which they share through the site
    evidence.col(column) =
        (loadings - draw.on_site / site.precision * site.weighted) / own_variance(draw);
    precision += evidence.col(column) * loadings.transpose();
  }
  Eigen::LLT<Eigen::MatrixXd> const factored(precision);
  Eigen::MatrixXd const root =
      factored.matrixU().solve(Eigen::MatrixXd::Identity(factors, factors));
  return {model.lower * factored.solve(evidence), model.lower * root};
}

ConditionalFactors factors_given_factors(FactorModel const& model, std::vector<std::size_t> known) {
  Eigen::MatrixXd const covariance = model.lower * model.lower.transpose();
  std::vector<Eigen::Index> const indices(known.begin(), known.end());
  Eigen::MatrixXd gain(covariance.rows(), static_cast<Eigen::Index>(known.size()));
  if (!known.empty()) {
    Eigen::MatrixXd const among = covariance(indices, indices);
    gain = among.completeOrthogonalDecomposition()
               .solve(Eigen::MatrixXd(covariance(indices, Eigen::all)))
               .transpose();
  }
  Eigen::MatrixXd const rest = covariance - gain * covariance(indices, Eigen::all);
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> const solver(rest);
  Eigen::MatrixXd noise = solver.eigenvectors() *
                          solver.eigenvalues().cwiseMax(0.0).cwiseSqrt().asDiagonal() *
                          solver.eigenvectors().transpose();
  for (std::size_t i = 0; i < known.size(); ++i) {  // without the rounding: they stay as they are
    gain.row(indices[i]).setZero();
    gain(indices[i], static_cast<Eigen::Index>(i)) = 1;
    noise.row(indices[i]).setZero();
  }
  return {gain, noise};
}

ConditionalSite site_given_draws(FactorModel const& model,
                                 std::vector<LoadedDraw const*> const& known) {
  ConditionalSite site;
  site.on_factors = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(model.factors.size()));
  double precision = 1;
  for (LoadedDraw const* draw : known)
    precision += draw->on_site * draw->on_site / own_variance(*draw);
  for (LoadedDraw const* draw : known) {
    double const gain = draw->on_site / own_variance(*draw) / precision;
    site.gain.push_back(gain);
    site.on_factors -= gain * draw->on_factors;
  }
  site.noise = 1 / std::sqrt(precision);
  return site;
}

}  // namespace nameplate
