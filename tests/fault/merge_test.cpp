#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>

#include "tests/cli/program.hpp"
#include "tests/fault/process.hpp"

namespace nameplate {
namespace {

using testing::HasSubstr;

/// Parts of a run of 3,000 paths, in files.
class Merge : public testing::Test {
 protected:
  ~Merge() override {
    for (std::string const& file : files_) {
      std::remove(file.c_str());
      std::remove((file + ".lock").c_str());
    }
  }

  std::string fresh_file() {
    files_.push_back(fresh_path("part"));
    return files_.back();
  }

  std::string part(int first, int paths, std::string const& more = "") {
    std::string const file = fresh_file();
    Outcome const outcome =
        run_program(fmt::format("run small.toml --metrics facility_gw --first-path {} --paths {} "
                                "--checkpoint {} {}",
                                first, paths, file, more));
    EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    return file;
  }

 private:
  std::vector<std::string> files_;
};

Outcome merged(std::string const& a, std::string const& b) {
  return run_program(fmt::format("merge {} {} --format json", a, b));
}

TEST_F(Merge, GivesTheBytesOfOneRunInAnyOrderAndFromAnyThreads) {
  std::string const a = part(0, 1000, "--threads 1"), b = part(1000, 2000, "--threads 2");
  Outcome const one =
      run_program("run small.toml --metrics facility_gw --paths 3000 --format json");
  EXPECT_EQ(results_of(merged(a, b).output), results_of(one.output));
  EXPECT_EQ(results_of(merged(b, a).output), results_of(one.output));
  EXPECT_EQ(merged(a, b).exit_code, 0);
}

TEST_F(Merge, MarksWhatIsMissingInBetween) {
  Outcome const outcome = merged(part(0, 1000), part(2000, 1000));
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_EQ(outcome.errors, "partial: 1,000 of 3,000 paths are missing: 1,000 to 1,999\n");
}

TEST_F(Merge, RefusesPathsThatAreInBoth) {
  Outcome const outcome = merged(part(0, 1000), part(900, 1000));
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.errors, HasSubstr("has too: 900 to 999"));
}

TEST_F(Merge, RefusesAnotherSeed) {
  Outcome const outcome = merged(part(0, 1000), part(1000, 1000, "--seed 2"));
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.errors, HasSubstr("is of another run: seed: 2"));
}

TEST_F(Merge, RefusesAnotherCatalog) {
  Outcome const outcome =
      merged(part(0, 1000), part(1000, 1000, "--set builds.north.capacity_gw=0.3"));
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(outcome.output, "");
  EXPECT_THAT(outcome.errors, HasSubstr("is of another run: "));
}

TEST_F(Merge, OfComparisonsGivesTheBytesOfOne) {
  std::string const compare =
      "compare small.toml --change builds.north.slip_months=6 --metrics facility_gw --format json ";
  std::string const a = fresh_file(), b = fresh_file();
  ASSERT_EQ(run_program(compare + "--paths 1000 --checkpoint " + a).exit_code, 0);
  ASSERT_EQ(run_program(compare + "--first-path 1000 --paths 2000 --checkpoint " + b).exit_code, 0);
  EXPECT_EQ(results_of(merged(b, a).output),
            results_of(run_program(compare + "--paths 3000").output));
}

TEST_F(Merge, IsNotNeededToExtendARun) {
  std::string const file = part(0, 1000);
  std::string const longer = "run small.toml --metrics facility_gw --paths 3000 --format json";
  Outcome const extended = run_program(longer + " --resume --checkpoint " + file);
  EXPECT_EQ(extended.exit_code, 0) << extended.errors;
  EXPECT_EQ(results_of(extended.output), results_of(run_program(longer).output));
}

}  // namespace
}  // namespace nameplate
