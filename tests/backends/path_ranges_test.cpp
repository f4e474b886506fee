#include <gtest/gtest.h>

#include "nameplate/run.hpp"
#include "tests/support/tallies.hpp"
#include "tests/support/tiny_catalog.hpp"

/// Tallies of path ranges add up to those of the whole, exactly, wherever the ranges begin and end.
namespace nameplate {
namespace {

constexpr std::uint64_t seed = 5;

Plan plan() {
  TinyCatalog catalog;
  catalog.factors(R"(["a"])", "[[1]]")
      .law("delay_months", "\"2 to 20\"")
      .loadings("delay_months", "a = 0.5, site = 0.5");
  catalog.law("completion_probability", "0.7")
      .law("design_peak_ratio", R"({ family = "pert", min = 1.1, mode = 1.3, max = 1.5 })");
  TinyBuild one, two;
  one.id = "one", two.id = "two";
  two.basis = "{ facility = 0.5, it = 0.5 }";
  return compile(catalog.build(one).build(two).parse(),
                 {{"2026", "2027"}, {"all"}, {"facility_gw", "energy_twh", "facility_gw:added"}});
}

Tallies tallies_of(Plan const& plan, std::uint64_t first, std::uint64_t paths,
                   Isa isa = Isa::automatic) {
  RunOptions options;
  options.backend = Backend::cpu;
  options.isa = isa;
  options.seed = seed;
  options.first_path = first;
  options.paths = paths;
  options.threads = 1;
  return run(plan, options).tallies;
}

TEST(PathRanges, AddUpToTheWhole) {
  Plan const p = plan();
  Tallies const whole = tallies_of(p, 0, 10'000);
  Tallies sum = tallies_of(p, 7001, 2999);  // in any order
  sum += tallies_of(p, 0, 1);
  sum += tallies_of(p, 1, 255);
  sum += tallies_of(p, 256, 6745);
  EXPECT_TRUE(sum == whole);
  EXPECT_EQ(whole.paths, 10'000u);
}

TEST(PathRanges, OfNoPathsAreEmpty) {
  Plan const p = plan();
  EXPECT_TRUE(tallies_of(p, 12'345, 0) == Tallies(p));
}

class RangeStart : public testing::TestWithParam<std::uint64_t> {};

/// Short ranges at every offset within a pack, against the scalar model.
TEST_P(RangeStart, MayBeAnyPath) {
  Plan const p = plan();
  for (std::uint64_t offset = 0; offset < 33; offset += 3)
    for (std::uint64_t const paths : {1u, 15u, 16u, 300u})
      for (Isa const isa : {Isa::portable, Isa::automatic})
        ASSERT_TRUE(tallies_of(p, GetParam() + offset, paths, isa) ==
                    scalar_tallies(p, seed, GetParam() + offset, paths))
            << GetParam() << " + " << offset << ", " << paths << " paths";
}

constexpr std::uint64_t two_to_the_32 = std::uint64_t{1} << 32;
INSTANTIATE_TEST_SUITE_P(PathRanges, RangeStart,
                         testing::Values(0, two_to_the_32 - 150, two_to_the_32,
                                         977 * two_to_the_32 + 1000),
                         testing::PrintToStringParamName());

TEST(PathRanges, BeyondTwoToThe32AreOthers) {
  Plan const p = plan();
  EXPECT_FALSE(tallies_of(p, two_to_the_32, 1000) == tallies_of(p, 0, 1000));
}

TEST(Tallies, OfDifferentPlansAreNotAdded) {
  Plan const p = plan();
  Plan const other =
      compile(TinyCatalog().build({}).parse(), {{"2026"}, {"portfolio"}, {"facility_gw"}});
  Tallies sum(p);
  EXPECT_THROW(sum += Tallies(other), std::invalid_argument);
}

}  // namespace
}  // namespace nameplate
