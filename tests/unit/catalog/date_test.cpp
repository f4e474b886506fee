#include "host/catalog/date.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "nameplate/catalog.hpp"

namespace nameplate {
namespace {

double months(std::string const& date) {
  Catalog catalog;
  catalog.epoch_year = 2025;
  catalog.epoch_month = 1;
  return months_after_epoch(date, catalog, "dates");
}

TEST(Date, OfAPeriodIsItsEnd) {
  EXPECT_EQ(months("2025-01"), 1);
  EXPECT_EQ(months("2026-12"), 24);
  EXPECT_EQ(months("2026"), 24);
  EXPECT_EQ(months("2026-H1"), 18);
  EXPECT_EQ(months("2026-H2"), 24);
  EXPECT_EQ(months("2026-Q1"), 15);
  EXPECT_EQ(months("2026-Q3"), 21);
}

TEST(Date, OfADayIsItsEndAsAPartOfItsMonth) {
  EXPECT_EQ(months("2026-12-31"), months("2026-12"));
  EXPECT_NEAR(months("2025-01-01"), 1.0 / 31, 1e-11);
  EXPECT_NEAR(months("2025-04-15"), 3.5, 1e-11);
}

TEST(Date, KnowsWhereAPeriodBegins) {
  auto const length = [](char const* text) {
    Period const period = period_of(text).value();
    return period.end - period.begin;
  };
  EXPECT_EQ(length("2025"), 12);
  EXPECT_EQ(length("2025-H2"), 6);
  EXPECT_EQ(length("2025-Q2"), 3);
  EXPECT_EQ(length("2025-02"), 1);
  EXPECT_NEAR(length("2025-02-14"), 1.0 / 28, 1e-11);
  EXPECT_EQ(period_of("2025-Q2")->begin, end_of_period("2025-03"));
  EXPECT_EQ(period_of("2025-02-14")->begin, end_of_period("2025-02-13"));
  EXPECT_FALSE(period_of("2025-13"));
}

TEST(Date, IsWrittenAsTheDayThatEnds) {
  for (char const* const day : {"2024-02-29", "2025-01-01", "2025-12-31", "1999-07-15"})
    EXPECT_EQ(date_text(end_of_period(day).value()), day);
  EXPECT_EQ(date_text(end_of_period("2025-Q1").value()), "2025-03-31");
}

TEST(Date, KnowsLeapYears) {
  EXPECT_EQ(months("2028-02-29"), months("2028-02"));
  EXPECT_LT(months("2028-02-28"), months("2028-02"));
  EXPECT_EQ(months("2027-02-28"), months("2027-02"));
  EXPECT_EQ(end_of_period("2027-02-29"), std::nullopt);
  EXPECT_EQ(end_of_period("2100-02-29"), std::nullopt);
}

TEST(Date, BeforeTheEpochIsNegative) { EXPECT_EQ(months("2023-12"), -12); }

TEST(Date, CountsFromTheEpochOfTheCatalog) {
  Catalog catalog;
  catalog.epoch_year = 2024;
  catalog.epoch_month = 7;
  EXPECT_EQ(months_after_epoch("2024-07", catalog, ""), 1);
  EXPECT_EQ(months_after_epoch("2024", catalog, ""), 6);
}

TEST(Date, OfAnotherFormIsNone) {
  for (char const* const text :
       {"",           "20",          "202",      "26",         "2026-",
        "2026-1",     "2026-13",     "2026-00",  "2026-Q0",    "2026-Q5",
        "2026-H3",    "2026-q1",     "2026-12-", "2026-12-0",  "2026-12-00",
        "2026-12-32", "2026-12-311", "2026/12",  "2026-12/31", "2026-12-31T00:00",
        " 2026",      "2026 ",       "-2026",    "1949",       "2151",
        "2026-+1",    "2026-1 "})
    EXPECT_EQ(end_of_period(text), std::nullopt) << text;
}

TEST(Date, ThatIsMalformedNamesThePlace) {
  try {
    months("soon");
    FAIL() << "no error";
  } catch (InputError const& error) {
    EXPECT_STREQ(error.what(),
                 "dates: must be a date (\"2026-12-31\", \"2026-12\", \"2026-Q3\", \"2026-H2\" or "
                 "\"2026\"), is \"soon\"");
  }
}

TEST(BeginningOfMonth, IsForMonthsOnly) {
  EXPECT_EQ(beginning_of_month("2025-01"), 2025 * 12);
  EXPECT_EQ(beginning_of_month("2025-12"), 2025 * 12 + 11);
  EXPECT_EQ(beginning_of_month("2025"), std::nullopt);
  EXPECT_EQ(beginning_of_month("2025-Q1"), std::nullopt);
  EXPECT_EQ(beginning_of_month("2025-01-01"), std::nullopt);
}

}  // namespace
}  // namespace nameplate
