#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "kernels/philox.hpp"
#include "nameplate/run.hpp"
#include "tests/unit/kernels/apply_operation.hpp"

/// Every operation of every instruction set against the scalar one, lane by lane, bit for bit.
namespace nameplate {
namespace {

PackFunctions functions_of([[maybe_unused]] Isa isa) {
#if defined(__x86_64__)
  if (isa == Isa::avx2) return pack_functions_avx2();
  if (isa == Isa::avx512) return pack_functions_avx512();
#endif
  return pack_functions_portable();
}

/// Zeros, denormals, limits of exponents, ties, infinities, NaN; as integers, the extremes.
constexpr std::array<std::uint32_t, 24> special_words = {
    0x00000000, 0x80000000, 0x00000001, 0x80000001, 0x007fffff, 0x00800000, 0x3e800000, 0x3effffff,
    0x3f000000, 0x3f7fffff, 0x3f800000, 0x3f800001, 0x3fb504f3, 0xbf800000, 0x42800000, 0x427fffff,
    0x4b400000, 0x7f7fffff, 0xff7fffff, 0x7f800000, 0xff800000, 0x7fc00000, 0xffc00000, 0x7fffffff};

/// All pairs of special words, then random ones, of which most look like floats of middling size.
struct Operands {
  std::vector<std::uint32_t> a, b, c;

  Operands() {
    std::mt19937 words(1);
    auto const any_word = [&] { return static_cast<std::uint32_t>(words()); };
    auto const middling = [&] { return (any_word() & 0x83ffffffu) + 0x3e000000u; };
    for (std::uint32_t const first : special_words)
      for (std::uint32_t const second : special_words)
        add(first, second, special_words[any_word() % special_words.size()]);
    for (int i = 0; i < 20'000; ++i) add(any_word(), any_word(), any_word());
    for (int i = 0; i < 20'000; ++i) add(middling(), middling(), middling());
    while (a.size() % 64 != 0) add(0, 0, 0);
  }
  void add(std::uint32_t x, std::uint32_t y, std::uint32_t z) {
    a.push_back(x), b.push_back(y), c.push_back(z);
  }
};

bool is_nan_pattern(std::uint32_t word) { return std::isnan(std::bit_cast<float>(word)); }

/// IEEE 754 leaves open which of several NaNs an arithmetic operation passes on; the model never
/// looks.
bool same_result(Operation operation, std::uint32_t x, std::uint32_t y) {
  bool const is_arithmetic = operation <= Operation::square_root;
  return x == y || (is_arithmetic && is_nan_pattern(x) && is_nan_pattern(y));
}

/// An instruction set; one pack of it or a pair of packs.
struct Lanes {
  Isa isa;
  bool is_pair;
};

class Packs : public testing::TestWithParam<Lanes> {
 protected:
  void SetUp() override {
    auto const [isa, is_pair] = GetParam();
    if (!available(isa)) GTEST_SKIP() << "this machine lacks " << name(isa);
    functions_ = is_pair ? functions_of(isa).pair : functions_of(isa).pack;
    operations_ = static_cast<int>(is_pair ? Operation::clamp_signed : Operation::count);
  }
  LaneFunctions functions_{};
  int operations_ = 0;
};

TEST_P(Packs, EqualTheScalarInEveryOperation) {
  Operands const in;
  auto const count = static_cast<int>(in.a.size());
  std::vector<std::uint32_t> result(in.a.size());
  for (int k = 0; k < operations_; ++k) {
    auto const operation = static_cast<Operation>(k);
    if (operation == Operation::any_less) continue;
    functions_.apply(operation, in.a.data(), in.b.data(), in.c.data(), result.data(), count);
    for (std::size_t i = 0; i < result.size(); ++i) {
      std::uint32_t const scalar = apply_operation<float>(operation, in.a[i], in.b[i], in.c[i]);
      ASSERT_TRUE(same_result(operation, result[i], scalar))
          << "operation " << k << " of " << std::hex << in.a[i] << ' ' << in.b[i] << ' ' << in.c[i]
          << ": " << result[i] << " is not " << scalar;
    }
  }
}

TEST_P(Packs, KnowWhetherAnyLaneHolds) {
  auto const lanes = static_cast<std::size_t>(functions_.lanes);
  std::vector<std::uint32_t> const zeros(lanes, 0);
  auto const any_below_zero = [&](std::vector<std::uint32_t> const& a) {
    std::vector<std::uint32_t> result(lanes);
    functions_.apply(Operation::any_less, a.data(), zeros.data(), zeros.data(), result.data(),
                     functions_.lanes);
    return result[0] == 1;
  };
  EXPECT_FALSE(any_below_zero(zeros));
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    std::vector<std::uint32_t> a = zeros;
    a[lane] = std::bit_cast<std::uint32_t>(-1.0f);
    EXPECT_TRUE(any_below_zero(a)) << "lane " << lane;
  }
}

/// Also the vocabulary of draw words, which has no other use.
TEST_P(Packs, DrawConsecutivePaths) {
  auto const lanes = static_cast<std::size_t>(functions_.lanes);
  std::vector<std::uint32_t> result(4 * lanes);
  std::mt19937_64 words(2);
  for (int i = 0; i < 2000; ++i) {
    std::uint64_t const seed = words(), path = (words() >> (i % 40)) / lanes * lanes;
    auto const stream = static_cast<std::uint32_t>(words()),
               block = static_cast<std::uint32_t>(words() >> 60);
    functions_.draw(seed, path, stream, block, result.data());
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      PhiloxBlock<std::uint32_t> const scalar =
          PathDraws<std::uint32_t>(seed, path + lane)(stream, block);
      for (std::size_t w = 0; w < 4; ++w)
        ASSERT_EQ(result[4 * lane + w], scalar.word[w]) << path << " + " << lane;
    }
  }
}

class PackSums : public testing::TestWithParam<Isa> {};

TEST_P(PackSums, RoundEachValueToAnIntegerAndAddExactly) {
  if (!available(GetParam())) GTEST_SKIP() << "this machine lacks " << name(GetParam());
  std::mt19937 words(3);
  std::uniform_real_distribution<float> value(-0x1p50f, 0x1p50f);
  std::vector<float> values = {
      0.5f, -0.5f, 1.5f, -2.5f, 0.49999997f, -0x1p51f + 0x1p28f, 0x1p51f - 0x1p28f, 3.25f};
  while (values.size() < 512) values.push_back(value(words));
  while (values.size() < 1024) values.push_back(value(words) * 0x1p-48f);
  std::int64_t expected = 0;
  for (float const x : values) expected += std::llrint(static_cast<double>(x));
  EXPECT_EQ(functions_of(GetParam()).sum(values.data(), static_cast<int>(values.size())), expected);
}

std::string lanes_name(testing::TestParamInfo<Lanes> const& info) {
  return std::string(name(info.param.isa)) + (info.param.is_pair ? "_pair" : "");
}
std::string isa_name(testing::TestParamInfo<Isa> const& info) {
  return std::string(name(info.param));
}

INSTANTIATE_TEST_SUITE_P(Isa, Packs,
                         testing::Values(Lanes{Isa::portable, false}, Lanes{Isa::portable, true},
                                         Lanes{Isa::avx2, false}, Lanes{Isa::avx2, true},
                                         Lanes{Isa::avx512, false}, Lanes{Isa::avx512, true}),
                         lanes_name);
INSTANTIATE_TEST_SUITE_P(Isa, PackSums, testing::Values(Isa::portable, Isa::avx2, Isa::avx512),
                         isa_name);

}  // namespace
}  // namespace nameplate
