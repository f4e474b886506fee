#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/compile/outputs.hpp"
#include "nameplate/error.hpp"
#include "tests/support/tiny_catalog.hpp"

/// What a request asks for, and what it may not.
namespace nameplate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Catalog two_builds() {
  TinyBuild one, two, dropped;
  one.id = "one", two.id = "two", dropped.id = "dropped";
  one.groups = R"(["some"])", dropped.groups = R"(["none"])";
  dropped.status = "cancelled";
  TinyCatalog catalog;
  catalog.add("[groups.some]\nname = \"Some\"\n[groups.none]\nname = \"None\"");
  return catalog.build(one).build(two).build(dropped).parse();
}

std::vector<std::string> scope_names(std::vector<std::string> const& words) {
  std::vector<std::string> names;
  for (AskedScope const& scope : read_request(two_builds(), {{"2027"}, words, {}}).scopes)
    names.push_back(scope.name);
  return names;
}

std::string message_of(Request const& request) {
  try {
    read_request(two_builds(), request);
  } catch (InputError const& error) {
    return error.what();
  }
  return "no error";
}

TEST(Request, ReportsTheFiveYearsAfterTheEpochByDefault) {
  std::vector<std::string> dates;
  for (AskedDate const& date : read_request(two_builds(), {}).dates) dates.push_back(date.text);
  EXPECT_THAT(dates,
              ElementsAre("2026-12-31", "2027-12-31", "2028-12-31", "2029-12-31", "2030-12-31"));
}

TEST(Request, CountsMonthsToTheEndOfAPeriod) {
  std::vector<double> months;
  for (AskedDate const& date :
       read_request(two_builds(), {{"2025-01", "2025-Q3", "2025-H2", "2027"}, {"portfolio"}, {}})
           .dates)
    months.push_back(date.months);
  EXPECT_THAT(months, ElementsAre(1, 9, 12, 36));
}

TEST(Request, ExpandsScopesOnceEachWithoutTheCancelled) {
  EXPECT_THAT(scope_names({"portfolio"}), ElementsAre("portfolio"));
  EXPECT_THAT(scope_names({"group:all"}), ElementsAre("portfolio"));
  EXPECT_THAT(scope_names({"all"}),
              ElementsAre("portfolio", "group:some", "build:one", "build:two"));
  EXPECT_THAT(scope_names({"build:two", "builds", "group:some"}),
              ElementsAre("build:two", "build:one", "group:some"));
}

TEST(Request, ReportsEveryMetricByDefaultAndTheChangeOfPower) {
  std::vector<AskedMetric> const metrics = read_request(two_builds(), {}).metrics;
  EXPECT_EQ(metrics.size(), metric_count + 2u) << "users of one use";
  EXPECT_EQ(metrics.back().text, "facility_gw:growth");
  EXPECT_EQ(read_request(two_builds(), {{"2027"}, {"portfolio"}, {}}).metrics.size(),
            static_cast<std::size_t>(metric_count))
      << "one date: no change";
}

TEST(Request, LeavesOutByDefaultWhatTheCatalogCannotGive) {
  TinyCatalog catalog;
  catalog.add("[platforms.plain]\nname = \"Plain\"");
  TinyBuild build;
  build.platforms = "{ plain = 1.0 }";
  Catalog const parsed = catalog.build(build).parse();
  for (AskedMetric const& metric : read_request(parsed, {}).metrics)
    EXPECT_NE(metric.text, "h100e");
  EXPECT_EQ(obstacle(parsed, MetricId::h100e), "platform \"plain\" has no such peak_pflops");
  EXPECT_EQ(obstacle(parsed, MetricId::accelerators), "");
  EXPECT_EQ(obstacle(parsed, MetricId::peak_fp4_eflops), "") << "a chip without fp4 does none";
}

TEST(Request, RefusesWhatItDoesNotKnow) {
  EXPECT_THAT(message_of({{"2027"}, {"portfolio"}, {"facility_gv"}}),
              HasSubstr("unknown metric \"facility_gv\""));
  EXPECT_THAT(message_of({{"2027"}, {"portfolio"}, {"facility_gv"}}), HasSubstr("facility_gw"))
      << "the nearest name";
  EXPECT_THAT(message_of({{"2027"}, {"portfolio"}, {"it_gw/facility"}}),
              HasSubstr("unknown metric \"facility\""));
  EXPECT_THAT(message_of({{"2026", "2027"}, {"portfolio"}, {"it_gw:more"}}),
              HasSubstr("added or growth"));
  EXPECT_THAT(message_of({{"2027"}, {"portfolio"}, {"it_gw:added"}}), HasSubstr("two dates"));
  EXPECT_THAT(message_of({{"2027"}, {"everything"}, {}}),
              HasSubstr("must be portfolio, group:NAME"));
  EXPECT_THAT(message_of({{"2027"}, {"build:ome"}, {}}), HasSubstr("unknown build \"ome\""));
  EXPECT_THAT(message_of({{"2027"}, {"build:dropped"}, {}}), HasSubstr("cancelled"));
  EXPECT_THAT(message_of({{"2027"}, {"group:sone"}, {}}), HasSubstr("unknown group \"sone\""));
  EXPECT_THAT(message_of({{"2027"}, {"group:none"}, {}}), HasSubstr("no build"));
  EXPECT_THAT(message_of({{"2028", "2027"}, {"portfolio"}, {}}), HasSubstr("dates must ascend"));
  EXPECT_THAT(message_of({{"2027", "2027-12"}, {"portfolio"}, {}}), HasSubstr("dates must ascend"));
}

}  // namespace
}  // namespace nameplate
