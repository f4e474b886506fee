#include "host/results/text.hpp"

#include <gtest/gtest.h>

namespace nameplate {
namespace {

TEST(Text, GroupsThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1'000'000), "1,000,000");
}

TEST(Text, KeepsSignificantDigits) {
  EXPECT_EQ(significant(0), "0");
  EXPECT_EQ(significant(12.3456), "12.3");
  EXPECT_EQ(significant(0.0123456), "0.0123");
  EXPECT_EQ(significant(9.996), "10.0");
  EXPECT_EQ(significant(-1234.5678), "-1235");
  EXPECT_EQ(significant(123456), "123456");
}

TEST(Text, CutsDecimalsAndSaysSo) {
  EXPECT_EQ(significant(0.00123456, 3, 4), "0.0012");
  EXPECT_EQ(significant(0.00001, 3, 4), "<0.0001");
}

TEST(Text, ShowsAValueToThePlaceOfItsError) {
  EXPECT_EQ(with_error(12.34567, 0.0061), "12.346 ± 0.006");
  EXPECT_EQ(with_error(12.34567, 0.0148), "12.346 ± 0.015");
  EXPECT_EQ(with_error(76.2, 8.3), "76 ± 8");
  EXPECT_EQ(with_error(0.0026, 0.00004, 4), "0.0026 ± <0.0001");
  EXPECT_EQ(with_error(5, 0), "5.000");
}

TEST(Text, RoundsProbabilitiesToPartsOfAThousand) {
  EXPECT_EQ(percent(0), "0.0 %");
  EXPECT_EQ(percent(0.1234), "12.3 %");
  EXPECT_EQ(percent(0.0004), "<0.1 %");
  EXPECT_EQ(percent(0.9996), ">99.9 %");
  EXPECT_EQ(percent(1), "100.0 %");
}

TEST(Text, ChoosesAUnitThatReadsWell) {
  auto const shown = [](char const* unit, double largest) {
    return display_unit(unit, largest).unit;
  };
  EXPECT_EQ(shown("GW", 9999), "GW");
  EXPECT_EQ(shown("GW", 20'000), "TW");
  EXPECT_EQ(shown("GW", 3e7), "million GW");
  EXPECT_EQ(shown("EFLOP/s", 3e7), "YFLOP/s");
  EXPECT_EQ(shown("households", 5e4), "thousand households");
  EXPECT_EQ(shown("households", 3.1e7), "million households");
  EXPECT_EQ(shown("GW/households", 2e-6), "kW/households");
  EXPECT_EQ(shown("GW/users", 2e-14), "1e-15 GW/users") << "nothing below a watt";
  EXPECT_EQ(shown("USD bn/GW", 2e-6), "1e-6 USD bn/GW");
  EXPECT_EQ(shown("packages/users", 0.03), "1e-3 packages/users");
  EXPECT_EQ(shown("GW", 0.03), "MW");
  EXPECT_EQ(shown("GW", 0.3), "GW");
  EXPECT_EQ(shown("1", 0.03), "1e-3");
  EXPECT_EQ(shown("TWh", 0), "TWh");
  EXPECT_EQ(display_unit("households", 3.1e7).factor, 1e6);
}

TEST(Text, WrapsAtTheWidthOfTheText) {
  std::string const line(60, 'x');
  EXPECT_EQ(wrapped(line + " " + line, 4), line + "\n    " + line);
  EXPECT_EQ(wrapped("a  b", 4), "a b");
  EXPECT_EQ(wrapped(std::string(96, 'x') + " 35 %", 2), std::string(96, 'x') + "\n  35 %");
}

TEST(Text, PadsByColumnsNotBytes) {
  EXPECT_EQ(pad_right("± 1", 5), "± 1  ");
  EXPECT_EQ(pad_left("± 1", 5), "  ± 1");
  EXPECT_EQ(pad_decimal("12.3", 4, 9), "  12.3   ");
  EXPECT_EQ(pad_decimal("7", 4, 9), "   7     ");
}

}  // namespace
}  // namespace nameplate
