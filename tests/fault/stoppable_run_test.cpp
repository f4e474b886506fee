#include "host/cli/stoppable_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>

#include "nameplate/error.hpp"
#include "tests/fault/process.hpp"
#include "tests/unit/checkpoint/small_runs.hpp"

namespace nameplate {
namespace {

TEST(StoppableRun, TellsHowToGoOnAfterAFailureInMidRun) {
  ResumeArguments arguments;
  arguments.file = fresh_path("ckpt");
  std::array<char const*, 4> const words = {"nameplate", "run", "--checkpoint",
                                            arguments.file.c_str()};
  Plan const plan = small_plan();
  StoppableRun stoppable(arguments, CommandLine(words.size(), words.data()),
                         {checkpoint_plan(small_catalog(), plan)}, small_options({0, 3000}));
  auto const fail_after_1000 = [&](RunOptions const& options) -> Evaluation {
    RunResult const done = run(plan, small_options({0, 1000}));
    std::vector<Tallies> const tallies = {done.tallies};
    options.snapshot({tallies, done.paths});
    throw RunError("the device is lost");
  };
  std::string message;
  try {
    stoppable.evaluate(fail_after_1000);
  } catch (RunError const& error) {
    message = error.what();
  }
  EXPECT_EQ(message, "the device is lost\n" + arguments.file +
                         " holds 1,000 of 3,000 paths; to go on:\n  nameplate run --checkpoint " +
                         arguments.file + " --resume");
  EXPECT_EQ(paths_in(arguments.file), 1000);
  std::remove(arguments.file.c_str());
}

}  // namespace
}  // namespace nameplate
