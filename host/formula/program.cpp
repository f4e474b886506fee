#include "host/formula/program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "host/catalog/keys.hpp"
#include "host/catalog/problems.hpp"
#include "host/formula/expression.hpp"
#include "host/formula/fold.hpp"
#include "host/formula/formula_error.hpp"
#include "host/formula/functions.hpp"

namespace nameplate {
namespace {

/// Whole powers up to here are products, which negative values have too.
constexpr int greatest_product = 64;

/// What a part of the formula comes to: a constant, or a number found at `where`, times the unit.
struct Value {
  Operand where;
  Unit unit;
  bool is_constant = false, is_condition = false, may_be_negative = false;
  double constant = 0;
  double magnitude = 1;  // of the number; above 0
};

/// A magnitude that stays within what numbers hold.
double held(double magnitude) { return std::clamp(magnitude, 1e-30, 1e30); }

class Translator {
 public:
  explicit Translator(Symbols const& symbols) : symbols_(symbols) {}

  Program translate(Expression const& expression, Unit const& unit) {
    Value value = plain(expression);
    if (value.unit.dimension != unit.dimension)
      fail(expression, fmt::format("the formula comes out in {}, its unit is one of {}",
                                   to_string(value.unit.dimension), to_string(unit.dimension)));
    program_.may_be_negative = value.may_be_negative;
    value = in_unit(value, unit, expression);
    // The last step is the formula's value, also where there was nothing to do.
    if (value.where.kind != Operand::Kind::temporary)
      value = step(FormulaOp::multiply, {where(value, expression), where(number(1), expression)},
                   value);
    program_.magnitude = value.magnitude;
    return std::move(program_);
  }

 private:
  [[noreturn]] static void fail(Expression const& at, std::string const& text) {
    throw FormulaError(text, at.at, at.length);
  }

  static Value constant(double number, Unit unit, Expression const& at) {
    if (!std::isfinite(number)) fail(at, "has no value: what stands here is not a finite number");
    return {.where = {},
            .unit = std::move(unit),
            .is_constant = true,
            .may_be_negative = number < 0,
            .constant = number,
            .magnitude = number == 0 ? 1e-30 : held(std::abs(number))};
  }
  static Value number(double x) {
    return {.where = {}, .unit = {}, .is_constant = true, .constant = x};
  }

  static void check_size(double number, Expression const& at) {
    constexpr double least = std::numeric_limits<float>::min();
    constexpr double most = std::numeric_limits<float>::max();
    if (!(std::abs(number) >= least && std::abs(number) <= most))
      fail(at, fmt::format("needs the number {:g}, the model's are from {:.2g} to {:.2g}: choose "
                           "other units",
                           number, least, most));
  }

  /// The operand, which for a constant takes a place among the program's.
  Operand where(Value const& value, Expression const& at) {
    if (!value.is_constant) return value.where;
    if (value.constant != 0) check_size(value.constant, at);
    auto const known =
        std::find(program_.constants.begin(), program_.constants.end(), value.constant);
    auto const index = static_cast<std::uint32_t>(known - program_.constants.begin());
    if (known == program_.constants.end()) program_.constants.push_back(value.constant);
    return {Operand::Kind::constant, index};
  }

  struct Operands {
    Operand a, b = {}, c = {};
  };

  /// Adds a step. Its result takes the place of the lowest temporary that it reads.
  Value step(FormulaOp op, Operands const& operands, Value result) {
    std::uint32_t to = height_;
    for (Operand const& operand : {operands.a, operands.b, operands.c})
      if (operand.kind == Operand::Kind::temporary) to = std::min(to, operand.index);
    return step_into(to, op, operands, std::move(result));
  }

  Value step_into(std::uint32_t to, FormulaOp op, Operands const& operands, Value result) {
    program_.steps.push_back({op, to, operands.a, operands.b, operands.c});
    height_ = to + 1;
    program_.temporary_count = std::max(program_.temporary_count, height_);
    result.where = {Operand::Kind::temporary, to};
    result.is_constant = false;
    return result;
  }

  /// The value as a multiple of `unit`, whose dimension it has.
  Value in_unit(Value value, Unit const& unit, Expression const& at) {
    double const factor = value.unit.factor / unit.factor;
    check_size(factor, at);
    value.unit = unit;
    if (static_cast<float>(factor) == 1.0f) return value;
    if (value.is_constant) return constant(value.constant * factor, unit, at);
    value.magnitude = held(value.magnitude * factor);
    Operands const operands{value.where, where(number(factor), at)};
    return step(FormulaOp::multiply, operands, std::move(value));
  }

  /// A value that is no condition.
  Value plain(Expression const& expression) {
    Value value = any(expression);
    if (value.is_condition)
      fail(expression, "a comparison can only be the first argument of if(condition, a, b)");
    return value;
  }

  Value any(Expression const& expression) {
    switch (expression.kind) {
      case Expression::Kind::number:
        return constant(expression.number, {}, expression);
      case Expression::Kind::unit:
        return unit(expression);
      case Expression::Kind::name:
        return name(expression);
      case Expression::Kind::negate:
        return negative(expression);
      case Expression::Kind::binary:
        return binary(expression);
      default:
        return call(expression);
    }
  }

  static Value unit(Expression const& expression) {
    std::optional<Unit> const unit = find_unit(expression.word);
    if (!unit)
      fail(expression,
           fmt::format("\"{}\" is no unit: behind a number stands a unit or an operator{}",
                       expression.word, suggestion(expression.word, unit_names())));
    return constant(1, power(*unit, expression.number), expression);
  }

  Value name(Expression const& expression) {
    auto const known = symbols_.find(expression.word);
    if (known == symbols_.end()) {
      if (std::optional<Unit> const unit = find_unit(expression.word))
        return constant(1, *unit, expression);
      std::vector<std::string> names = keys(symbols_);
      for (std::string const& function : function_names()) names.push_back(function);
      fail(expression, fmt::format("unknown name \"{}\"{}", expression.word,
                                   suggestion(expression.word, names)));
    }
    auto const at = std::find(program_.symbols.begin(), program_.symbols.end(), expression.word);
    auto const index = static_cast<std::uint32_t>(at - program_.symbols.begin());
    if (at == program_.symbols.end()) program_.symbols.push_back(expression.word);
    Symbol const& symbol = known->second;
    return {.where = {Operand::Kind::symbol, index},
            .unit = symbol.unit,
            .may_be_negative = symbol.may_be_negative,
            .magnitude = held(symbol.magnitude)};
  }

  Value negative(Expression const& expression) {
    Value value = plain(expression.parts[0]);
    if (value.is_constant) return constant(-value.constant, value.unit, expression);
    value.may_be_negative = true;
    Operands const operands{where(number(0), expression), value.where};
    return step(FormulaOp::subtract, operands, std::move(value));
  }

  Value binary(Expression const& expression) {
    Value a = plain(expression.parts[0]), b = plain(expression.parts[1]);
    switch (expression.word[0]) {
      case '+':
        return sum(FormulaOp::add, a, b, expression);
      case '-':
        return sum(FormulaOp::subtract, a, b, expression);
      case '*':
        return product(a, b, expression);
      case '/':
        return quotient(a, b, expression);
      case '^':
        return raised(a, b, expression);
      default:
        return comparison(a, b, expression);
    }
  }

  /// b in the unit of a, so that they can be added or compared.
  Value alike(Value const& a, Value const& b, Expression const& at, char const* verb) {
    if (a.unit.dimension != b.unit.dimension)
      fail(at, fmt::format("{} {} and {}: both must be of one kind", verb,
                           to_string(a.unit.dimension), to_string(b.unit.dimension)));
    return in_unit(b, a.unit, at);
  }

  Value sum(FormulaOp op, Value const& a, Value const& other, Expression const& at) {
    Value const b = alike(a, other, at, op == FormulaOp::add ? "adds" : "subtracts");
    if (a.is_constant && b.is_constant)
      return constant(folded(op, a.constant, b.constant), a.unit, at);
    Value result{
        .where = {},
        .unit = a.unit,
        .may_be_negative = op == FormulaOp::subtract || a.may_be_negative || b.may_be_negative,
        .magnitude = held(a.magnitude + b.magnitude)};
    return step(op, {where(a, at), where(b, at)}, std::move(result));
  }

  /// `value` by a constant above 0: a matter of its unit.
  static Value scaled(Value value, Value const& by, bool divides) {
    Unit const factor = by.unit * Unit{{}, by.constant};
    value.unit = divides ? value.unit / factor : value.unit * factor;
    return value;
  }

  Value product(Value const& a, Value const& b, Expression const& at) {
    if (a.is_constant && b.is_constant)
      return constant(a.constant * b.constant, a.unit * b.unit, at);
    if (a.is_constant && a.constant > 0) return scaled(b, a, false);
    if (b.is_constant && b.constant > 0) return scaled(a, b, false);
    Value result{.where = {},
                 .unit = a.unit * b.unit,
                 .may_be_negative = a.may_be_negative || b.may_be_negative,
                 .magnitude = held(a.magnitude * b.magnitude)};
    return step(FormulaOp::multiply, {where(a, at), where(b, at)}, std::move(result));
  }

  Value quotient(Value const& a, Value const& b, Expression const& at) {
    if (b.is_constant && b.constant == 0) fail(at, "divides by zero");
    if (a.is_constant && b.is_constant)
      return constant(a.constant / b.constant, a.unit / b.unit, at);
    if (b.is_constant && b.constant > 0) return scaled(a, b, true);
    Value result{.where = {},
                 .unit = a.unit / b.unit,
                 .may_be_negative = a.may_be_negative || b.may_be_negative,
                 .magnitude = held(a.magnitude / b.magnitude)};
    return step(FormulaOp::divide, {where(a, at), where(b, at)}, std::move(result));
  }

  Value raised(Value const& base, Value const& exponent, Expression const& at) {
    if (!exponent.is_constant || !exponent.unit.dimension.empty())
      fail(at, "an exponent must be a constant without unit");
    double const n = exponent.constant * exponent.unit.factor;
    if (!base.unit.dimension.empty() && 2 * n != std::round(2 * n))
      fail(at, fmt::format("a quantity with a unit ({}) has whole and half powers only, is raised "
                           "to {:g}",
                           to_string(base.unit.dimension), n));
    Unit const unit = power(base.unit, n);
    if (base.is_constant) return constant(std::pow(base.constant, n), unit, at);
    if (n == 0) fail(at, "a power of 0 is 1, whatever it is of");
    Value result = base;
    result.unit = unit;
    result.magnitude = held(std::pow(base.magnitude, n));
    if (n == std::round(n) && std::abs(n) <= greatest_product)
      return whole_power(base, static_cast<int>(n), std::move(result), at);
    result.may_be_negative = false;
    if (n == 0.5) return step(FormulaOp::root, {base.where}, std::move(result));
    return step(FormulaOp::power, {base.where, where(number(n), at)}, std::move(result));
  }

  /// By repeated multiplication, from the exponent's highest bit on.
  Value whole_power(Value const& base, int n, Value result, Expression const& at) {
    result.may_be_negative = base.may_be_negative && n % 2 != 0;
    bool const is_temporary = base.where.kind == Operand::Kind::temporary;
    std::uint32_t const to = is_temporary ? base.where.index : height_;
    Operand so_far = base.where;
    int bit = 1 << std::ilogb(std::abs(n));
    for (bit /= 2; bit > 0; bit /= 2) {
      so_far = step_into(to + (is_temporary ? 1 : 0), FormulaOp::multiply, {so_far, so_far}, result)
                   .where;
      if ((std::abs(n) & bit) != 0)
        so_far = step_into(so_far.index, FormulaOp::multiply, {so_far, base.where}, result).where;
    }
    if (n < 0)
      return step_into(to, FormulaOp::divide, {where(number(1), at), so_far}, std::move(result));
    if (n == 1) return base;
    program_.steps.back().result = to;
    height_ = to + 1;
    result.where = {Operand::Kind::temporary, to};
    return result;
  }

  Value comparison(Value const& a, Value const& other, Expression const& at) {
    Value const b = alike(a, other, at, "compares");
    bool const or_equal = at.word.size() == 2;
    FormulaOp const op = or_equal ? FormulaOp::at_most : FormulaOp::less;
    bool const is_reversed = at.word[0] == '>';
    Value const &left = is_reversed ? b : a, &right = is_reversed ? a : b;
    Value result{.where = {}, .unit = {}, .is_condition = true};
    if (a.is_constant && b.is_constant) {
      result.is_constant = true;
      result.constant = folded(op, left.constant, right.constant);
      return result;
    }
    return step(op, {where(left, at), where(right, at)}, std::move(result));
  }

  Value call(Expression const& expression) {
    FunctionInfo const* const known = find_function(expression.word);
    if (known == nullptr)
      fail(expression, fmt::format("unknown function \"{}\"{}", expression.word,
                                   suggestion(expression.word, function_names())));
    std::size_t const count = expression.parts.size();
    if (count < known->least_arguments || count > known->most_arguments)
      fail(expression, fmt::format("{} takes {}, has {}", known->name, known->arguments, count));
    switch (known->function) {
      case Function::minimum:
        return extreme(FormulaOp::minimum, expression);
      case Function::maximum:
        return extreme(FormulaOp::maximum, expression);
      case Function::choose:
        return choice(expression);
      case Function::root:
        return raised(plain(expression.parts[0]), number(0.5), expression);
      case Function::exponential:
        return of_number(FormulaOp::exponential, expression);
      default:
        return of_number(FormulaOp::logarithm, expression);
    }
  }

  Value extreme(FormulaOp op, Expression const& expression) {
    Value least = plain(expression.parts[0]);
    for (std::size_t i = 1; i < expression.parts.size(); ++i) {
      Value const next = alike(least, plain(expression.parts[i]), expression, "compares");
      if (least.is_constant && next.is_constant) {
        least = constant(folded(op, least.constant, next.constant), least.unit, expression);
        continue;
      }
      Value result{.where = {},
                   .unit = least.unit,
                   .may_be_negative = op == FormulaOp::maximum
                                          ? least.may_be_negative && next.may_be_negative
                                          : least.may_be_negative || next.may_be_negative,
                   .magnitude = std::max(least.magnitude, next.magnitude)};
      Operands const operands{where(least, expression), where(next, expression)};
      least = step(op, operands, std::move(result));
    }
    return least;
  }

  Value choice(Expression const& expression) {
    Value const condition = any(expression.parts[0]);
    if (!condition.is_condition)
      fail(expression.parts[0], "the first argument of if must be a comparison");
    Value const yes = plain(expression.parts[1]);
    Value const no = alike(yes, plain(expression.parts[2]), expression, "chooses between");
    Value result{.where = {},
                 .unit = yes.unit,
                 .may_be_negative = yes.may_be_negative || no.may_be_negative,
                 .magnitude = std::max(yes.magnitude, no.magnitude)};
    Operands const operands{where(condition, expression), where(yes, expression),
                            where(no, expression)};
    return step(FormulaOp::choose, operands, std::move(result));
  }

  /// exp or log, of a number without unit.
  Value of_number(FormulaOp op, Expression const& expression) {
    Value const argument = plain(expression.parts[0]);
    if (!argument.unit.dimension.empty())
      fail(expression, fmt::format("{} is of numbers without unit, not of {}", expression.word,
                                   to_string(argument.unit.dimension)));
    Value result = in_unit(argument, {}, expression);
    if (result.is_constant) return constant(folded(op, result.constant, 0), {}, expression);
    result.may_be_negative = op == FormulaOp::logarithm;
    result.magnitude = op == FormulaOp::logarithm
                           ? held(std::max(1.0, std::abs(std::log(result.magnitude))))
                           : held(std::exp(std::min(result.magnitude, 60.0)));
    Operands const operands{result.where};
    return step(op, operands, std::move(result));
  }

  Symbols const& symbols_;
  Program program_;
  std::uint32_t height_ = 0;  // temporaries in use
};

}  // namespace

Program translate(std::string_view formula, Symbols const& symbols, Unit const& unit) {
  return Translator(symbols).translate(parse_expression(formula), unit);
}

}  // namespace nameplate
