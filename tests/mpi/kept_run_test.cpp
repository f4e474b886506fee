#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>

#include "tests/fault/process.hpp"
#include "tests/mpi/launch.hpp"

namespace nameplate {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

/// A folder for the checkpoint of one test.
class KeptRun : public Mpi {
 protected:
  void SetUp() override {
    Mpi::SetUp();
    fs::create_directories(folder_);
  }
  ~KeptRun() override { fs::remove_all(folder_); }

  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (auto const& entry : fs::directory_iterator(folder_))
      names.push_back(entry.path().filename());
    return names;
  }

  fs::path const folder_ = fresh_path("folder");
  std::string const checkpoint_ = folder_ / "run.ckpt";
};

TEST_F(KeptRun, EndsInOneFile) {
  std::string const arguments =
      "run small.toml --paths 300007 --format json --checkpoint " + checkpoint_;
  Outcome const first = mpirun(ranks(3, arguments));
  EXPECT_EQ(first.exit_code, 0) << first.errors;
  EXPECT_THAT(files(), ElementsAre("run.ckpt"));
  EXPECT_EQ(paths_in(checkpoint_), 300007);

  Outcome const again = mpirun(ranks(2, arguments));
  EXPECT_EQ(again.exit_code, 2);
  EXPECT_EQ(count_of("is there already, with 300,007 of 300,007 paths of a run", again.errors), 1)
      << again.errors;

  Outcome const resumed = mpirun(ranks(2, arguments + " --resume"));
  EXPECT_EQ(resumed.exit_code, 0) << resumed.errors;
  EXPECT_EQ(results_of(resumed.output), results_of(first.output));
}

TEST_F(KeptRun, CanBeExtendedByOtherNumbersOfProcesses) {
  auto const arguments = [this](char const* paths) {
    return fmt::format(
        "compare small.toml --change builds.north.slip_months=6 --format json --paths {} "
        "--checkpoint {} --resume",
        paths, checkpoint_);
  };
  EXPECT_EQ(mpirun(ranks(3, arguments("100003"))).exit_code, 0);
  EXPECT_EQ(run_program(arguments("150001")).exit_code, 0);
  Outcome const last = mpirun(ranks(2, arguments("200005")));
  Outcome const unbroken = run_program(
      "compare small.toml --change builds.north.slip_months=6 --format json --paths 200005");
  EXPECT_EQ(results_of(last.output), results_of(unbroken.output));
}

TEST_F(KeptRun, GivesPartialResultsWhenItsLauncherIsInterrupted) {
  Process process(NAMEPLATE_MPIRUN,
                  mpirun_words(3, {"run", "small.toml", "--paths", "1e11", "--checkpoint",
                                   checkpoint_, "--checkpoint-every", "0.02"}));
  ASSERT_TRUE(process.waits_for_more_than(0, checkpoint_)) << process.errors();
  process.send(SIGTERM);
  EXPECT_NE(process.wait(), 0);
  EXPECT_THAT(process.output(), HasSubstr("PARTIAL: 100,000,000,000 paths were asked for;"));
  EXPECT_THAT(process.errors(), HasSubstr("paths are done; the results are partial"));
  EXPECT_THAT(process.errors(), HasSubstr("--checkpoint-every 0.02 --resume\n"));
  EXPECT_THAT(files(), ElementsAre("run.ckpt"));
  EXPECT_GT(paths_in(checkpoint_), 0);
}

TEST_F(KeptRun, NeedsAFolderThatAllProcessesSee) {
  fs::create_directories(folder_ / "a");
  fs::create_directories(folder_ / "b");
  auto const in_folder = [this](char const* name) {
    return fmt::format("-wdir {} ", (folder_ / name).string()) +
           ranks(1, "run " NAMEPLATE_TEST_DIR "/cli/small.toml --paths 1000 --checkpoint run.ckpt");
  };
  Outcome const outcome = mpirun(in_folder("a") + " : " + in_folder("b"));
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(count_of("--checkpoint run.ckpt: rank 1 writes run.ckpt.rank1, which rank 0 does not "
                     "see: all must share the folder\n",
                     outcome.errors),
            1)
      << outcome.errors;
}

}  // namespace
}  // namespace nameplate
