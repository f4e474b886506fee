#include "kernels/real.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace nameplate {
namespace {

constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

TEST(Saturate, LimitsToTheUnitInterval) {
  EXPECT_EQ(saturate(-infinity), 0.0f);
  EXPECT_EQ(saturate(-1e-30f), 0.0f);
  EXPECT_EQ(saturate(0.25f), 0.25f);
  EXPECT_EQ(saturate(1e-40f), 1e-40f) << "denormals are kept";
  EXPECT_EQ(saturate(1.0f), 1.0f);
  EXPECT_EQ(saturate(infinity), 1.0f);
}

TEST(Saturate, GivesPlusZeroForNaNAndMinusZero) {
  EXPECT_EQ(bits(saturate(nan)), 0u);
  EXPECT_EQ(bits(saturate(-nan)), 0u);
  EXPECT_EQ(bits(saturate(-0.0f)), 0u);
}

TEST(Select, PassesEitherArgumentUntouched) {
  EXPECT_EQ(bits(select(true, -0.0f, 1.0f)), 0x80000000u);
  EXPECT_EQ(bits(select(false, 1.0f, nan)), bits(nan));
  EXPECT_EQ(select(true, 3u, 4u), 3u);
}

TEST(Fma, RoundsOnce) {
  float const x = 1 + 0x1p-12f;
  EXPECT_EQ(fma(x, x, -1.0f), 0x1p-11f + 0x1p-24f);
  EXPECT_NE(x * x - 1.0f, 0x1p-11f + 0x1p-24f) << "the product alone is rounded";
}

TEST(RoundToIndex, RoundsTiesToEven) {
  struct Case {
    float x, rounded;
  };
  for (auto const [x, rounded] : {Case{-0.5f, 0},
                                  {-0.0f, 0},
                                  {0.0f, 0},
                                  {0.5f, 0},
                                  {0.50000006f, 1},
                                  {1.5f, 2},
                                  {2.5f, 2},
                                  {511.5f, 512},
                                  {512.0f, 512},
                                  {2097151.0f, 2097151}}) {
    std::uint32_t index = 99;
    EXPECT_EQ(round_to_index(x, index), rounded) << x;
    EXPECT_EQ(index, static_cast<std::uint32_t>(rounded)) << x;
    EXPECT_EQ(round_to_index(static_cast<double>(x), index), static_cast<double>(rounded)) << x;
    EXPECT_EQ(index, static_cast<std::uint32_t>(rounded)) << x;
  }
}

TEST(ToReal, ReadsTwosComplement) {
  EXPECT_EQ(to_real(0xffffffffu, 0.0f), -1.0f);
  EXPECT_EQ(to_real(0x80000000u, 0.0f), -0x1p31f);
  EXPECT_EQ(to_real(16777217u, 0.0f), 16777216.0f) << "ties to even";
  EXPECT_EQ(to_real(16777219u, 0.0f), 16777220.0f) << "ties to even";
  EXPECT_EQ(to_real(16777217u, 0.0), 16777217.0);
}

TEST(MultiplyWide, GivesBothHalves) {
  std::uint32_t high = 0, low = 0;
  multiply_wide(0xffffffffu, 0xffffffffu, high, low);
  EXPECT_EQ(high, 0xfffffffeu);
  EXPECT_EQ(low, 1u);
}

TEST(Integers, ClampAndShiftAsSigned) {
  EXPECT_EQ(clamp_signed(0x80000000u, -1, 5), 0xffffffffu);
  EXPECT_EQ(clamp_signed(0x7fffffffu, -1, 5), 5u);
  EXPECT_EQ(clamp_signed(3, -1, 5), 3u);
  EXPECT_EQ(shift_right_arithmetic(0x80000000u, 31), 0xffffffffu);
  EXPECT_EQ(minimum(0xffffffffu, 7), 7u) << "unsigned";
}

}  // namespace
}  // namespace nameplate
