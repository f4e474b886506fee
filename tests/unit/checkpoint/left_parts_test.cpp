#include "host/checkpoint/left_parts.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "tests/unit/checkpoint/small_runs.hpp"

namespace nameplate {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class Parts : public testing::Test {
 protected:
  Parts() { fs::create_directories(folder_); }
  ~Parts() override { fs::remove_all(folder_); }
  Parts(Parts const&) = delete;
  Parts(Parts&&) = delete;
  Parts& operator=(Parts const&) = delete;
  Parts& operator=(Parts&&) = delete;

  void write_part(int rank, PathSpan done) const {
    CheckpointFile(part_path(file_, rank)).write(to_bytes(small_run(range_, done)));
  }

  static constexpr PathSpan range_{0, 600};
  fs::path const folder_ = fs::path(testing::TempDir()) / fmt::format("nameplate_{}", ::getpid());
  fs::path const file_ = folder_ / "x.ckpt";
};

TEST_F(Parts, AreKnownByTheirNames) {
  write_part(12, {0, 100});
  write_part(3, {100, 100});
  for (char const* const name : {"x.ckpt", "x.ckpt.rank", "x.ckpt.rank4x", "y.ckpt.rank5",
                                 "x.ckpt.rank6.tmp", "x.ckpt.rank-1", "x.ckpt.rank7.lock"})
    std::ofstream(folder_ / name) << "x";
  EXPECT_THAT(ranks_with_parts(file_), ElementsAre(3, 6, 7, 12));
}

TEST_F(Parts, AddUpToTheRun) {
  write_part(1, {100, 150});
  write_part(2, {400, 200});
  Checkpoint const held = LeftParts(file_).with(small_run(range_, {0, 100})).value();
  EXPECT_EQ(held.paths.spans(), (std::vector<PathSpan>{{0, 250}, {400, 200}}));

  Checkpoint expected = small_run(range_, {0, 250});
  Checkpoint const rest = small_run(range_, {400, 200});
  expected.add({rest.tallies, rest.paths});
  EXPECT_EQ(to_bytes(held), to_bytes(expected));
}

TEST_F(Parts, AreThereWithoutTheFile) {
  write_part(1, {100, 150});
  EXPECT_EQ(LeftParts(file_).with({}).value().paths, PathSet({100, 150}));
}

TEST_F(Parts, ThatTheFileHasTakenOverAreNotAddedAgain) {
  write_part(1, {100, 150});
  Checkpoint const file = small_run(range_, {0, 300});
  EXPECT_EQ(to_bytes(LeftParts(file_).with(file).value()), to_bytes(file));
}

TEST_F(Parts, OfWhichTheFileHasSomeAreRefused) {
  write_part(1, {100, 150});
  EXPECT_THAT(refusal([&] {
                LeftParts(file_).with(small_run(range_, {0, 200}));
              }),
              HasSubstr("x.ckpt.rank1: has paths that "));
}

TEST_F(Parts, InUseAreRefused) {
  CheckpointFile const held(part_path(file_, 1));
  EXPECT_THAT(refusal([&] { LeftParts{file_}; }), HasSubstr("x.ckpt.rank1: is in use by process "));
}

TEST_F(Parts, LeaveNothingBehind) {
  write_part(1, {100, 150});
  std::ofstream(folder_ / "x.ckpt.rank1.tmp") << "x";
  std::ofstream(folder_ / "x.ckpt.rank2.lock") << "x";
  LeftParts(file_).remove();
  EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(Parts, OfNoRunAreNothing) { EXPECT_FALSE(LeftParts(file_).with({})); }

}  // namespace
}  // namespace nameplate
