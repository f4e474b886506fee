#pragma once

namespace nameplate {

/// A law of every family, written by parameters and by quantiles, truncated and clipped.
struct LawUnderTest {
  char const* name;
  char const* toml;
  double tolerance;  // of the kernel's quantile function, relative to the larger of value and
                     // P5-P95 spread
};

/// Clip bounds and values of discrete laws are exact in binary32. A table's cubic pieces lose most
/// at the kink of a triangular law; the tails of a Student t multiply the rounding of the argument,
/// a steep empirical law that of its probabilities.
inline constexpr LawUnderTest laws_under_test[] = {
    {"normal", "{ family = \"normal\", mean = 2, sd = 0.5 }", 1e-6},
    {"normal_by_quantiles", "{ family = \"normal\", p10 = -3, p90 = 4 }", 1e-6},
    {"normal_truncated", "{ family = \"normal\", mean = 1, sd = 0.5, min = 0.2, max = 1.9 }", 1e-6},
    {"normal_cut_to_its_tail", "{ family = \"normal\", mean = 0, sd = 1, min = 3 }", 1e-6},
    {"normal_clipped",
     "{ family = \"normal\", mean = 1, sd = 0.5, clip_min = 0.25, clip_max = 1.5 }", 1e-6},
    {"interval_of_normal", "\"-0.05 to 0.02\"", 1e-6},
    {"interval_of_lognormal", "\"1.12 to 1.38\"", 1e-6},
    {"lognormal", "{ family = \"lognormal\", mu = 1.9, sigma = 0.65 }", 1e-6},
    {"lognormal_wide", "{ family = \"lognormal\", mu = 0, sigma = 2 }", 1e-6},
    {"lognormal_shifted", "{ family = \"lognormal\", mu = 2.4, sigma = 0.68, shift = -2 }", 1e-6},
    {"lognormal_by_three_quantiles", "{ family = \"lognormal\", p5 = 33, p50 = 40, p95 = 58 }",
     1e-6},
    {"lognormal_truncated", "{ family = \"lognormal\", p5 = 1.08, p95 = 1.32, min = 1.03 }", 1e-6},
    {"lognormal_clipped",
     "{ family = \"lognormal\", p5 = 1.08, p95 = 1.32, clip_min = 1.0625, clip_max = 1.5 }", 1e-6},
    {"uniform", "{ family = \"uniform\", min = 1, max = 2.527 }", 1e-6},
    {"uniform_by_quantiles", "{ family = \"uniform\", p5 = 1, p95 = 2 }", 1e-6},
    {"triangular", "{ family = \"triangular\", min = 1.08, mode = 1.2, max = 1.4 }", 4e-6},
    {"triangular_with_mode_at_an_end", "{ family = \"triangular\", min = 0, mode = 1, max = 1 }",
     1e-6},
    {"triangular_by_quantiles", "{ family = \"triangular\", p5 = 0.2, p50 = 0.5, p95 = 0.9 }",
     4e-6},
    {"pert", "{ family = \"pert\", min = 0.8, mode = 0.98, max = 1.0 }", 1e-6},
    {"pert_with_mode_at_an_end", "{ family = \"pert\", min = 0, mode = 0, max = 1 }", 1e-6},
    {"pert_by_quantiles",
     "{ family = \"pert\", p5 = 1.17, p50 = 1.30, p95 = 1.42, clip_min = 1.125 }", 1e-6},
    {"beta", "{ family = \"beta\", alpha = 11, beta = 4.8 }", 1e-6},
    {"beta_by_quantiles", "{ family = \"beta\", p5 = 0.08, p95 = 0.50 }", 1e-6},
    {"beta_on_an_interval", "{ family = \"beta\", alpha = 2, beta = 3, min = -1, max = 4 }", 1e-6},
    {"beta_with_poles", "{ family = \"beta\", alpha = 0.7, beta = 0.7 }", 1e-6},
    {"gamma", "{ family = \"gamma\", shape = 2.5, scale = 0.8 }", 1e-6},
    {"gamma_of_least_shape", "{ family = \"gamma\", shape = 0.1, scale = 3 }", 1e-6},
    {"gamma_of_greatest_shape", "{ family = \"gamma\", shape = 1e6, scale = 3 }", 1e-6},
    {"gamma_by_moments", "{ family = \"gamma\", mean = 5, sd = 2, shift = 1 }", 1e-6},
    {"gamma_by_quantiles", "{ family = \"gamma\", p5 = 2, p95 = 12 }", 1e-6},
    {"gamma_by_three_quantiles", "{ family = \"gamma\", p5 = 2, p50 = 5, p95 = 12 }", 1e-6},
    {"gamma_truncated", "{ family = \"gamma\", shape = 2, scale = 1, min = 0.5, max = 4 }", 1e-6},
    {"gamma_clipped", "{ family = \"gamma\", shape = 2, scale = 1, clip_min = 0.5, clip_max = 4 }",
     1e-6},
    {"weibull", "{ family = \"weibull\", shape = 1.7, scale = 9, shift = -2 }", 1e-6},
    {"weibull_of_least_shape", "{ family = \"weibull\", shape = 0.3, scale = 1 }", 1e-6},
    {"weibull_of_greatest_shape", "{ family = \"weibull\", shape = 1000, scale = 2 }", 1e-6},
    {"weibull_by_quantiles", "{ family = \"weibull\", p5 = 2, p95 = 12, max = 15 }", 1e-6},
    {"weibull_by_three_quantiles", "{ family = \"weibull\", p5 = 2, p50 = 8, p95 = 12 }", 1e-6},
    {"student_t", "{ family = \"student_t\", df = 5, location = 2, scale = 0.5 }", 3e-6},
    {"student_t_of_fewest_df", "{ family = \"student_t\", df = 2.1, location = 0, scale = 1 }",
     3e-6},
    {"student_t_of_many_df", "{ family = \"student_t\", df = 1e6, location = 0, scale = 1 }", 1e-6},
    {"student_t_by_quantiles", "{ family = \"student_t\", df = 3, p5 = -2, p95 = 4 }", 3e-6},
    {"student_t_truncated",
     "{ family = \"student_t\", df = 3, location = 0, scale = 1, min = -1, max = 9 }", 3e-6},
    {"mixture_of_normals",
     "{ mixture = [{ weight = 0.7, distribution = { family = \"normal\", mean = 1, sd = 0.2 } }, "
     "{ weight = 0.3, distribution = { family = \"normal\", mean = 1.6, sd = 0.4 } }] }",
     1e-5},
    {"mixture_of_lognormals",
     "{ mixture = [{ weight = 0.5, distribution = \"1.0 to 1.5\" }, "
     "{ weight = 0.5, distribution = \"1.2 to 2.5\" }] }",
     1e-5},
    {"mixture_of_narrow_and_wide",
     "{ mixture = [{ weight = 0.8, distribution = \"0.9 to 1.1\" }, "
     "{ weight = 0.2, distribution = \"1 to 3\" }] }",
     1e-3},
    {"mixture_of_two_peaks",
     "{ mixture = [{ weight = 0.7, distribution = { family = \"normal\", mean = 1, sd = 0.2 } }, "
     "{ weight = 0.3, distribution = { family = \"normal\", mean = 1.85, sd = 0.2 } }] }",
     1e-3},
    {"mixture_truncated",
     "{ mixture = [{ weight = 0.8, distribution = { family = \"normal\", mean = 1, sd = 0.2 } }, "
     "{ weight = 0.2, distribution = { family = \"student_t\", df = 4, location = 1, scale = 0.3 } "
     "}], "
     "min = 0.5 }",
     1e-5},
    {"mixture_clipped",
     "{ mixture = [{ weight = 0.8, distribution = { family = \"gamma\", mean = 5, sd = 2 } }, "
     "{ weight = 0.2, distribution = { family = \"weibull\", shape = 1.7, scale = 9 } }], "
     "clip_min = 0.5, clip_max = 16 }",
     1e-5},
    {"mixture_of_pieces",
     "{ mixture = [{ weight = 0.75, distribution = 0 }, "
     "{ weight = 0.25, distribution = { family = \"uniform\", min = 0, max = 1 } }] }",
     5e-6},
    {"mixture_of_values",
     "{ mixture = [{ weight = 0.5, distribution = 1.5 }, "
     "{ weight = 0.5, distribution = { family = \"discrete\", values = [0.5, 4.0], weights = [2, "
     "1] "
     "} }] }",
     0},
    {"empirical",
     "{ family = \"empirical\", p = [0.0, 0.05, 0.5, 0.95, 1.0], x = [0.90, 0.92, 0.96, 1.0, 1.0] "
     "}",
     1e-6},
    {"empirical_with_an_atom",
     "{ family = \"empirical\", p = [0.0, 0.75, 0.95, 1.0], x = [0.0, 0.0, 0.3, 1.0] }", 5e-6},
    {"bernoulli", "{ family = \"bernoulli\", p = 0.3 }", 0},
    {"discrete", "{ family = \"discrete\", values = [0.5, 1.0, 4.0], weights = [2, 5, 1] }", 0},
};

}  // namespace nameplate
