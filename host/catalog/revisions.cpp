#include "host/catalog/revisions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "host/catalog/date.hpp"
#include "host/catalog/table_reader.hpp"

namespace nameplate {
namespace {

struct Revision {
  double month;
  Table changes;
};

/// What the entry's `revisions` say, by date; takes the key out of the entry.
std::vector<Revision> take_revisions(Table& entry, std::string const& place, Problems& problems) {
  std::vector<Revision> revisions;
  auto taken = entry.extract("revisions");
  if (taken.empty()) return revisions;
  Node const& node = taken.mapped();
  if (!node.array()) {
    problems.add(node.at, place, fmt::format("must be an array of tables, is {}", describe(node)));
    return revisions;
  }
  for (std::size_t i = 0; i < node.array()->size(); ++i) {
    TableReader reader((*node.array())[i], fmt::format("{}[{}]", place, i), problems);
    std::string const date = reader.required_date("date");
    if (date.empty()) continue;
    revisions.push_back({*end_of_period(date), *(*node.array())[i].table()});
    revisions.back().changes.erase("date");
  }
  std::stable_sort(revisions.begin(), revisions.end(),
                   [](Revision const& a, Revision const& b) { return a.month < b.month; });
  return revisions;
}

}  // namespace

std::vector<OtherState> apply_revisions(Node& root, std::optional<double> as_of,
                                        Problems& problems) {
  std::vector<OtherState> others;
  for (char const* const section : {"parameters", "regions", "platforms", "builds"}) {
    auto const found = root.table()->find(section);
    if (found == root.table()->end() || !found->second.table()) continue;
    for (auto& [id, entry] : *found->second.table()) {
      if (!entry.table()) continue;
      std::string const place = fmt::format("{}.{}.revisions", section, id);
      std::vector<Revision> const revisions = take_revisions(*entry.table(), place, problems);
      Node latest = entry;
      for (Revision const& revision : revisions) {
        replace_keys(*latest.table(), revision.changes);
        bool const applies = !as_of || revision.month <= *as_of;
        others.push_back({section, id, applies ? std::exchange(entry, latest) : latest});
      }
    }
  }
  return others;
}

}  // namespace nameplate
