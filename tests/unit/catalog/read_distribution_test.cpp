#include "host/catalog/read_distribution.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace nameplate {
namespace {

/// The law that a catalog writes as `text`. \throws InputError
Distribution law_of(std::string const& text) {
  Problems problems;
  Node const root = parse_toml("law = " + text, "test.toml", problems);
  std::optional<Distribution> law;
  if (problems.count() == 0) law = read_distribution(root.table()->at("law"), "law", problems);
  problems.throw_if_any();
  return law.value();
}

TEST(ReadDistribution, NumberIsAConstant) {
  EXPECT_TRUE(law_of("1.3").is_constant());
  EXPECT_EQ(law_of("8").parameters, std::vector<double>{8});
  EXPECT_EQ(law_of("1.30").text, "1.3");
}

TEST(ReadDistribution, IntervalIsALognormal) {
  Distribution const law = law_of("\"1.12 to 1.38\"");
  EXPECT_EQ(law.family, Family::lognormal);
  EXPECT_EQ(law.text, "1.12 to 1.38");
  EXPECT_NEAR(quantile(law, 0.05), 1.12, 1e-12);
  EXPECT_NEAR(quantile(law, 0.95), 1.38, 1e-12);
}

TEST(ReadDistribution, IntervalThatIsNotPositiveIsANormal) {
  for (char const* const text : {"\"-0.02 to 0.01\"", "\"0 to 3\"", "\"-3e0  to  -1\""})
    EXPECT_EQ(law_of(text).family, Family::normal) << text;
  EXPECT_NEAR(quantile(law_of("\"-2 to 3\""), 0.05), -2, 1e-12);
}

TEST(ReadDistribution, TakesParameters) {
  EXPECT_EQ(law_of("{ family = 'normal', mean = 1, sd = 2 }").parameters,
            (std::vector<double>{1, 2}));
  EXPECT_EQ(law_of("{ family = 'lognormal', mu = 1, sigma = 2 }").parameters,
            (std::vector<double>{1, 2, 0}));
  EXPECT_EQ(law_of("{ family = 'lognormal', mu = 1, sigma = 2, shift = -3 }").parameters,
            (std::vector<double>{1, 2, -3}));
  EXPECT_EQ(law_of("{ family = 'uniform', min = 1, max = 2 }").parameters,
            (std::vector<double>{1, 2}));
  EXPECT_EQ(law_of("{ family = 'triangular', min = 1, mode = 1, max = 2 }").parameters,
            (std::vector<double>{1, 1, 2}));
  EXPECT_EQ(law_of("{ family = 'beta', alpha = 1, beta = 2 }").parameters,
            (std::vector<double>{1, 2, 0, 1}));
  EXPECT_EQ(law_of("{ family = 'beta', alpha = 1, beta = 2, min = 3, max = 4 }").parameters,
            (std::vector<double>{1, 2, 3, 4}));
  EXPECT_EQ(law_of("{ family = 'gamma', shape = 2, scale = 3, shift = 1 }").parameters,
            (std::vector<double>{2, 3, 1}));
  EXPECT_EQ(law_of("{ family = 'gamma', mean = 7, sd = 3, shift = 1 }").parameters,
            (std::vector<double>{4, 1.5, 1}));
  EXPECT_EQ(law_of("{ family = 'weibull', shape = 2, scale = 3 }").parameters,
            (std::vector<double>{2, 3, 0}));
  EXPECT_EQ(law_of("{ family = 'student_t', df = 4, location = 1, scale = 2 }").parameters,
            (std::vector<double>{4, 1, 2}));
  EXPECT_EQ(law_of("{ family = 'bernoulli', p = 0.2 }").parameters, std::vector<double>{0.2});
}

TEST(ReadDistribution, TakesQuantiles) {
  struct Case {
    char const* text;
    double p5, p95;
  };
  for (auto const& [text, p5, p95] :
       {Case{"{ family = 'normal', p5 = 1, p95 = 2 }", 1, 2},
        Case{"{ family = 'uniform', p5 = 1, p95 = 2 }", 1, 2},
        Case{"{ family = 'lognormal', p5 = 1, p95 = 2, shift = 0.5 }", 1, 2},
        Case{"{ family = 'lognormal', p5 = 1, p50 = 1.3, p95 = 2 }", 1, 2},
        Case{"{ family = 'beta', p5 = 0.5, p95 = 0.9 }", 0.5, 0.9},
        Case{"{ family = 'beta', p5 = 1.5, p95 = 1.9, min = 1, max = 3 }", 1.5, 1.9},
        Case{"{ family = 'gamma', p5 = 1, p95 = 2 }", 1, 2},
        Case{"{ family = 'gamma', p5 = 1, p95 = 2, shift = 0.5 }", 1, 2},
        Case{"{ family = 'gamma', p5 = 1, p50 = 1.4, p95 = 2 }", 1, 2},
        Case{"{ family = 'weibull', p5 = 1, p95 = 2, shift = -2 }", 1, 2},
        Case{"{ family = 'weibull', p5 = 1, p50 = 1.6, p95 = 2 }", 1, 2},
        Case{"{ family = 'student_t', df = 4, p5 = 1, p95 = 2 }", 1, 2},
        Case{"{ family = 'pert', p5 = 1, p50 = 1.4, p95 = 2 }", 1, 2},
        Case{"{ family = 'triangular', p5 = 1, p50 = 1.4, p95 = 2 }", 1, 2}}) {
    Distribution const law = law_of(text);
    EXPECT_NEAR(quantile(law, 0.05), p5, 1e-9) << text;
    EXPECT_NEAR(quantile(law, 0.95), p95, 1e-9) << text;
  }
}

TEST(ReadDistribution, QuantilesOfATruncatedLawAreThoseBeforeTheCut) {
  Distribution const law = law_of("{ family = 'lognormal', p5 = 1.12, p95 = 1.38, min = 1.2 }");
  Distribution const whole = law_of("{ family = 'lognormal', p5 = 1.12, p95 = 1.38 }");
  EXPECT_EQ(law.parameters, whole.parameters);
  EXPECT_EQ(law.truncate_min, 1.2);
  EXPECT_EQ(quantile(law, 0), 1.2);
  EXPECT_GT(quantile(law, 0.5), quantile(whole, 0.5));
}

TEST(ReadDistribution, TakesClips) {
  Distribution const law =
      law_of("{ family = 'pert', p5 = 1, p50 = 1.4, p95 = 2, clip_min = 1, clip_max = 1.9 }");
  EXPECT_EQ(quantile(law, 0), 1);
  EXPECT_EQ(quantile(law, 1), 1.9);
  EXPECT_NEAR(quantile(law, 0.5), 1.4, 1e-9);
}

TEST(ReadDistribution, WeightsAreNormalisedAndValuesSorted) {
  Distribution const law = law_of("{ family = 'discrete', values = [6, 1], weights = [1, 3] }");
  EXPECT_EQ(law.x, (std::vector<double>{1, 6}));
  EXPECT_EQ(law.p, (std::vector<double>{0.75, 0.25}));
}

std::string mixture_of(std::string const& one, std::string const& other) {
  return "{ mixture = [{ weight = 0.75, distribution = " + one +
         " }, { weight = 0.25, distribution = " + other + " }] }";
}

TEST(ReadDistribution, MixtureOfValuesIsDiscrete) {
  Distribution const law = law_of(mixture_of(
      "2", "{ family = 'discrete', values = [1, 2], weights = [1, 3], clip_min = 1.5 }"));
  EXPECT_EQ(law.family, Family::discrete);
  EXPECT_EQ(law.x, (std::vector<double>{1.5, 2}));
  EXPECT_EQ(law.p, (std::vector<double>{0.0625, 0.9375}));
}

TEST(ReadDistribution, MixtureOfStraightPiecesIsEmpirical) {
  Distribution const law = law_of(mixture_of("{ family = 'uniform', min = 0, max = 4 }", "1"));
  EXPECT_EQ(law.family, Family::empirical);
  EXPECT_EQ(law.x, (std::vector<double>{0, 1, 1, 4}));
  ASSERT_EQ(law.p.size(), 4U);
  EXPECT_DOUBLE_EQ(law.p[1], 0.1875);
  EXPECT_DOUBLE_EQ(law.p[2], 0.4375);
}

TEST(ReadDistribution, MixtureKeepsItsComponentsAndWhatIsLeftOfThemByACut) {
  std::string const normals = mixture_of("{ family = 'normal', mean = 1, sd = 1 }",
                                         "{ family = 'normal', mean = 2, sd = 1 }");
  Distribution const whole = law_of(normals);
  EXPECT_EQ(whole.p, (std::vector<double>{0.75, 0.25}));
  EXPECT_EQ(whole.text, "mixture(0.75 of normal(mean 1, sd 1), 0.25 of normal(mean 2, sd 1))");
  Distribution const cut = law_of(normals.substr(0, normals.size() - 2) + ", min = 1 }");
  EXPECT_EQ(quantile(cut, 0), 1);
  double const left = upper_cumulative(whole, 1);
  for (double const p : {0.001, 0.1, 0.5, 0.999})
    EXPECT_NEAR(upper_quantile(cut, p), upper_quantile(whole, p * left), 1e-12) << p;
}

TEST(ReadDistribution, KeepsTheTextInOneOrder) {
  EXPECT_EQ(law_of("{ p95 = 1.38, min = 1.0, p5 = 1.12, family = 'lognormal' }").text,
            "lognormal(p5 1.12, p95 1.38, min 1)");
  EXPECT_EQ(law_of("{ family = 'discrete', values = [6, 1], weights = [1, 3] }").text,
            "discrete(values [6, 1], weights [1, 3])");
  EXPECT_EQ(law_of("{ family = 'beta', alpha = 11, beta = 4.8, clip_max = 0.95 }").text,
            "beta(alpha 11, beta 4.8, clip_max 0.95)");
}

TEST(ReadDistribution, ReportsEveryProblemOfALaw) {
  try {
    law_of("{ family = 'normal', mean = 'x', sd = -1, max = nan, foo = 1 }");
    FAIL() << "no error";
  } catch (InputError const& error) {
    EXPECT_EQ(error.problems().size(), 3U) << error.what();
  }
}

}  // namespace
}  // namespace nameplate
