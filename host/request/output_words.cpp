#include "host/request/output_words.hpp"

#include <algorithm>
#include <set>

#include "host/request/arguments.hpp"

namespace nameplate {

void set_outputs(std::string const& option, std::vector<std::string> const& values,
                 Request& request) {
  std::set<std::string> dates;
  for (std::string const& word : split_lists(option, values)) {
    std::size_t const at = word.find('@');
    request.metrics.push_back(word.substr(0, at));
    if (at == std::string::npos) continue;
    if (!request.dates.empty())
      refuse_value(option, word, "names a date, and so does --dates: use one of them");
    dates.insert(word.substr(at + 1));
    if (dates.size() > 1)
      refuse_value(option, word, "names a second date: use --dates for several");
  }
  if (!dates.empty()) request.dates.assign(dates.begin(), dates.end());
}

}  // namespace nameplate
