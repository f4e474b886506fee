#include "tests/cli/program.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace nameplate {
namespace {

std::string take_text(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  std::filesystem::remove(path);
  return text;
}

}  // namespace

Outcome run_program(std::string const& arguments, std::string const& setup) {
  std::string const stem = fmt::format("{}nameplate_cli_{}", testing::TempDir(), ::getpid());
  std::string const command =
      fmt::format("{}; cd '{}/cli' && '{}' {} >'{}.out' 2>'{}.err'", setup, NAMEPLATE_TEST_DIR,
                  NAMEPLATE_PROGRAM, arguments, stem, stem);
  int const status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, take_text(stem + ".out"),
          take_text(stem + ".err")};
}

std::string results_of(std::string const& json) {
  return json.substr(0, json.find("\n  \"run\":"));
}

}  // namespace nameplate
