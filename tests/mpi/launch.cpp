#include "tests/mpi/launch.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "tests/fault/process.hpp"

namespace nameplate {
namespace {

/// More ranks than cores, bound to none; as root, which Open MPI takes for a mistake otherwise.
constexpr char const* launcher_options = "--oversubscribe --bind-to none";

std::string taken(std::string const& path) {
  std::string text = text_of_file(path);
  std::remove(path.c_str());
  return text;
}

}  // namespace

void Mpi::SetUp() {
  if (!NAMEPLATE_HAS_MPI) GTEST_SKIP() << "built without MPI (-DNAMEPLATE_MPI=ON)";
  if (::access(NAMEPLATE_MPIRUN, X_OK) != 0) GTEST_SKIP() << "no mpirun";
  for (char const* const variable : {"OMPI_ALLOW_RUN_AS_ROOT", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"})
    ::setenv(variable, "1", 1);
}

std::string ranks(int count, std::string const& arguments) {
  return fmt::format("-n {} '{}' {}", count, NAMEPLATE_PROGRAM, arguments);
}

Outcome mpirun(std::string const& ranks) {
  std::string const output = fresh_path("out"), errors = fresh_path("err");
  std::string const command =
      fmt::format("cd '{}/cli' && timeout 60 '{}' {} {} >'{}' 2>'{}'", NAMEPLATE_TEST_DIR,
                  NAMEPLATE_MPIRUN, launcher_options, ranks, output, errors);
  int const status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, taken(output), taken(errors)};
}

std::vector<std::string> mpirun_words(int count, std::vector<std::string> const& arguments) {
  std::vector<std::string> words = {"--oversubscribe",     "--bind-to",      "none", "-n",
                                    std::to_string(count), NAMEPLATE_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return words;
}

int count_of(std::string const& part, std::string const& text) {
  int count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
    ++count;
  return count;
}

}  // namespace nameplate
