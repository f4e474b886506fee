#include "host/refuse.hpp"

namespace nameplate {

void refuse(std::string const& place, std::string const& text, Location const& at) {
  std::vector<Problem> problems;
  problems.push_back(Problem{at, place, text});
  throw InputError(std::move(problems));
}

}  // namespace nameplate
