#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "host/formula/unit.hpp"
#include "kernels/plan.hpp"

namespace nameplate {

/// What a formula may know of a quantity that it reads.
struct Symbol {
  Unit unit;
  bool may_be_negative = false;
  double magnitude = 1;  // about how large it is, in its unit: above 0
};

/// By the name that formulas use.
using Symbols = std::map<std::string, Symbol>;

/// Where a step of a program finds an operand.
struct Operand {
  enum class Kind : std::uint32_t { none, constant, symbol, temporary } kind = Kind::none;
  std::uint32_t index = 0;
};

struct ProgramStep {
  FormulaOp op{};
  std::uint32_t result = 0;  // temporary
  Operand a, b, c;
};

/// A checked formula: the last step's result, in the formula's unit, is its value. Temporaries are
/// used as a stack. Names and constants stand once each.
struct Program {
  std::vector<ProgramStep> steps;
  std::vector<double> constants;
  std::vector<std::string> symbols;
  std::uint32_t temporary_count = 0;
  bool may_be_negative = false;
  double magnitude = 1;
};

/// Checks a formula's names and units and translates it. Units cost nothing where they multiply:
/// their factors come together in one, for the sum or the result that needs it.
/// \throws FormulaError
Program translate(std::string_view formula, Symbols const& symbols, Unit const& unit);

}  // namespace nameplate
