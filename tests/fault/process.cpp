#include "tests/fault/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <thread>
#include <utility>

#include "nameplate/checkpoint.hpp"

namespace nameplate {
namespace {

/// In the child, where only calls that are safe after a fork may be made.
[[noreturn]] void become_program(std::vector<char*> const& words, char const* output,
                                 char const* errors) {
  constexpr mode_t owner_only = 0600;
  int const out = ::open(output, O_WRONLY | O_CREAT | O_TRUNC, owner_only);
  int const err = ::open(errors, O_WRONLY | O_CREAT | O_TRUNC, owner_only);
  if (out >= 0 && err >= 0 && ::dup2(out, STDOUT_FILENO) >= 0 && ::dup2(err, STDERR_FILENO) >= 0 &&
      ::chdir(NAMEPLATE_TEST_DIR "/cli") == 0)
    ::execv(words.front(), words.data());
  ::_exit(127);
}

}  // namespace

std::string fresh_path(std::string const& name) {
  static int number = 0;
  return fmt::format("{}nameplate_fault_{}_{}_{}", testing::TempDir(), ::getpid(), number++, name);
}

std::string text_of_file(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Process::Process(std::vector<std::string> words) : Process(NAMEPLATE_PROGRAM, std::move(words)) {}

Process::Process(std::string const& program, std::vector<std::string> words) {
  words.insert(words.begin(), program);
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  id_ = ::fork();
  if (id_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (id_ == 0) become_program(pointers, output_.c_str(), errors_.c_str());
}

Process::~Process() {
  if (is_running()) {
    send(SIGKILL);
    wait();
  }
  std::error_code ignored;
  std::filesystem::remove(output_, ignored);
  std::filesystem::remove(errors_, ignored);
}

bool Process::is_running() {
  if (!has_ended_) has_ended_ = ::waitpid(id_, &status_, WNOHANG) == id_;
  return !has_ended_;
}

void Process::send(int signal) const { ::kill(id_, signal); }

int Process::wait() {
  if (!has_ended_) has_ended_ = ::waitpid(id_, &status_, 0) == id_;
  return WIFSIGNALED(status_) ? -WTERMSIG(status_) : WEXITSTATUS(status_);
}

bool Process::waits_for_more_than(std::uint64_t paths, std::string const& checkpoint) {
  while (is_running()) {
    if (paths_in(checkpoint) > paths) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return false;
}

std::uint64_t paths_in(std::string const& checkpoint) {
  if (!std::filesystem::exists(checkpoint)) return 0;
  return read_checkpoint_file(checkpoint).paths.count();
}

}  // namespace nameplate
