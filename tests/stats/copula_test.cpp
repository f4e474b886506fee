#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "tests/support/evaluate.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_catalog.hpp"

/// Dependence between variables, recovered from paths. Tolerances are 4.5 standard errors: a false
/// alarm in 150,000 checks.
namespace nameplate {
namespace {

constexpr std::uint64_t path_count = 100'000;
constexpr double k = 4.5;

/// A parameter with a normal law that a ratio of metrics gives back exactly.
struct Probe {
  char const* parameter;
  char const* metric;
  double mean, sd;
  std::array<double, 3> loadings;  // on the factors a, b, c
};

constexpr std::array probes = {
    Probe{"load_factor", "average_gw/facility_gw", 0.5, 0.05, {0.8, 0, 0}},
    Probe{"peak_to_nameplate", "peak_gw/facility_gw", 0.9, 0.04, {0.5, 0.6, 0}},
    Probe{"water_l_per_it_kwh", "water_gl/it_energy_twh", 1, 0.1, {0, 0.85, 0.3}},
    Probe{"electricity_usd_per_kwh", "power_bill_usd_bn/energy_twh", 0.1, 0.01, {0, 0, -1}},
    Probe{"capex_usd_bn_per_it_gw", "capex_usd_bn/it_gw", 40, 3, {0, 0, 0}},
};
constexpr double factor_correlation[3][3] = {{1, 0.4, -0.3}, {0.4, 1, 0.2}, {-0.3, 0.2, 1}};

/// Two builds whose probes are truncated nowhere near their laws' bodies (the cuts, at 8 sd, keep
/// them in the allowed range).
TinyCatalog probe_catalog() {
  TinyCatalog catalog;
  catalog.factors(R"(["a", "b", "c"])", "[[1, 0.4, -0.3], [0.4, 1, 0.2], [-0.3, 0.2, 1]]");
  for (Probe const& probe : probes) {
    catalog.law(
        probe.parameter,
        fmt::format("{{ family = \"normal\", mean = {}, sd = {}, min = {}, max = {} }}", probe.mean,
                    probe.sd, probe.mean - 8 * probe.sd, probe.mean + 8 * probe.sd));
    catalog.loadings(probe.parameter, fmt::format("a = {}, b = {}, c = {}", probe.loadings[0],
                                                  probe.loadings[1], probe.loadings[2]));
  }
  TinyBuild first, second;
  first.id = "first", second.id = "second";
  return catalog.build(first).build(second);
}

using Series = std::vector<double>;

/// z of every probe on every path, by scope and probe.
std::vector<Series> z_of_probes(TinyCatalog const& catalog) {
  std::vector<std::string> metrics;
  for (Probe const& probe : probes) metrics.emplace_back(probe.metric);
  Plan const plan = compile(catalog.parse(), {{"2028"}, {"builds"}, metrics});
  std::vector<Series> series(plan.labels.size());
  PathEvaluator<float> evaluate(plan, 1);
  for (std::uint64_t path = 0; path < path_count; ++path) {
    std::vector<float> const& outputs = evaluate(path);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      Probe const& probe = probes[i % probes.size()];
      series[i].push_back((outputs[i] - probe.mean) / probe.sd);
    }
  }
  return series;
}

double common_variance(Probe const& x, Probe const& y) {
  double sum = 0;
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j)
      sum += x.loadings[i] * factor_correlation[i][j] * y.loadings[j];
  return sum;
}

TEST(Copula, KeepsEveryMarginalStandardNormal) {
  for (Series const& z : z_of_probes(probe_catalog())) {
    SampleMoments const m = moments(z);
    EXPECT_TRUE(within_standard_errors(k, m.mean, m.mean_standard_error, 0));
    EXPECT_TRUE(
        within_standard_errors(k, m.standard_deviation, m.standard_deviation_standard_error, 1));
  }
}

TEST(Copula, GivesTheCorrelationsOfLoadingsAndFactors) {
  std::vector<Series> const z = z_of_probes(probe_catalog());
  for (std::size_t i = 0; i < probes.size(); ++i) {
    for (std::size_t j = i + 1; j < probes.size(); ++j) {
      double const rho = common_variance(probes[i], probes[j]);
      EXPECT_TRUE(within_standard_errors(k, correlation(z[i], z[j]),
                                         correlation_standard_error(rho, path_count), rho))
          << probes[i].parameter << " and " << probes[j].parameter;
    }
  }
}

TEST(Copula, DrawsOncePerInstanceOfTheScope) {
  std::vector<Series> const z = z_of_probes(probe_catalog());
  for (std::size_t i = 0; i < probes.size(); ++i) {
    Series const &first = z[i], &second = z[probes.size() + i];
    std::string const parameter = probes[i].parameter;
    if (parameter == "electricity_usd_per_kwh" || parameter == "capex_usd_bn_per_it_gw") {
      double largest = 0;  // the ratios that give z back are rounded
      for (std::size_t path = 0; path < path_count; ++path)
        largest = std::max(largest, std::abs(first[path] - second[path]));
      EXPECT_LT(largest, 1e-4) << parameter << ": one region, one platform, one draw";
    } else {
      double const rho = common_variance(probes[i], probes[i]);
      EXPECT_TRUE(within_standard_errors(k, correlation(first, second),
                                         correlation_standard_error(rho, path_count), rho))
          << parameter;
    }
  }
}

TEST(Copula, SharesTheLuckOfASiteWithinABuildOnly) {
  TinyCatalog catalog = probe_catalog();
  catalog.loadings("load_factor", "site = 0.7")
      .loadings("peak_to_nameplate", "site = -0.6, c = 0.5");
  std::vector<Series> const z = z_of_probes(catalog);
  EXPECT_TRUE(within_standard_errors(k, correlation(z[0], z[1]),
                                     correlation_standard_error(-0.42, path_count), -0.42));
  Series const& other_peak = z[probes.size() + 1];
  EXPECT_TRUE(within_standard_errors(k, correlation(z[0], other_peak),
                                     correlation_standard_error(0, path_count), 0));
  EXPECT_TRUE(within_standard_errors(k, correlation(z[1], other_peak),
                                     correlation_standard_error(0.25, path_count), 0.25));
}

/// Share of paths on which the build has so many GW online.
double frequency(Plan const& plan, double gw) {
  double count = 0;
  for (double const x : samples(plan, 0, path_count)) count += std::abs(x - gw) < 1e-6 ? 1 : 0;
  return count / path_count;
}

double frequency_standard_error(double p) { return std::sqrt(p * (1 - p) / path_count); }

/// P(both of two standard normals with correlation rho are positive) = 1/4 + asin(rho) / (2 pi).
TEST(Completion, CorrelatesThePhasesOfASite) {
  TinyBuild build;
  build.phases = R"([{ mw = 1000, energized = "2025-06" }, { mw = 2000, energized = "2025-09" }])";
  TinyCatalog catalog = TinyCatalog()
                            .law("completion_probability", "0.5")
                            .loadings("completion", "site = 0.7")
                            .build(build);
  Plan const plan = compile(catalog.parse(), {{"2028"}, {"portfolio"}, {"facility_gw"}});
  double const both = 0.25 + std::asin(0.49) / (2 * std::numbers::pi);
  for (auto const& [gw, p] :
       {std::pair{3.0, both}, {0.0, both}, {1.0, 0.5 - both}, {2.0, 0.5 - both}})
    EXPECT_TRUE(within_standard_errors(k, frequency(plan, gw), frequency_standard_error(p), p))
        << gw << " GW";
}

/// One latent for the whole build: the likelier phase is built wherever the other is.
TEST(Completion, OfScopeBuildMakesPhasesStandAndFallTogether) {
  TinyBuild build;
  build.phases =
      R"([{ mw = 1000, energized = "2025-06", parameters = { completion_probability = 0.9 } },
    { mw = 2000, energized = "2025-09", parameters = { completion_probability = 0.5 } }])";
  for (char const* const loading : {"", "site = 0.5"}) {
    TinyCatalog catalog =
        TinyCatalog().scope("completion", "build").loadings("completion", loading).build(build);
    Plan const plan = compile(catalog.parse(), {{"2028"}, {"portfolio"}, {"facility_gw"}});
    for (auto const& [gw, p] : {std::pair{0.0, 0.1}, {1.0, 0.4}, {3.0, 0.5}})
      EXPECT_TRUE(within_standard_errors(k, frequency(plan, gw), frequency_standard_error(p), p))
          << gw << " GW, " << loading;
    EXPECT_EQ(frequency(plan, 2), 0) << loading;
  }
}

TEST(Completion, HasTheStatedProbability) {
  for (double const p : {0.02, 0.35, 0.9}) {
    for (char const* const loading : {"", "a = 0.8"}) {
      TinyCatalog catalog =
          TinyCatalog().law("completion_probability", fmt::format("{}", p)).build({});
      catalog.factors(R"(["a"])", "[[1]]").loadings("completion", loading);
      Plan const plan = compile(catalog.parse(), {{"2028"}, {"portfolio"}, {"facility_gw"}});
      EXPECT_TRUE(within_standard_errors(k, frequency(plan, 1), frequency_standard_error(p), p))
          << loading;
    }
  }
}

/// An uncertain probability counts with its mean, whatever completion is loaded on.
TEST(Completion, AveragesOverAnUncertainProbability) {
  TinyCatalog catalog =
      TinyCatalog()
          .law("completion_probability", R"({ family = "beta", alpha = 1.2, beta = 2.8 })")
          .build({});
  catalog.factors(R"(["a"])", "[[1]]").loadings("completion", "a = 0.6");
  Plan const plan = compile(catalog.parse(), {{"2028"}, {"portfolio"}, {"facility_gw"}});
  EXPECT_TRUE(within_standard_errors(k, frequency(plan, 1), frequency_standard_error(0.3), 0.3));
}

}  // namespace
}  // namespace nameplate
