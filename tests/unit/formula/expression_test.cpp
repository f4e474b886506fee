#include "host/formula/expression.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "host/formula/formula_error.hpp"

namespace nameplate {
namespace {

/// With every operation in parentheses.
std::string shape(Expression const& expression) {
  switch (expression.kind) {
    case Expression::Kind::number:
      return fmt::format("{:g}", expression.number);
    case Expression::Kind::unit:
      return expression.number == 1 ? expression.word
                                    : fmt::format("{}^{:g}", expression.word, expression.number);
    case Expression::Kind::name:
      return expression.word;
    case Expression::Kind::negate:
      return "(-" + shape(expression.parts[0]) + ")";
    case Expression::Kind::binary:
      return "(" + shape(expression.parts[0]) + expression.word + shape(expression.parts[1]) + ")";
    default:
      std::string text = expression.word + "(";
      for (Expression const& part : expression.parts) text += shape(part) + ";";
      return text + ")";
  }
}

struct Case {
  char const* text;
  char const* shape;
};

class ExpressionShape : public testing::TestWithParam<Case> {};

TEST_P(ExpressionShape, FollowsPrecedence) {
  EXPECT_EQ(shape(parse_expression(GetParam().text)), GetParam().shape);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, ExpressionShape,
    testing::Values(Case{"a + b * c", "(a+(b*c))"}, Case{"a * b + c", "((a*b)+c)"},
                    Case{"a - b - c", "((a-b)-c)"}, Case{"a / b / c", "((a/b)/c)"},
                    Case{"a / b * c", "((a/b)*c)"}, Case{"a ^ 2 ^ 3", "(a^(2^3))"},
                    Case{"-a ^ 2", "(-(a^2))"}, Case{"2 ^ -1", "(2^(-1))"}, Case{"--a", "(-(-a))"},
                    Case{"a * -b", "(a*(-b))"}, Case{"(a + b) * c", "((a+b)*c)"},
                    Case{"a + b < c * d", "((a+b)<(c*d))"}, Case{"a >= b", "(a>=b)"},
                    Case{"1 / 2 h", "(1/(2*h))"}, Case{"5 USD bn / 3 m3", "(((5*USD)*bn)/(3*m3))"},
                    Case{"2 h^2 ^ 1", "((2*h^2)^1)"}, Case{"3 h^-1", "(3*h^-1)"},
                    Case{"min(a, b + 1, c)", "min(a;(b+1);c;)"}, Case{"f()", "f()"},
                    Case{"if(a < b, a, -b)", "if((a<b);a;(-b);)"},
                    Case{"users:coding-agent - 1", "(users:coding-agent-1)"},
                    Case{"1.5e3*.5", "(1500*0.5)"}, Case{"a\n  + b", "(a+b)"}));

struct Mistake {
  std::string text, message;
  std::size_t at;
};

class ExpressionMistake : public testing::TestWithParam<Mistake> {};

TEST_P(ExpressionMistake, IsRefusedAtItsPlace) {
  try {
    parse_expression(GetParam().text);
    FAIL() << "no error";
  } catch (FormulaError const& error) {
    EXPECT_EQ(error.what(), GetParam().message);
    EXPECT_EQ(error.at(), GetParam().at);
  }
}

std::string repeated(std::string const& part, std::size_t times, std::string const& end) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text + end;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, ExpressionMistake,
    testing::Values(
        Mistake{"", "ends where a number, a name or a parenthesis must stand", 0},
        Mistake{"a +", "ends where a number, a name or a parenthesis must stand", 3},
        Mistake{"a b", "\"b\" stands where an operator or the end must stand", 2},
        Mistake{"(a", "ends where an operator or a closing parenthesis must stand", 2},
        Mistake{"a)", "\")\" stands where an operator or the end must stand", 1},
        Mistake{"a < b < c", "\"<\" stands where one comparison alone must stand", 6},
        Mistake{"max(a,)", "\")\" stands where a number, a name or a parenthesis must stand", 6},
        Mistake{"max(a", "ends where a comma or a closing parenthesis must stand", 5},
        Mistake{
            "a × b",
            "\"×\" means nothing here; allowed are numbers, names, + - * / ^ ( ) , < <= > >=", 2},
        Mistake{"1e999", "this is no number that can be held", 0},
        Mistake{repeated("(", 100, "a"), "is nested deeper than 64 levels", 64},
        Mistake{repeated("a+", 300, "a"), "has more than 250 operators", 501},
        Mistake{repeated(" ", 3000, "a"), "has 3001 bytes, may have at most 2000", 0}));

TEST(Expression, HasItsNamesOnceEach) {
  EXPECT_EQ(names_in("b * a + max(b, 3 h) / users:chat"),
            (std::vector<std::string>{"a", "b", "users:chat"}));
}

TEST(FormulaExcerpt, PutsCaretsUnderCharactersNotBytes) {
  EXPECT_EQ(excerpt("aé + bc", FormulaError("", 6, 2)), "  aé + bc\n       ^^");
}

}  // namespace
}  // namespace nameplate
