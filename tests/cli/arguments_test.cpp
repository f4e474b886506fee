#include "host/request/arguments.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "nameplate/error.hpp"

namespace nameplate {
namespace {

using testing::ElementsAre;

constexpr std::uint64_t no_maximum = std::numeric_limits<std::uint64_t>::max();

TEST(Count, IsReadInEveryForm) {
  for (char const* const text :
       {"2500000", "2_500_000", "2.5e6", "25e5", "2.50E+6", "2500000.0", "2500000e0"})
    EXPECT_EQ(parse_count("--paths", text, 1, no_maximum), 2'500'000u) << text;
}

TEST(Count, GoesUpToTheLastInteger) {
  EXPECT_EQ(parse_count("--seed", "18446744073709551615", 0, no_maximum), no_maximum);
  EXPECT_THROW(parse_count("--seed", "18446744073709551616", 0, no_maximum), InputError);
}

TEST(Count, IsRefusedUnlessWhole) {
  for (char const* const text :
       {"", "abc", "1.5", "1.25e1", "-5", "+5", "1e", "1e-3", "1.e3", ".5e1", "_1", "1_", "1__0",
        "1e400", "1 000", "0x10", "1e3x", "nan", "inf"})
    EXPECT_THROW(parse_count("--paths", text, 0, no_maximum), InputError) << text;
}

TEST(Count, KeepsToItsRange) {
  EXPECT_EQ(parse_count("--threads", "4", 0, 4), 4u);
  EXPECT_THROW(parse_count("--threads", "5", 0, 4), InputError);
  EXPECT_THROW(parse_count("--paths", "0", 1, 4), InputError);
}

TEST(Word, IsAPosition) {
  EXPECT_EQ(parse_word("--format", "json", {"table", "json"}), 1u);
  EXPECT_THROW(parse_word("--format", "JSON", {"table", "json"}), InputError);
}

TEST(Lists, AreSplitAtCommas) {
  EXPECT_THAT(split_lists("--scope", {"portfolio,group:a", "build:b"}),
              ElementsAre("portfolio", "group:a", "build:b"));
  for (char const* const text : {"", "a,,b", ",a", "a,"})
    EXPECT_THROW(split_lists("--scope", {text}), InputError) << text;
}

TEST(Dates, OfARangeAreWrittenOut) {
  EXPECT_THAT(expand_dates("--dates", {"2026..2028"}), ElementsAre("2026", "2027", "2028"));
  EXPECT_THAT(expand_dates("--dates", {"2026-H2..2027-H2"}),
              ElementsAre("2026-H2", "2027-H1", "2027-H2"));
  EXPECT_THAT(expand_dates("--dates", {"2026-Q4..2027-Q1"}), ElementsAre("2026-Q4", "2027-Q1"));
  EXPECT_THAT(expand_dates("--dates", {"2026-11..2027-02"}),
              ElementsAre("2026-11", "2026-12", "2027-01", "2027-02"));
  EXPECT_THAT(expand_dates("--dates", {"2026..2026"}), ElementsAre("2026"));
}

TEST(Dates, OfNoRangeAreLeftAsTheyAre) {
  EXPECT_THAT(expand_dates("--dates", {"2026-06-30", "nonsense"}),
              ElementsAre("2026-06-30", "nonsense"));
}

TEST(Dates, OfABadRangeAreRefused) {
  for (char const* const text :
       {"2026..", "..2026", "2026..2027-Q1", "2027..2026", "2026-Q5..2027-Q1",
        "2026-01-01..2026-02-01", "2026..2027..2028", "26..27"})
    EXPECT_THROW(expand_dates("--dates", {text}), InputError) << text;
}

}  // namespace
}  // namespace nameplate
