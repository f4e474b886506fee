#include <fmt/format.h>

#include <algorithm>

#include "host/catalog/read_entries.hpp"
#include "host/language/language.hpp"

namespace nameplate {

std::map<std::string, std::string> read_translations(std::string const& code, Node const& node,
                                                     Problems& problems) {
  std::string const place = "translations." + code;
  std::vector<std::string> known = Language::codes();
  std::erase(known, Language::english().code());
  if (std::find(known.begin(), known.end(), code) == known.end())
    problems.add(node.at, place, fmt::format("unknown language{}", suggestion(code, known)));
  std::map<std::string, std::string> texts;
  TableReader reader(node, place, problems);
  if (!node.table()) return texts;
  for (auto const& [english, text] : *node.table()) texts[english] = reader.required_text(english);
  return texts;
}

}  // namespace nameplate
