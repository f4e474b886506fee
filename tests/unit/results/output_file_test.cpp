#include "host/results/output_file.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "nameplate/error.hpp"

namespace nameplate {
namespace {

namespace fs = std::filesystem;

class Output : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              (std::string("nameplate_output_") +
               testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string text_of(char const* name) const {
    std::ifstream file(folder_ / name);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::size_t file_count() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), {}));
  }

  fs::path folder_;
};

TEST_F(Output, ReplacesAnEarlierFile) {
  std::ofstream(folder_ / "x.json") << "before";
  OutputFile file(folder_ / "x.json");
  EXPECT_EQ(text_of("x.json"), "before");
  file.write("after");
  EXPECT_EQ(text_of("x.json"), "after");
  EXPECT_EQ(file_count(), 1u);
}

TEST_F(Output, LeavesNothingBehindUnlessWritten) {
  { OutputFile const file(folder_ / "x.json"); }
  EXPECT_EQ(file_count(), 0u);
}

TEST_F(Output, FollowsALink) {
  std::ofstream(folder_ / "x.json") << "before";
  fs::create_symlink(folder_ / "x.json", folder_ / "link");
  OutputFile(folder_ / "link").write("after");
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(text_of("x.json"), "after");
}

TEST_F(Output, RefusesAMissingFolderAtOnce) {
  EXPECT_THROW(OutputFile(folder_ / "none" / "x.json"), RunError);
}

TEST_F(Output, RefusesAFolder) { EXPECT_THROW(OutputFile{folder_}, RunError); }

TEST(OutputDevice, ReportsAFullDisk) {
  OutputFile file("/dev/full");
  try {
    file.write("text");
    FAIL() << "no error";
  } catch (RunError const& error) {
    EXPECT_STREQ(error.what(), "cannot write /dev/full: No space left on device");
  }
  EXPECT_TRUE(fs::exists("/dev/full"));
}

}  // namespace
}  // namespace nameplate
