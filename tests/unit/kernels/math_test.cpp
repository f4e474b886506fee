#include "kernels/math.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <random>

/// The error bounds stated in kernels/math.hpp, measured against Boost and the library's double
/// functions.
namespace nameplate {
namespace {

constexpr double exp2_bound = 2.2e-7, log2_bound = 4e-7, normal_quantile_bound = 7e-7;

using Float = Math<float>;

/// Largest value of an error over inputs, and where it is.
struct Worst {
  double error = 0, at = 0;
  void see(double e, double x) {
    if (!(e <= error)) error = e, at = x;
  }
};

std::ostream& operator<<(std::ostream& out, Worst const& worst) {
  return out << worst.error << " at " << worst.at;
}

/// (word + 1/2) / 2^32, from the nearer tail, exactly.
double exact_normal_quantile(std::uint32_t word) {
  boost::math::normal const normal;
  if (word < 0x80000000u) return quantile(normal, (word + 0.5) * 0x1p-32);
  return -quantile(normal, (~word + 0.5) * 0x1p-32);
}

double normal_quantile_error(std::uint32_t word) {
  double const z = exact_normal_quantile(word);
  return std::abs(Float::normal_quantile(word) - z) / std::max(1.0, std::abs(z));
}

TEST(Exp2, IsWithinItsBound) {
  Worst worst;
  auto const check = [&](float x) {
    double const exact = std::exp2(static_cast<double>(x));
    worst.see(std::abs(Float::exp2(x) - exact) / exact, x);
  };
  for (double x = -125; x <= 125; x += 1.01 / (1 << 13)) check(static_cast<float>(x));
  for (std::uint32_t word = bits(0.25f); word <= bits(1.0f); word += 7)
    check(from_bits(word)), check(-from_bits(word));
  EXPECT_LT(worst.error, exp2_bound) << worst;
  EXPECT_GT(worst.error, 0.9 * exp2_bound) << "the bound is loose: " << worst;
}

TEST(Exp2, IsExactAtZeroToARounding) { EXPECT_NEAR(Float::exp2(0.0f), 1.0f, 1.3e-7); }

TEST(Log2, IsWithinItsBound) {
  Worst worst;
  auto const check = [&](std::uint32_t word) {
    float const x = from_bits(word);
    double const exact = std::log2(static_cast<double>(x));
    worst.see(std::abs(Float::log2(x) - exact) / std::max(1.0, std::abs(exact)), x);
  };
  for (std::uint32_t word = bits(0.25f); word <= bits(4.0f); word += 11) check(word);
  for (std::uint32_t word = bits(std::numeric_limits<float>::min()); word < bits(INFINITY);
       word += 997)
    check(word);
  EXPECT_LT(worst.error, log2_bound) << worst;
  EXPECT_GT(worst.error, 0.9 * log2_bound) << "the bound is loose: " << worst;
}

TEST(NormalQuantile, IsWithinItsBoundEverywhere) {
  Worst worst;
  for (std::uint64_t word = 0; word < std::uint64_t{1} << 32; word += 6007)
    worst.see(normal_quantile_error(static_cast<std::uint32_t>(word)), static_cast<double>(word));
  // All of both tails beyond 3.7 standard deviations, and the centre.
  for (std::uint32_t i = 0; i < 400'000; ++i) {
    worst.see(normal_quantile_error(i), i);
    worst.see(normal_quantile_error(~i), ~i);
  }
  for (std::uint32_t word = 0x80000000u - 5000; word < 0x80000000u + 5000; ++word)
    worst.see(normal_quantile_error(word), word);
  EXPECT_LT(worst.error, normal_quantile_bound) << worst;
  EXPECT_GT(worst.error, 0.9 * normal_quantile_bound) << "the bound is loose: " << worst;
}

TEST(NormalQuantile, IsAntisymmetric) {
  std::mt19937 words(1);
  for (int i = 0; i < 100'000; ++i) {
    auto const word = static_cast<std::uint32_t>(words());
    ASSERT_EQ(bits(Float::normal_quantile(~word)), bits(Float::normal_quantile(word)) ^ 0x80000000u)
        << word;
  }
}

/// Neighbouring words differ by less than a rounding, so steps of 1024 words are compared: finer
/// than any reported quantile.
TEST(NormalQuantile, IsMonotone) {
  float before = -INFINITY;
  for (std::uint64_t word = 0; word < std::uint64_t{1} << 32; word += 1024) {
    float const z = Float::normal_quantile(static_cast<std::uint32_t>(word));
    ASSERT_GE(z, before) << word;
    before = z;
  }
}

TEST(NormalQuantile, HasNoStepWhereTheTailBegins) {
  // v = 8 at h (2 - h) = 2^-8.
  double const h = 1 - std::sqrt(1 - 0x1p-8);
  auto const border = static_cast<std::uint32_t>(h * 0x1p31);
  for (std::uint32_t word = border - 2000; word < border + 2000; ++word)
    ASSERT_LT(normal_quantile_error(word), normal_quantile_bound) << word;
}

TEST(NormalQuantile, IsFiniteAtTheEndsAndSmallAtTheCentre) {
  EXPECT_NEAR(Float::normal_quantile(0), -6.33795775, 3e-5);
  EXPECT_NEAR(Float::normal_quantile(~0u), 6.33795775, 3e-5);
  EXPECT_LE(std::abs(Float::normal_quantile(0x7fffffffu)), 1e-9f);
  EXPECT_LE(std::abs(Float::normal_quantile(0x80000000u)), 1e-9f);
}

}  // namespace
}  // namespace nameplate
