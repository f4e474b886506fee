#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/cli/program.hpp"

namespace nameplate {

/// Tests that start the program by mpirun; skipped where that cannot be.
class Mpi : public testing::Test {
 protected:
  void SetUp() override;
};

/// "-n RANKS nameplate ARGUMENTS", for mpirun; two of them go with " : " in between.
std::string ranks(int count, std::string const& arguments);

/// Runs `mpirun RANKS` in the folder of tests/cli. Messages of mpirun itself stand among the
/// errors.
Outcome mpirun(std::string const& ranks);

/// The words after `mpirun` that start so many ranks, for a Process.
std::vector<std::string> mpirun_words(int count, std::vector<std::string> const& arguments);

int count_of(std::string const& part, std::string const& text);

}  // namespace nameplate
