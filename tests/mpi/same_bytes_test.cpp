#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/mpi/launch.hpp"

namespace nameplate {
namespace {

/// Several claims for each rank, and a last one that is cut short.
constexpr char const* odd_paths = "--paths 300007 --format json";

std::string alone(std::string const& arguments) {
  Outcome const outcome = run_program(arguments);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  return results_of(outcome.output);
}

std::string together(std::string const& ranks) {
  Outcome const outcome = mpirun(ranks);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  return results_of(outcome.output);
}

class SameBytes : public Mpi, public testing::WithParamInterface<int> {};
INSTANTIATE_TEST_SUITE_P(Mpi, SameBytes, testing::Values(1, 2, 3, 4));

TEST_P(SameBytes, OfARun) {
  std::string const arguments = fmt::format("run small.toml --tail {}", odd_paths);
  EXPECT_EQ(together(ranks(GetParam(), arguments)), alone(arguments));
}

TEST_P(SameBytes, OfAComparison) {
  std::string const arguments =
      fmt::format("compare small.toml --change builds.north.slip_months=6 {}", odd_paths);
  EXPECT_EQ(together(ranks(GetParam(), arguments)), alone(arguments));
}

TEST_P(SameBytes, OfFewerPathsThanRanks) {
  std::string const arguments = "run small.toml --first-path 5 --paths 2 --format json";
  EXPECT_EQ(together(ranks(GetParam(), arguments)), alone(arguments));
}

using UnequalRanks = Mpi;

TEST_F(UnequalRanks, GiveTheSameBytes) {
  std::string const arguments = fmt::format("run small.toml {}", odd_paths);
  std::string const slow = ranks(1, arguments + " --threads 1 --isa portable");
  EXPECT_EQ(together(slow + " : " + ranks(2, arguments + " --threads 2")), alone(arguments));
  EXPECT_EQ(together(ranks(1, arguments + " --threads 2") + " : " + slow), alone(arguments));
}

TEST_F(UnequalRanks, SayWhatRan) {
  Outcome const outcome = mpirun(
      ranks(1, "run small.toml --paths 1e5 --format json --threads 1 --isa portable") + " : " +
      ranks(2, "run small.toml --paths 1e5 --format json --threads 2 --isa portable"));
  EXPECT_EQ(count_of("\"device\": \"3 ranks: 8 lanes (portable), 1 thread + 2 x 8 lanes "
                     "(portable), 2 threads\"",
                     outcome.output),
            1)
      << outcome.output;
}

using ManyRuns = Mpi;

TEST_F(ManyRuns, OfABacktestGiveTheSameBytes) {
  std::string const arguments =
      "backtest small-milestones.toml --catalog small.toml --paths 5003 --format json";
  EXPECT_EQ(together(ranks(3, arguments)), alone(arguments));
}

TEST_F(ManyRuns, OfClaimsGiveTheSameBytes) {
  std::string const arguments = "claims claims.toml --paths 5003 --format json";
  EXPECT_EQ(together(ranks(3, arguments)), alone(arguments));
}

}  // namespace
}  // namespace nameplate
