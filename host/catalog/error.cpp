#include "nameplate/error.hpp"

#include <fmt/format.h>

#include <utility>

namespace nameplate {
namespace {

std::string joined(std::vector<Problem> const& problems) {
  std::string lines;
  for (Problem const& problem : problems) {
    if (!lines.empty()) lines += '\n';
    lines += to_string(problem);
  }
  return lines;
}

}  // namespace

std::string to_string(Problem const& problem) {
  std::string line = problem.at.file;
  if (problem.at.line > 0) line += fmt::format(":{}", problem.at.line);
  for (std::string const& part : {problem.place, problem.text}) {
    if (!line.empty() && !part.empty()) line += ": ";
    line += part;
  }
  if (!problem.excerpt.empty()) line += "\n" + problem.excerpt;
  return line;
}

InputError::InputError(std::vector<Problem> problems)
    : std::runtime_error(joined(problems)), problems_(std::move(problems)) {}

}  // namespace nameplate
