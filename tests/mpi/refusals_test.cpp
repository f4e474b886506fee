#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/fault/process.hpp"
#include "tests/mpi/launch.hpp"

namespace nameplate {
namespace {

using testing::HasSubstr;

using OneVoice = Mpi;

TEST_F(OneVoice, PrintsWhatNeedsNoPaths) {
  for (char const* const arguments : {"show builds --catalog small.toml", "explain facility_gw",
                                      "check small.toml", "--version", "run --help"}) {
    Outcome const outcome = mpirun(ranks(3, arguments));
    EXPECT_EQ(outcome.exit_code, 0) << arguments << outcome.errors;
    EXPECT_EQ(outcome.output, run_program(arguments).output) << arguments;
  }
}

TEST_F(OneVoice, RefusesBadInputOnce) {
  for (char const* const arguments : {"run nowhere.toml", "run small.toml --paths 0",
                                      "run small.toml --metrics facility_gv", "ran"}) {
    Outcome const alone = run_program(arguments), outcome = mpirun(ranks(3, arguments));
    EXPECT_EQ(outcome.exit_code, 2) << arguments;
    EXPECT_EQ(count_of(alone.errors, outcome.errors), 1) << outcome.errors;
    EXPECT_EQ(outcome.output, "") << arguments;
  }
}

using SeveralProcesses = Mpi;

TEST_F(SeveralProcesses, AreRefusedWhereOneMustKeepAllPaths) {
  for (std::string const& option : {std::string("--exact"), "--samples " + fresh_path("x.npy")}) {
    Outcome const outcome = mpirun(ranks(2, "run small.toml --paths 1000 " + option));
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_EQ(count_of("this keeps every path in the memory of one process; start "
                       "one, not 2\n",
                       outcome.errors),
              1)
        << outcome.errors;
  }
  Outcome const outcome = mpirun(ranks(1, "run small.toml --paths 1000 --exact"));
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
}

TEST_F(SeveralProcesses, AreNotTimed) {
  Outcome const outcome = mpirun(ranks(2, "bench"));
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(count_of("bench times what one process can do; start one, not 2\n", outcome.errors), 1)
      << outcome.errors;
}

using OneRank = Mpi;

TEST_F(OneRank, WithBadInputEndsAll) {
  Outcome const outcome = mpirun(ranks(1, "run small.toml --paths 1e9") + " : " +
                                 ranks(1, "run nowhere.toml --paths 1e9") + " : " +
                                 ranks(1, "run small.toml --paths 1e9"));
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(count_of("rank 1: nowhere.toml: no such file\n", outcome.errors), 1) << outcome.errors;
}

TEST_F(OneRank, ThatFailsEndsAll) {
  std::string const checkpoint = fresh_path("ckpt");
  std::string const arguments = "run small.toml --paths 1e9 --checkpoint " + checkpoint;
  // Files of no bytes for rank 1: its part cannot be written.
  std::string const limited = fmt::format("-n 1 sh -c 'ulimit -f 0; exec \"$0\" \"$@\"' '{}' {}",
                                          NAMEPLATE_PROGRAM, arguments);
  Outcome const outcome = mpirun(ranks(1, arguments) + " : " + limited);
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_EQ(count_of(fmt::format("rank 1: cannot write {}.rank1: File too large", checkpoint),
                     outcome.errors),
            1)
      << outcome.errors;
  for (char const* const suffix : {"", ".rank1", ".rank1.lock"})
    std::filesystem::remove(checkpoint + suffix);
}

TEST_F(OneRank, WithOtherFiguresIsNamed) {
  Outcome const outcome = mpirun(ranks(2, "run small.toml --paths 1e9 --seed 5") + " : " +
                                 ranks(1, "run small.toml --paths 1e9 --seed 6"));
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.errors, HasSubstr("the processes do different things: "));
  EXPECT_THAT(outcome.errors, HasSubstr("ranks 0, 1: 1000000000 paths from 0 with seed 5 of plan"));
  EXPECT_THAT(outcome.errors, HasSubstr("rank 2: 1000000000 paths from 0 with seed 6 of plan"));
  EXPECT_THAT(outcome.errors, HasSubstr("were all given the same arguments and files?\n"));
}

TEST_F(OneRank, WithAnotherCatalogIsNamed) {
  std::string const arguments = "run small.toml --paths 1e9 --set builds.north.slip_months=";
  Outcome const outcome = mpirun(ranks(1, arguments + "2") + " : " + ranks(1, arguments + "3"));
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.errors, HasSubstr("; rank 1: 1000000000 paths from 0 with seed 1 of plan "));
}

TEST(WithoutMpi, SeveralProcessesAreRefused) {
  if (NAMEPLATE_HAS_MPI) GTEST_SKIP() << "built with MPI";
  Outcome const outcome =
      run_program("run small.toml --paths 1000", "export OMPI_COMM_WORLD_SIZE=2");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(outcome.errors,
            "started by MPI as one of several processes, but built without MPI (configure with "
            "-DNAMEPLATE_MPI=ON)\n");
}

}  // namespace
}  // namespace nameplate
