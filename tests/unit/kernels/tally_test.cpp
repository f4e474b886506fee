#include "kernels/tally.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace nameplate {
namespace {

constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr int min_exponent = -4, max_exponent = 6;
constexpr std::uint32_t bins = (max_exponent - min_exponent) << bins_per_octave_log2;

TallyRecord record(std::uint32_t zero_bin) {
  return {min_exponent, bins, zero_bin, 0, 0x1p6f, 0x1p44f, 0x1p38f};
}
TallyRecord const positive = record(0), signed_range = record(bins + 2);

TEST(Bins, LieAsDocumented) {
  EXPECT_EQ(counter_count(positive), bins + 4);
  EXPECT_EQ(bin_of(positive, 0.0f), 0u);
  EXPECT_EQ(bin_of(positive, -0.0f), 0u);
  EXPECT_EQ(bin_of(positive, 1e-45f), 1u) << "underflow, denormals included";
  EXPECT_EQ(bin_of(positive, std::nextafter(0x1p-4f, 0.0f)), 1u);
  EXPECT_EQ(bin_of(positive, 0x1p-4f), 2u) << "first bin";
  EXPECT_EQ(bin_of(positive, std::nextafter(0x1p6f, 0.0f)), bins + 1) << "last bin";
  EXPECT_EQ(bin_of(positive, 0x1p6f), bins + 2) << "overflow";
  EXPECT_EQ(bin_of(positive, infinity), bins + 2);
}

TEST(Bins, CountUndefinedApart) {
  for (float const x : {nan, -nan, -1.0f, -0x1p-4f, -1e-30f, -infinity})
    EXPECT_EQ(bin_of(positive, x), undefined_bin(positive)) << x;
  EXPECT_EQ(undefined_bin(positive), bins + 3);
  EXPECT_EQ(bin_of(signed_range, nan), undefined_bin(signed_range));
}

TEST(Bins, MirrorNegativeValues) {
  EXPECT_EQ(counter_count(signed_range), 2 * bins + 6);
  std::uint32_t const zero = signed_range.zero_bin;
  EXPECT_EQ(bin_of(signed_range, 0.0f), zero);
  EXPECT_EQ(bin_of(signed_range, -0.0f), zero);
  EXPECT_EQ(bin_of(signed_range, -infinity), 0u);
  for (float const x : {1e-40f, 0x1p-4f, 0.3f, 1.0f, 63.0f, 64.0f})
    EXPECT_EQ(bin_of(signed_range, x) - zero, zero - bin_of(signed_range, -x)) << x;
}

TEST(Bins, AreMonotoneAndNarrow) {
  std::uint32_t before = 1;
  float first_in_bin = 0;
  for (std::uint32_t word = bits(0x1p-4f); word < bits(0x1p6f); ++word) {
    float const x = from_bits(word);
    std::uint32_t const bin = bin_of(positive, x);
    if (bin != before) {
      ASSERT_EQ(bin, before + 1) << x;
      first_in_bin = x;
      before = bin;
    }
    // Exact in double: a value is above its bin's lower edge by less than the stated width.
    ASSERT_LT(x, first_in_bin * (1.0 + bin_relative_width)) << x;
  }
  EXPECT_EQ(before, bins + 1);
}

TEST(Sums, LeaveOutWhatIsOutOfRange) {
  EXPECT_EQ(summed_value(positive, 63.9f), 63.9f);
  EXPECT_EQ(summed_value(positive, -63.9f), -63.9f);
  for (float const x : {64.0f, infinity, -64.0f, -infinity, nan})
    EXPECT_EQ(summed_value(positive, x), 0.0f) << x;
  EXPECT_EQ(summed_value(positive, 1e-40f), 1e-40f) << "underflow enters the sums";
}

}  // namespace
}  // namespace nameplate
