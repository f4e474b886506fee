#include "kernels/philox.hpp"

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <random>

namespace nameplate {
namespace {

using Block = PhiloxBlock<std::uint32_t>;

Block oracle(Block const& counter, std::uint32_t key0, std::uint32_t key1) {
  r123::Philox4x32::ctr_type c = {
      {counter.word[0], counter.word[1], counter.word[2], counter.word[3]}};
  r123::Philox4x32::key_type const k = {{key0, key1}};
  c = r123::Philox4x32()(c, k);
  return {{c[0], c[1], c[2], c[3]}};
}

void expect_equal(Block const& actual, Block const& expected) {
  for (int i = 0; i < 4; ++i) EXPECT_EQ(actual.word[i], expected.word[i]) << "word " << i;
}

// The vectors of Random123's kat_vectors file for philox4x32 with 10 rounds.
TEST(Philox, GivesThePublishedKnownAnswers) {
  expect_equal(philox4x32_10<std::uint32_t>({{0, 0, 0, 0}}, 0, 0),
               {{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}});
  expect_equal(philox4x32_10<std::uint32_t>({{~0u, ~0u, ~0u, ~0u}}, ~0u, ~0u),
               {{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}});
  expect_equal(philox4x32_10<std::uint32_t>({{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}},
                                            0xa4093822, 0x299f31d0),
               {{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}});
}

TEST(Philox, AgreesWithRandom123OnRandomCountersAndKeys) {
  std::mt19937 words(1);
  for (int i = 0; i < 100'000; ++i) {
    Block const counter{{static_cast<std::uint32_t>(words()), static_cast<std::uint32_t>(words()),
                         static_cast<std::uint32_t>(words()), static_cast<std::uint32_t>(words())}};
    auto const key0 = static_cast<std::uint32_t>(words()),
               key1 = static_cast<std::uint32_t>(words());
    expect_equal(philox4x32_10(counter, key0, key1), oracle(counter, key0, key1));
    if (HasFailure()) break;
  }
}

class PathDrawsAtPath : public testing::TestWithParam<std::uint64_t> {};

/// The shortcut through the first rounds is the published generator on (path low, path high,
/// stream, block).
TEST_P(PathDrawsAtPath, EqualThePublishedGenerator) {
  std::mt19937_64 words(2);
  for (int i = 0; i < 10'000; ++i) {
    std::uint64_t const seed = words(), path = GetParam() + (words() >> 60);
    auto const stream = static_cast<std::uint32_t>(words()),
               block = static_cast<std::uint32_t>(words() >> 40);
    PathDraws<std::uint32_t> const draws(seed, path);
    Block const counter{
        {static_cast<std::uint32_t>(path), static_cast<std::uint32_t>(path >> 32), stream, block}};
    expect_equal(draws(stream, block), oracle(counter, static_cast<std::uint32_t>(seed),
                                              static_cast<std::uint32_t>(seed >> 32)));
    if (HasFailure()) break;
  }
}

INSTANTIATE_TEST_SUITE_P(Philox, PathDrawsAtPath,
                         testing::Values(0, 0xfffffff8u, std::uint64_t{1} << 32,
                                         0x123456789abcdefu),
                         testing::PrintToStringParamName());

}  // namespace
}  // namespace nameplate
