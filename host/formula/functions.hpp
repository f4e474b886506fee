#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace nameplate {

enum class Function { minimum, maximum, exponential, logarithm, root, choose };

/// What a formula may call.
struct FunctionInfo {
  char const* name;
  Function function;
  std::size_t least_arguments, most_arguments;
  char const* arguments;  // in words, for messages
};

/// None, if there is no such function.
FunctionInfo const* find_function(std::string_view name);

std::vector<std::string> function_names();

}  // namespace nameplate
