#include "host/formula/unit.hpp"

#include <gtest/gtest.h>

#include "host/formula/formula_error.hpp"
#include "kernels/metrics.hpp"

namespace nameplate {
namespace {

double factor_between(std::string const& from, std::string const& to) {
  Unit const a = parse_unit(from), b = parse_unit(to);
  EXPECT_EQ(a.dimension, b.dimension) << from << " and " << to;
  return a.factor / b.factor;
}

std::string message_of(std::string const& text) {
  try {
    static_cast<void>(parse_unit(text));
  } catch (FormulaError const& error) {
    return error.what();
  }
  return "no error";
}

TEST(FormulaUnit, ConvertsBetweenScalesOfOneDimension) {
  EXPECT_DOUBLE_EQ(factor_between("USD/kWh", "USD/MWh"), 1000);
  EXPECT_DOUBLE_EQ(factor_between("TWh", "kWh"), 1e9);
  EXPECT_DOUBLE_EQ(factor_between("MWh", "GJ"), 3.6);
  EXPECT_DOUBLE_EQ(factor_between("GW", "GWh/h"), 1);
  EXPECT_DOUBLE_EQ(factor_between("T tokens/day", "tokens/s"), 1e12 / 86400);
  EXPECT_DOUBLE_EQ(factor_between("USD bn/GW/year", "USD/W/h"), 1.0 / 8760);
  EXPECT_DOUBLE_EQ(factor_between("Mt", "kg"), 1e9);
  EXPECT_DOUBLE_EQ(factor_between("t CO2/MWh", "g/Wh"), 1);
  EXPECT_DOUBLE_EQ(factor_between("GL", "m3"), 1e6);
  EXPECT_DOUBLE_EQ(factor_between("EFLOP/s", "PFLOP/s"), 1000);
  EXPECT_DOUBLE_EQ(factor_between("%", "1"), 0.01);
  EXPECT_DOUBLE_EQ(factor_between("year", "months"), 12);
  EXPECT_DOUBLE_EQ(factor_between("W^2", "kW^2"), 1e-6);
}

TEST(FormulaUnit, TellsEnergyFromPowerAndPeopleFromDevices) {
  EXPECT_EQ(to_string(parse_unit("GW").dimension), "W");
  EXPECT_EQ(to_string(parse_unit("TWh").dimension), "W h");
  EXPECT_EQ(to_string(parse_unit("USD/kWh").dimension), "USD/W/h");
  EXPECT_EQ(to_string(parse_unit("1/year").dimension), "1/h");
  EXPECT_EQ(to_string(parse_unit("W/W").dimension), "1");
  EXPECT_NE(parse_unit("users").dimension, parse_unit("households").dimension);
}

TEST(FormulaUnit, KnowsThoseOfEveryMetric) {
  for (MetricInfo const& metric : metric_table)
    EXPECT_NO_THROW(parse_unit(metric.unit)) << metric.name;
}

TEST(FormulaUnit, SaysWhatItDoesNotKnow) {
  EXPECT_EQ(message_of("USD/kWhh"), "unknown unit \"kWhh\"; did you mean \"kWh\"?");
  EXPECT_EQ(message_of("kUSD").substr(0, 19), "unknown unit \"kUSD\"");
  EXPECT_EQ(message_of("/h"), "a unit must stand before the slash");
  EXPECT_EQ(message_of("USD/"), "a unit must stand here");
  EXPECT_EQ(message_of("W^2.5"), "\"W^2.5\": a unit's power is a whole number from -9 to 9");
}

}  // namespace
}  // namespace nameplate
