#include <gtest/gtest.h>

#include <memory>

#include "nameplate/run.hpp"
#include "tests/support/tallies.hpp"

/// Results depend on plan, seed and path range only: the same bytes from any number of threads,
/// chunk size, instruction set.
namespace nameplate {
namespace {

constexpr std::uint64_t seed = 0x123456789abcdefu;
constexpr std::uint64_t first_path = 777, path_count = 20'011;  // neither begins nor ends at a tile

Plan shipped_plan() {
  Catalog const catalog = load_catalog(NAMEPLATE_DATA_DIR "/catalog.toml");
  return compile(catalog, {{"2026", "2028", "2030"}, {"portfolio"}, {}});
}

RunOptions cpu_options(std::uint64_t first = first_path, std::uint64_t paths = path_count) {
  RunOptions options;
  options.backend = Backend::cpu;
  options.seed = seed;
  options.first_path = first;
  options.paths = paths;
  options.threads = 1;
  return options;
}

class ByteEquality : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    plan_ = shipped_plan();
    reference_ = std::make_unique<Tallies>(run(plan_, cpu_options()).tallies);
  }
  static void TearDownTestSuite() { reference_.reset(); }

  void expect_same(RunOptions const& options) {
    EXPECT_TRUE(run(plan_, options).tallies == *reference_);
  }

  inline static Plan plan_;
  inline static std::unique_ptr<Tallies> reference_;
};

TEST_F(ByteEquality, EqualsTheScalarModelPathByPath) {
  constexpr std::uint64_t paths = 1500;
  EXPECT_TRUE(run(plan_, cpu_options(first_path, paths)).tallies ==
              scalar_tallies(plan_, seed, first_path, paths));
}

TEST_F(ByteEquality, HoldsForAnyNumberOfThreads) {
  for (int const threads : {2, 7}) {
    SCOPED_TRACE(threads);
    RunOptions options = cpu_options();
    options.threads = threads;
    options.chunk_paths = 256;  // so that all of them find work
    expect_same(options);
  }
}

TEST_F(ByteEquality, HoldsForAnyChunkSize) {
  for (std::uint64_t const chunk : {1u, 5000u, 1u << 20}) {
    SCOPED_TRACE(chunk);
    RunOptions options = cpu_options();
    options.threads = 2;
    options.chunk_paths = chunk;
    expect_same(options);
  }
}

TEST_F(ByteEquality, DependsOnTheSeed) {
  RunOptions options = cpu_options();
  options.seed = seed + 1;
  EXPECT_FALSE(run(plan_, options).tallies == *reference_);
  options.seed = seed ^ (std::uint64_t{1} << 40);
  EXPECT_FALSE(run(plan_, options).tallies == *reference_) << "the seed's upper half";
}

class ByteEqualityOfIsa : public ByteEquality, public testing::WithParamInterface<Isa> {};

TEST_P(ByteEqualityOfIsa, Holds) {
  if (!available(GetParam())) GTEST_SKIP() << "this machine lacks " << name(GetParam());
  RunOptions options = cpu_options();
  options.isa = GetParam();
  RunResult const result = run(plan_, options);
  EXPECT_TRUE(result.tallies == *reference_);
  EXPECT_NE(result.facts.device.find(name(GetParam())), std::string::npos) << result.facts.device;
}

INSTANTIATE_TEST_SUITE_P(Isa, ByteEqualityOfIsa,
                         testing::Values(Isa::portable, Isa::avx2, Isa::avx512),
                         [](testing::TestParamInfo<Isa> const& test) {
                           return std::string(name(test.param));
                         });

}  // namespace
}  // namespace nameplate
