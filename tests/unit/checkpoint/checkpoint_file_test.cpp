#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "tests/unit/checkpoint/small_runs.hpp"

namespace nameplate {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class File : public testing::Test {
 protected:
  File() { fs::create_directories(folder_); }
  ~File() override { fs::remove_all(folder_); }
  File(File const&) = delete;
  File(File&&) = delete;
  File& operator=(File const&) = delete;
  File& operator=(File&&) = delete;

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (auto const& entry : fs::directory_iterator(folder_))
      names.push_back(entry.path().filename());
    return names;
  }

  fs::path const folder_ = fs::path(testing::TempDir()) / fmt::format("nameplate_{}", ::getpid());
  fs::path const path_ = folder_ / "x.ckpt";
  std::vector<std::byte> const bytes_ = to_bytes(small_run({0, 600}, {0, 600}));
};

std::string failure(std::function<void()> const& action) {
  try {
    action();
  } catch (RunError const& error) {
    return error.what();
  }
  return "no failure";
}

TEST_F(File, HoldsWhatWasWrittenLast) {
  {
    CheckpointFile const file(path_);
    EXPECT_FALSE(file.read());
    file.write(to_bytes(small_run({0, 600}, {0, 100})));
    file.write(bytes_);
    ASSERT_TRUE(file.read());
    EXPECT_EQ(to_bytes(*file.read()), bytes_);
  }
  EXPECT_EQ(names(), std::vector<std::string>{"x.ckpt"});
}

TEST_F(File, IsLockedUntilReleased) {
  {
    CheckpointFile const file(path_);
    EXPECT_THAT(refusal([&] { CheckpointFile{path_}; }),
                HasSubstr(fmt::format("x.ckpt: is in use by process {} on ", ::getpid())));
  }
  CheckpointFile const file(path_);
}

TEST_F(File, IsFreeOnceItsProcessIsKilled) {
  pid_t const child = ::fork();
  if (child == 0) {
    CheckpointFile const file(path_);
    ::raise(SIGKILL);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(fs::exists(folder_ / "x.ckpt.lock"));
  CheckpointFile const file(path_);
}

TEST_F(File, FollowsALink) {
  fs::create_symlink(path_, folder_ / "link");
  CheckpointFile(folder_ / "link").write(bytes_);
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_TRUE(fs::is_regular_file(path_));
  EXPECT_THAT(refusal([&] {
                CheckpointFile const file(path_);
                CheckpointFile{folder_ / "link"};
              }),
              HasSubstr("is in use by process"));
}

TEST_F(File, RefusesWhatIsNoRegularFile) {
  EXPECT_THAT(refusal([&] { CheckpointFile{folder_}; }),
              HasSubstr("is no regular file, so it cannot hold a checkpoint"));
  EXPECT_THAT(refusal([] { CheckpointFile{"/dev/null"}; }), HasSubstr("/dev/null: is no regular"));
}

TEST_F(File, OfAMissingFolderFailsAtOnce) {
  EXPECT_THAT(failure([&] { CheckpointFile{folder_ / "none" / "x.ckpt"}; }),
              HasSubstr("x.ckpt.lock: cannot be made: No such file or directory"));
}

/// In a process of its own, whose files may not grow beyond the limit.
TEST_F(File, KeepsTheEarlierStateWhenTheDiskIsFull) {
  CheckpointFile(path_).write(bytes_);
  pid_t const child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit const limit{bytes_.size() - 1, bytes_.size() - 1};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    CheckpointFile const file(path_);
    bool const is_told = failure([&] { file.write(bytes_); }) ==
                         fmt::format("cannot write {}: File too large", path_.string());
    ::_exit(is_told && file.read() && to_bytes(*file.read()) == bytes_ ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_FALSE(fs::exists(folder_ / "x.ckpt.tmp"));
}

TEST_F(File, IsReadWithoutALock) {
  CheckpointFile const file(path_);
  file.write(bytes_);
  EXPECT_EQ(to_bytes(read_checkpoint_file(path_)), bytes_);
  EXPECT_THAT(refusal([&] { read_checkpoint_file(folder_ / "none"); }), HasSubstr("no such file"));
}

}  // namespace
}  // namespace nameplate
