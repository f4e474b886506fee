#include <cmath>
#include <random>

#include "tests/gpu/device_functions.hpp"
#include "tests/gpu/gpu_test.hpp"

namespace nameplate {
namespace {

using Block = PhiloxBlock<std::uint32_t>;
using Words = std::vector<std::uint32_t>;

bool is_nan(std::uint32_t word) { return std::isnan(from_bits(word)); }

/// A NaN is a NaN: its bits are the machine's own.
void expect_same_bits(Function function, Words const& words) {
  Words const results = apply_on_device(function, words);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::uint32_t const expected = apply(function, words[i]);
    if (is_nan(expected) && is_nan(results[i])) continue;
    ASSERT_EQ(results[i], expected) << "word 0x" << std::hex << words[i];
  }
}

/// `count` words evenly spaced over [first, last], both included.
Words evenly_spaced(std::uint32_t first, std::uint32_t last, std::uint32_t count) {
  Words words;
  for (std::uint64_t i = 0; i < count; ++i) {
    words.push_back(first + static_cast<std::uint32_t>(i * (last - first) / (count - 1)));
  }
  return words;
}

/// Bit patterns from all over the floats: normal, denormal, infinite, NaN, both signs.
Words all_kinds() {
  Words words = evenly_spaced(0, 0xffffffffu, 100'001);
  for (std::uint32_t const edge : {0u, 0x007fffffu, 0x00800000u, 0x3f7fffffu, 0x3f800000u,
                                   0x7f7fffffu, 0x7f800000u, 0x7fc00000u}) {
    for (std::uint32_t const sign : {0u, 0x80000000u}) words.push_back(edge | sign);
  }
  return words;
}

using GpuFunctions = GpuTest;

TEST_F(GpuFunctions, NormalQuantileHasTheHostsBits) {
  Words words = evenly_spaced(0, 0xffffffffu, 300'001);
  for (std::uint32_t i = 0; i < 10'000; ++i) {  // both tails and the centre
    words.insert(words.end(), {i, ~i, 0x7fffffffu - i, 0x80000000u + i});
  }
  expect_same_bits(Function::normal_quantile, words);
}

TEST_F(GpuFunctions, Exp2HasTheHostsBits) {
  Words words;
  for (int i = -125'000; i <= 125'000; ++i) words.push_back(bits(static_cast<float>(i) * 1e-3f));
  expect_same_bits(Function::exp2, words);
}

TEST_F(GpuFunctions, Log2HasTheHostsBits) {
  expect_same_bits(Function::log2, evenly_spaced(0x00800000u, 0x7f7fffffu, 100'001));
  expect_same_bits(Function::log2, evenly_spaced(bits(0.5f), bits(2.0f), 100'001));
}

TEST_F(GpuFunctions, ArithmeticIsIeeeWithDenormalsAndWithoutFusing) {
  for (Function const function :
       {Function::square_root, Function::reciprocal, Function::half, Function::saturate}) {
    SCOPED_TRACE(static_cast<int>(function));
    expect_same_bits(function, all_kinds());
  }
  expect_same_bits(Function::multiply_add, evenly_spaced(bits(0.1f), bits(10.0f), 100'001));
}

// The vectors of Random123's kat_vectors file for philox4x32 with 10 rounds.
TEST_F(GpuFunctions, PhiloxGivesThePublishedKnownAnswers) {
  std::vector<PhiloxDraw> draws(3);
  draws[0] = {.counter = {{0, 0, 0, 0}}, .key0 = 0, .key1 = 0, .published = {}, .shortcut = {}};
  draws[1] = {
      .counter = {{~0u, ~0u, ~0u, ~0u}}, .key0 = ~0u, .key1 = ~0u, .published = {}, .shortcut = {}};
  draws[2] = {.counter = {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}},
              .key0 = 0xa4093822,
              .key1 = 0x299f31d0,
              .published = {},
              .shortcut = {}};
  std::vector<Block> const expected = {{{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
                                       {{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
                                       {{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}};
  draw_on_device(draws);
  for (std::size_t i = 0; i < draws.size(); ++i) {
    for (int word = 0; word < 4; ++word) {
      EXPECT_EQ(draws[i].published.word[word], expected[i].word[word]) << i;
      EXPECT_EQ(draws[i].shortcut.word[word], expected[i].word[word]) << i;
    }
  }
}

TEST_F(GpuFunctions, PhiloxAgreesWithTheHostOnRandomCountersAndKeys) {
  std::mt19937 random(1);
  auto const word = [&] { return static_cast<std::uint32_t>(random()); };
  std::vector<PhiloxDraw> draws(50'000);
  for (PhiloxDraw& draw : draws) {
    draw = {.counter = {{word(), word(), word(), word()}},
            .key0 = word(),
            .key1 = word(),
            .published = {},
            .shortcut = {}};
  }
  std::vector<PhiloxDraw> on_device = draws;
  draw_on_device(on_device);
  for (std::size_t i = 0; i < draws.size(); ++i) {
    draws[i].run();
    for (int k = 0; k < 4; ++k) {
      ASSERT_EQ(on_device[i].published.word[k], draws[i].published.word[k]) << i;
      ASSERT_EQ(on_device[i].shortcut.word[k], draws[i].shortcut.word[k]) << i;
    }
  }
}

}  // namespace
}  // namespace nameplate
