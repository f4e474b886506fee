#include "host/bench/compare.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nameplate/error.hpp"
#include "tests/unit/bench/fake_report.hpp"

namespace nameplate {
namespace {

using testing::HasSubstr;

/// The fake report's file, with `edit` made to its JSON.
template <class Edit>
BenchFile file_with(std::string const& name, Edit const& edit) {
  Json document = Json::parse(to_json(fake_report(), {}));
  edit(document);
  return parse_bench(document.dump(), name);
}

BenchFile plain(std::string const& name) {
  return file_with(name, [](Json const&) {});
}

/// The file of a machine whose workload number `index` takes `factor` times as long.
BenchFile slowed(std::size_t index, double factor) {
  return file_with("b.json", [=](Json& document) {
    for (Json& state : document["benchmarks"][index]["states"])
      for (Json& seconds : state["nameplate"]["seconds"]) seconds = seconds.get<double>() * factor;
  });
}

constexpr std::size_t draws = 2;  // index of a workload; 0 is a limit

BenchComparison compared(BenchFile const& candidate, double threshold = 0.05) {
  return compare_benches(plain("a.json"), candidate, threshold);
}

/// Change of the first state of a workload.
Change change_of(BenchComparison const& comparison, std::size_t index) {
  return comparison.ratios[2 * index].change;
}

TEST(BenchCompare, EqualResultsAreTheSame) {
  BenchComparison const comparison = compared(plain("b.json"));
  EXPECT_FALSE(comparison.has_regression());
  EXPECT_THAT(comparison.notes, testing::IsEmpty());
  for (BenchRatio const& ratio : comparison.ratios) {
    EXPECT_DOUBLE_EQ(ratio.rate.ratio, 1);
    EXPECT_EQ(ratio.change, Change::same);
  }
}

// Intervals of the fake series are 0.4 % to either side: 10 repetitions, of which 97.5 % hold the
// median between the 2nd and the 9th.
TEST(BenchCompare, ARegressionIsOneWhoseIntervalClearsTheThreshold) {
  BenchComparison const slower = compared(slowed(draws, 1.07));
  EXPECT_TRUE(slower.has_regression());
  EXPECT_EQ(change_of(slower, draws), Change::regression);
  EXPECT_NEAR(slower.ratios[2 * draws].rate.ratio, 1 / 1.07, 1e-12);

  BenchComparison const straddles = compared(slowed(draws, 1.055));
  EXPECT_FALSE(straddles.has_regression()) << "0.948 is below 0.95, its interval is not";
  EXPECT_EQ(change_of(straddles, draws), Change::slower);
}

TEST(BenchCompare, TheThresholdIsTheOneAskedFor) {
  EXPECT_TRUE(compared(slowed(draws, 1.07), 0.05).has_regression());
  EXPECT_FALSE(compared(slowed(draws, 1.07), 0.10).has_regression());
}

TEST(BenchCompare, FasterIsNoRegression) {
  BenchComparison const comparison = compared(slowed(draws, 0.5));
  EXPECT_FALSE(comparison.has_regression());
  EXPECT_EQ(change_of(comparison, draws), Change::faster);
  EXPECT_NEAR(comparison.ratios[2 * draws].rate.ratio, 2, 1e-12);
}

TEST(BenchCompare, ASlowerDeviceIsSaidAndNoRegression) {
  BenchComparison const comparison = compared(slowed(0, 2));
  EXPECT_FALSE(comparison.has_regression());
  EXPECT_THAT(comparison.notes,
              testing::Contains("the device itself was slower (arithmetic_limit): its clocks or "
                                "its load differ"));
}

TEST(BenchCompare, RatesCountItemsNotRepetitions) {
  BenchFile const twice = file_with("b.json", [](Json& document) {
    for (Json& state : document["benchmarks"][draws]["states"]) {
      state["nameplate"]["items_per_repetition"] = 2000;
      for (Json& seconds : state["nameplate"]["seconds"]) seconds = seconds.get<double>() * 2;
    }
  });
  EXPECT_EQ(change_of(compared(twice), draws), Change::same);
}

TEST(BenchCompare, TooFewRepetitionsDecideNothing) {
  BenchFile const few = file_with("b.json", [](Json& document) {
    for (Json& state : document["benchmarks"][draws]["states"])
      state["nameplate"]["seconds"] = {9.0, 9.0, 9.0};
  });
  BenchComparison const comparison = compared(few);
  EXPECT_EQ(change_of(comparison, draws), Change::undecided);
  EXPECT_FALSE(comparison.has_regression());
  EXPECT_THAT(to_table(comparison), HasSubstr("too few repetitions"));
}

TEST(BenchCompare, OtherMachinesAreComparedWithANote) {
  BenchFile const other = file_with("b.json", [](Json& document) {
    document["devices"][0]["name"] = "Another";
    document["suite"] = "quick";
    document["benchmarks"].erase(7);
  });
  EXPECT_THAT(compared(other).notes,
              testing::ElementsAre("other device: A processor in a.json, Another in b.json",
                                   "other suite: full in a.json, quick in b.json",
                                   "only in a.json: exact_sort, Threads=1",
                                   "only in a.json: exact_sort, Threads=all"));
}

template <class Action>
std::string refusal(Action const& action) {
  try {
    action();
  } catch (InputError const& error) {
    return error.what();
  }
  return "accepted";
}

TEST(BenchCompare, RefusesAWorkloadThatIsGone) {
  BenchFile const fewer =
      file_with("b.json", [](Json& document) { document["benchmarks"].erase(7); });
  EXPECT_EQ(refusal([&] { compared(fewer); }),
            "b.json: benchmarks: no exact_sort, Threads=1, which a.json has\n"
            "b.json: benchmarks: no exact_sort, Threads=all, which a.json has");
}

TEST(BenchCompare, RefusesAnotherPlan) {
  BenchFile const other = file_with(
      "b.json", [](Json& document) { document["plan"]["fingerprint"] = "fedcba9876543210"; });
  EXPECT_EQ(refusal([&] { compared(other); }),
            "b.json: plan.fingerprint: fedcba9876543210, but 0123456789abcdef in a.json: rates of "
            "different plans do not compare");
}

TEST(BenchCompare, TableShowsRatiosIntervalsAndTheVerdict) {
  std::string const bad = to_table(compared(slowed(draws, 1.25)));
  EXPECT_THAT(bad, HasSubstr("draws, Threads=1"));
  EXPECT_THAT(bad, HasSubstr("0.800"));
  EXPECT_THAT(bad, HasSubstr("0.794 .. 0.806  REGRESSION\n"));
  EXPECT_THAT(bad, testing::EndsWith("Slower by more than 5 %.\n"));
  EXPECT_THAT(to_table(compared(plain("b.json"))),
              testing::EndsWith("Nothing is slower by more than 5 %.\n"));
}

}  // namespace
}  // namespace nameplate
