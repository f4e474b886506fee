#include "nameplate/version.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <iterator>

#include "nameplate/checkpoint.hpp"
#include "tests/support/tiny_catalog.hpp"

namespace nameplate {
namespace {

using testing::HasSubstr;

std::string text_of(char const* file) {
  std::ifstream stream(std::string(NAMEPLATE_SOURCE_DIR "/") + file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(Version, IsTheLatestOfTheChangelog) {
  std::string const changelog = text_of("CHANGELOG.md");
  std::size_t const heading = changelog.find("\n## ");
  ASSERT_NE(heading, std::string::npos);
  std::string const expected = fmt::format("\n## [{}] - 20", build_info().version);
  EXPECT_EQ(changelog.substr(heading, expected.size()), expected);
}

TEST(Version, OfEveryFormatIsTheDocumentedOne) {
  std::string const document = text_of("docs/versions.md");
  auto const row = [](char const* constant, auto value) {
    return fmt::format("| `{}` | {} |", constant, value);
  };
  EXPECT_THAT(document, HasSubstr(row("catalog_schema_version", catalog_schema_version)));
  EXPECT_THAT(document, HasSubstr(row("milestones_schema_version", milestones_schema_version)));
  EXPECT_THAT(document, HasSubstr(row("sweep_schema_version", sweep_schema_version)));
  EXPECT_THAT(document, HasSubstr(row("json_schema_version", json_schema_version)));
  EXPECT_THAT(document, HasSubstr(row("bench_schema_version", bench_schema_version)));
  EXPECT_THAT(document, HasSubstr(row("checkpoint_format_version", checkpoint_format_version)));
  EXPECT_THAT(document,
              HasSubstr(row("sweep_checkpoint_format_version", sweep_checkpoint_format_version)));
}

TEST(Version, OfACheckpointStandsBehindItsMark) {
  Catalog const catalog = TinyCatalog().build({}).parse();
  Plan const plan = compile(catalog, {.dates = {"2026"}, .metrics = {"facility_gw"}});
  std::vector<std::byte> const bytes =
      to_bytes(empty_checkpoint(checkpoint_subject({checkpoint_plan(catalog, plan)}, {})));
  std::string_view const mark = "NPLCKPT\n";
  ASSERT_GT(bytes.size(), mark.size() + sizeof checkpoint_format_version);
  EXPECT_EQ(std::memcmp(bytes.data(), mark.data(), mark.size()), 0);
  std::uint32_t version = 0;
  std::memcpy(&version, bytes.data() + mark.size(), sizeof version);
  EXPECT_EQ(version, checkpoint_format_version);
}

}  // namespace
}  // namespace nameplate
