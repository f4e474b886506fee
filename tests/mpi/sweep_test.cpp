#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "host/sweep/sweep_state.hpp"
#include "nameplate/checkpoint.hpp"
#include "tests/fault/process.hpp"
#include "tests/mpi/launch.hpp"

namespace nameplate {
namespace {

constexpr char const* sweep = "sweep small-sweep.toml --paths 5003 ";

class MpiSweep : public Mpi, public testing::WithParamInterface<int> {};
INSTANTIATE_TEST_SUITE_P(Mpi, MpiSweep, testing::Values(1, 2, 3));

TEST_P(MpiSweep, GivesTheBytesOfOneProcess) {
  std::string const alone = fresh_path("alone"), together = fresh_path("together");
  ASSERT_EQ(run_program(sweep + ("-o " + alone) + ".csv --columnar " + alone).exit_code, 0);
  Outcome const outcome =
      mpirun(ranks(GetParam(), sweep + ("-o " + together) + ".csv --columnar " + together));
  ASSERT_EQ(outcome.exit_code, 0) << outcome.errors;
  EXPECT_EQ(count_of("11 of 11 scenarios", outcome.output), 1) << outcome.output;
  EXPECT_EQ(text_of_file(together + ".csv"), text_of_file(alone + ".csv"));
  EXPECT_EQ(text_of_file(together), text_of_file(alone));
  for (std::string const& file : {alone, alone + ".csv", together, together + ".csv"})
    std::filesystem::remove(file);
}

/// The checkpoint of a sweep that was interrupted when so many scenarios were done.
void cut(std::string const& checkpoint, std::string const& rows, std::size_t scenarios) {
  CheckpointFile const file(checkpoint);
  SweepState state = read_sweep_state(*file.read_bytes(), checkpoint);
  constexpr std::size_t rows_of_scenario = 8, head = 1;
  std::size_t size = 0;
  for (std::size_t line = 0; line < head + scenarios * rows_of_scenario; ++line)
    size = rows.find('\n', size) + 1;
  state.moved.resize(scenarios);
  state.rows_bytes = size;
  file.write(to_bytes(state));
}

TEST_P(MpiSweep, GoesOnFromTheCheckpointOfOneProcess) {
  std::string const rows = fresh_path("rows"), checkpoint = fresh_path("ckpt");
  std::string const kept = sweep + ("-o " + rows) + " --checkpoint " + checkpoint + " --resume";
  ASSERT_EQ(run_program(kept).exit_code, 0);
  std::string const whole = text_of_file(rows);
  cut(checkpoint, whole, 5);
  Outcome const outcome = mpirun(ranks(GetParam(), kept));
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  EXPECT_THAT(outcome.errors, testing::HasSubstr("goes on after 5 of 11 scenarios"));
  EXPECT_EQ(text_of_file(rows), whole);
  for (std::string const& file : {rows, checkpoint}) std::filesystem::remove(file);
}

using WrongMpiSweep = Mpi;

TEST_F(WrongMpiSweep, IsRefusedWhereRanksAreGivenDifferentOnes) {
  Outcome const outcome = mpirun(ranks(1, "sweep small-sweep.toml --paths 1000") + " : " +
                                 ranks(1, "sweep small-sweep.toml --paths 1001"));
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.errors,
              testing::HasSubstr("rank 1: a sweep of 11 scenarios, 1001 paths each with seed 3"));
}

}  // namespace
}  // namespace nameplate
