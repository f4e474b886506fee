#include "host/formula/functions.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

namespace nameplate {
namespace {

constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

constexpr FunctionInfo functions[] = {
    {"min", Function::minimum, 2, any_number, "two or more arguments"},
    {"max", Function::maximum, 2, any_number, "two or more arguments"},
    {"exp", Function::exponential, 1, 1, "one argument"},
    {"log", Function::logarithm, 1, 1, "one argument"},
    {"sqrt", Function::root, 1, 1, "one argument"},
    {"if", Function::choose, 3, 3, "a condition and two values"},
};

}  // namespace

FunctionInfo const* find_function(std::string_view name) {
  auto const* const known =
      std::find_if(std::begin(functions), std::end(functions),
                   [&](FunctionInfo const& info) { return info.name == name; });
  return known == std::end(functions) ? nullptr : known;
}

std::vector<std::string> function_names() {
  std::vector<std::string> names;
  names.reserve(std::size(functions));
  for (FunctionInfo const& info : functions) names.emplace_back(info.name);
  return names;
}

}  // namespace nameplate
