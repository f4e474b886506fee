#include <gtest/gtest.h>

#include <boost/math/distributions/lognormal.hpp>
#include <cmath>

#include "nameplate/run.hpp"
#include "nameplate/summary.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_catalog.hpp"

/// Chains in which everything uncertain is lognormal, so the result is too, in closed form.
namespace nameplate {
namespace {

constexpr std::uint64_t path_count = 1'000'000;
/// Standard errors: a false alarm in 16,000 checks. An error of 1 % in one sigma is seen.
constexpr double k = 4;

/// A dollar contract: IT power = dollars / (years x 8760 h x price x utilization) x kW, times the
/// size factor.
TinyCatalog contract() {
  TinyBuild build;
  build.basis = R"("it")";
  build.phases = R"([{ share = 1.0, energized = "2025-06" }])";
  build.further = "contract = { usd_bn = 100 }";
  TinyCatalog catalog;
  catalog.factors(R"(["a", "b"])", "[[1, 0.5], [0.5, 1]]");
  catalog.law("contract_years", R"({ family = "lognormal", mu = 1.6, sigma = 0.2 })")
      .loadings("contract_years", "a = 0.6");
  catalog.law("price_usd_per_accelerator_hour",
              R"({ family = "lognormal", mu = 1.1, sigma = 0.3 })");
  catalog.loadings("price_usd_per_accelerator_hour", "b = 0.8");
  catalog.law("it_kw_per_accelerator", R"({ family = "lognormal", mu = 0.7, sigma = 0.12 })");
  catalog.loadings("it_kw_per_accelerator", "a = -0.5, b = 0.2");
  catalog.law("size_factor", R"({ family = "lognormal", mu = -0.05, sigma = 0.25 })")
      .loadings("size_factor", "site = 0.4");
  catalog.law("household_kwh_per_year", R"({ family = "lognormal", mu = 9.26, sigma = 0.1 })");
  return catalog.build(build);
}

/// log X = mu + sum of terms a_i sigma_i z_i with correlated z: variance by loadings and factor
/// correlation.
struct LogTerm {
  double exponent, mu, sigma, a, b;  // loadings on the two factors
};

struct LognormalLaw {
  double mu, sigma;
  double mean() const { return std::exp(mu + sigma * sigma / 2); }
  double sd() const { return mean() * std::sqrt(std::expm1(sigma * sigma)); }
  /// (m4 - sd^4) / n under the root, over 2 sd.
  double sd_standard_error() const {
    double const w = std::exp(sigma * sigma);
    double const kurtosis = w * w * w * w + 2 * w * w * w + 3 * w * w - 3;
    return sd() * std::sqrt((kurtosis - 1) / path_count) / 2;
  }
};

LognormalLaw product(double constant, std::vector<LogTerm> const& terms) {
  double mu = std::log(constant), variance = 0;
  for (LogTerm const& x : terms) {
    mu += x.exponent * x.mu;
    for (LogTerm const& y : terms) {
      double const common = x.a * y.a + x.b * y.b + 0.5 * (x.a * y.b + x.b * y.a);
      variance += x.exponent * y.exponent * x.sigma * y.sigma * (&x == &y ? 1 : common);
    }
  }
  return {mu, std::sqrt(variance)};
}

OutputSummary only_summary(TinyCatalog const& catalog, std::string const& metric,
                           std::vector<double> const& p) {
  Plan const plan = compile(catalog.parse(), {{"2028"}, {"portfolio"}, {metric}});
  RunOptions options;
  options.paths = path_count;
  options.backend = Backend::cpu;
  return summarize(plan, run(plan, options).tallies, p).outputs.at(0);
}

void expect_lognormal(TinyCatalog const& catalog, std::string const& metric,
                      LognormalLaw const& law) {
  OutputSummary const summary =
      only_summary(catalog, metric, {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99});
  double const root_n = std::sqrt(static_cast<double>(path_count));
  EXPECT_TRUE(within_standard_errors(k, summary.mean.value(), law.sd() / root_n, law.mean()));
  EXPECT_TRUE(within_standard_errors(k, summary.standard_deviation.value(), law.sd_standard_error(),
                                     law.sd()));
  boost::math::lognormal const exact(law.mu, law.sigma);
  for (QuantileEstimate const& estimate : summary.quantiles) {
    double const value = boost::math::quantile(exact, estimate.p);
    double const standard_error =
        std::sqrt(estimate.p * (1 - estimate.p)) / pdf(exact, value) / root_n;
    EXPECT_TRUE(within_standard_errors(k, estimate.value, standard_error, value))
        << "at " << estimate.p;
    EXPECT_LT(standard_error, 0.02 * value) << "the test would see little";
  }
}

LogTerm const years{-1, 1.6, 0.2, 0.6, 0}, price{-1, 1.1, 0.3, 0, 0.8}, kw{1, 0.7, 0.12, -0.5, 0.2},
    size{1, -0.05, 0.25, 0, 0};

TEST(LognormalChain, ContractPowerFollowsItsClosedForm) {
  double const constant = 100e9 / (8760 * tiny_value("contract_utilization")) * 1e-6;  // GW
  expect_lognormal(contract(), "it_gw", product(constant, {years, price, kw, size}));
}

TEST(LognormalChain, HouseholdsFollowTheirClosedForm) {
  double const constant = 100e9 / (8760 * tiny_value("contract_utilization")) * 1e-6 *
                          tiny_value("design_peak_ratio") * tiny_value("load_factor") * 8760 *
                          1e6;  // kWh per year
  expect_lognormal(contract(), "homes_energy",
                   product(constant, {years, price, kw, size, {-1, 9.26, 0.1, 0, 0}}));
}

/// In a contract the chips that the dollars buy do not depend on their power: it cancels.
TEST(LognormalChain, ContractAcceleratorsDoNotDependOnTheirPower) {
  double const constant = 100e9 / (8760 * tiny_value("contract_utilization")) *
                          tiny_value("ai_share") * (1 - tiny_value("unfilled_share"));
  expect_lognormal(contract(), "accelerators", product(constant, {years, price, size}));
}

}  // namespace
}  // namespace nameplate
