#include "host/formula/program.hpp"

#include <gtest/gtest.h>

#include "host/formula/formula_error.hpp"

/// What formulas are checked for, and what they are translated to.
namespace nameplate {
namespace {

Symbols some_symbols() {
  return {{"power", {parse_unit("GW"), false, 1}},
          {"energy", {parse_unit("TWh"), false, 8}},
          {"cost", {parse_unit("USD bn"), false, 32}},
          {"change", {parse_unit("1"), true, 1}}};
}

Program program_of(std::string const& formula, std::string const& unit) {
  return translate(formula, some_symbols(), parse_unit(unit));
}

std::string message_of(std::string const& formula, std::string const& unit = "1") {
  try {
    program_of(formula, unit);
  } catch (FormulaError const& error) {
    return error.what();
  }
  return "no error";
}

TEST(FormulaProgram, ConvertsToTheUnitByOneFactorHoweverManyUnitsMeet) {
  Program const program = program_of("energy / power * 2 / 1 day * 500 USD/kWh", "USD/MWh");
  ASSERT_EQ(program.steps.size(), 2u);
  EXPECT_EQ(program.steps[0].op, FormulaOp::divide);
  EXPECT_EQ(program.steps[1].op, FormulaOp::multiply);
  ASSERT_EQ(program.constants.size(), 1u);
  EXPECT_DOUBLE_EQ(program.constants[0], 1000.0 * 2 / 24 * 500 * 1000);  // TWh/GW = 1000 h
}

TEST(FormulaProgram, NeedsNoFactorWhereUnitsAgree) {
  Program const program = program_of("energy + 2 TWh", "TWh");
  ASSERT_EQ(program.steps.size(), 1u);
  EXPECT_EQ(program.constants, std::vector<double>{2});
}

TEST(FormulaProgram, FoldsConstants) {
  Program const program = program_of("-(2 + 3 * 4) ^ 2 + max(1, 2, exp(0)) - sqrt(16)", "1");
  EXPECT_EQ(program.steps.size(), 1u);  // which writes the result
  EXPECT_EQ(program.constants, (std::vector<double>{-198, 1}));
}

TEST(FormulaProgram, UsesTemporariesAsAStack) {
  EXPECT_EQ(program_of("power + power + power + power", "GW").temporary_count, 1u);
  EXPECT_EQ(program_of("(power + power) * (power + power)", "GW^2").temporary_count, 2u);
  EXPECT_EQ(program_of("(power + power) ^ 5", "GW^5").temporary_count, 2u);
}

TEST(FormulaProgram, KnowsWhatCanBeNegative) {
  for (char const* const formula :
       {"change", "-power / 1 GW", "energy / 1 TWh - 1", "log(power / 1 GW)", "change ^ 3",
        "min(change, 1)", "power / -2 GW"})
    EXPECT_TRUE(program_of(formula, "1").may_be_negative) << formula;
  for (char const* const formula : {"change ^ 2", "exp(change)", "max(change, 0)", "change ^ 0.3",
                                    "power / 2 GW + 1", "sqrt(power / 1 GW)"})
    EXPECT_FALSE(program_of(formula, "1").may_be_negative) << formula;
}

TEST(FormulaProgram, GuessesTheSizeOfItsValues) {
  EXPECT_DOUBLE_EQ(program_of("cost / energy", "USD/kWh").magnitude, 4);
  EXPECT_DOUBLE_EQ(program_of("cost / energy", "USD/MWh").magnitude, 4000);
  EXPECT_DOUBLE_EQ(program_of("energy - power * 8000 h", "TWh").magnitude, 16);
}

struct Mistake {
  char const* formula;
  char const* message;
};

class FormulaMistake : public testing::TestWithParam<Mistake> {};

TEST_P(FormulaMistake, IsRefused) { EXPECT_EQ(message_of(GetParam().formula), GetParam().message); }

INSTANTIATE_TEST_SUITE_P(
    Cases, FormulaMistake,
    testing::Values(
        Mistake{"power + energy", "adds W and W h: both must be of one kind"},
        Mistake{"min(power, cost)", "compares W and USD: both must be of one kind"},
        Mistake{"if(power < 1, 1, 2)", "compares W and 1: both must be of one kind"},
        Mistake{"if(1 < 2, power, cost)", "chooses between W and USD: both must be of one kind"},
        Mistake{"power / energy", "the formula comes out in 1/h, its unit is one of 1"},
        Mistake{"exp(power)", "exp is of numbers without unit, not of W"},
        Mistake{"power ^ 0.3 / 1 W",
                "a quantity with a unit (W) has whole and half powers only, is raised to 0.3"},
        Mistake{"2 ^ change", "an exponent must be a constant without unit"},
        Mistake{"change ^ 0", "a power of 0 is 1, whatever it is of"},
        Mistake{"1 / 0", "divides by zero"}, Mistake{"change / (2 - 2)", "divides by zero"},
        Mistake{"log(-1)", "has no value: what stands here is not a finite number"},
        Mistake{"powr / 1 GW", "unknown name \"powr\"; did you mean \"power\"?"},
        Mistake{"3 GWW",
                "\"GWW\" is no unit: behind a number stands a unit or an operator; did you "
                "mean \"GW\"?"},
        Mistake{"abs(change)", "unknown function \"abs\"; known: min, max, exp, log, sqrt, if"},
        Mistake{"min(change)", "min takes two or more arguments, has 1"},
        Mistake{"if(change, 1, 2)", "the first argument of if must be a comparison"},
        Mistake{"1 + (change < 2)",
                "a comparison can only be the first argument of if(condition, a, b)"},
        Mistake{"change * 1e300 * 1e-250",
                "needs the number 1e+50, the model's are from 1.2e-38 to "
                "3.4e+38: choose other units"}));

}  // namespace
}  // namespace nameplate
