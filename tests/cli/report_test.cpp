#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace nameplate {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string contents(std::filesystem::path const& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// A folder of a test's own, removed in the end.
class ReportCommand : public testing::Test {
 protected:
  ReportCommand() { std::filesystem::create_directories(folder_); }
  ~ReportCommand() override { std::filesystem::remove_all(folder_); }

  std::string file(std::string const& name) const { return (folder_ / name).string(); }

  /// Skips the test in a build without reports.
  void need_reports() {
    Outcome const outcome =
        run_program("run small.toml --paths 100 --format json -o " + file("a.json"));
    ASSERT_EQ(outcome.exit_code, 0) << outcome.errors;
    Outcome const report = run_program("report " + file("a.json") + " -o " + file("a.html"));
    if (report.errors.find("has no HTML reports") != std::string::npos)
      GTEST_SKIP() << "built without reports";
  }

 private:
  std::filesystem::path folder_ = std::filesystem::path(testing::TempDir()) /
                                  testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(ReportCommand, MakesTheSamePageAgainFromTheResults) {
  need_reports();
  if (IsSkipped()) return;
  Outcome const run = run_program("run small.toml --paths 2000 --format json --report " +
                                  file("run.html") + " -o " + file("run.json"));
  ASSERT_EQ(run.exit_code, 0) << run.errors;
  Outcome const report = run_program("report " + file("run.json"));
  ASSERT_EQ(report.exit_code, 0) << report.errors;
  EXPECT_EQ(report.output, contents(file("run.html")));
  EXPECT_THAT(report.output, HasSubstr("nameplate run small.toml --paths 2000"));
  EXPECT_TRUE(json::parse(contents(file("run.json")))["report"].contains("months"));
}

TEST_F(ReportCommand, SpeaksFrench) {
  need_reports();
  if (IsSkipped()) return;
  Outcome const report = run_program("report --lang fr " + file("a.json"));
  EXPECT_THAT(report.output, HasSubstr("<html lang=\"fr\">"));
  EXPECT_THAT(report.output, HasSubstr("Comment le reproduire"));
}

TEST_F(ReportCommand, WritesEachChartToAFile) {
  need_reports();
  if (IsSkipped()) return;
  Outcome const report = run_program("report " + file("a.json") + " --svg " + file("charts/svg") +
                                     " --png " + file("png"));
  if (report.errors.find("cannot draw charts") != std::string::npos)
    GTEST_SKIP() << "built without charts as files";
  EXPECT_EQ(report.exit_code, 0) << report.errors;
  EXPECT_EQ(report.output, "");
  EXPECT_THAT(contents(file("charts/svg/waterfall.svg")), StartsWith("<svg"));
  EXPECT_EQ(contents(file("png/waterfall.png")).substr(1, 3), "PNG");
}

TEST_F(ReportCommand, LeavesNoFileWhereTheRunIsRefused) {
  Outcome const outcome =
      run_program("run small.toml --metrics nonsense --report " + file("x.html"));
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_FALSE(std::filesystem::exists(file("x.html")));
}

TEST_F(ReportCommand, RefusesFilesThatItCannotRead) {
  Outcome const outcome = run_program("report " + file("none.json"));
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.errors, HasSubstr("none.json: cannot be read"));
}

TEST_F(ReportCommand, RefusesFlagsThatDoNotGoTogether) {
  EXPECT_THAT(run_program("run small.toml --qmc --report " + file("x.html")).errors,
              HasSubstr("cannot be used together with --report"));
  EXPECT_THAT(
      run_program("run small.toml -o " + file("x.html") + " --report " + file("x.html")).errors,
      HasSubstr("is also the file of --output"));
  EXPECT_THAT(run_program("run small.toml --paths 100 --report /no/such/folder/x.html").errors,
              HasSubstr("/no/such/folder/x.html"));
}

TEST_F(ReportCommand, NamesTheLanguagesThereAre) {
  std::ofstream(file("x.json")) << R"({"schema": "nameplate-bench"})";
  EXPECT_EQ(run_program("report " + file("x.json")).exit_code, 2);
  EXPECT_THAT(run_program("run small.toml --paths 100 --lang de").errors,
              HasSubstr("must be one of en, fr"));
}

}  // namespace
}  // namespace nameplate
