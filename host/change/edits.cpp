#include "host/change/edits.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "host/catalog/sections.hpp"

namespace nameplate {
namespace {

/// Sections that catalogs refer to, without figures.
constexpr std::array<std::string_view, 2> named_only = {"groups", "sources"};
/// Sections that no result depends on.
constexpr std::array<std::string_view, 2> without_effect = {"claims", "evidence"};
/// Keys of entries that no result depends on.
constexpr std::array<std::string_view, 8> words = {"name",  "note",        "source",  "confidence",
                                                   "title", "description", "parties", "vendor"};
/// Tables of entries whose keys are values of their own.
constexpr std::array<std::string_view, 3> tables_of_laws = {"parameters", "by_status", "loadings"};

template <std::size_t n>
bool is_one_of(std::array<std::string_view, n> const& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_equal(Node const& a, Node const& b) {
  if (a.table() && b.table())
    return std::equal(a.table()->begin(), a.table()->end(), b.table()->begin(), b.table()->end(),
                      [](auto const& x, auto const& y) {
                        return x.first == y.first && is_equal(x.second, y.second);
                      });
  if (a.array() && b.array())
    return std::equal(a.array()->begin(), a.array()->end(), b.array()->begin(), b.array()->end(),
                      is_equal);
  if (a.table() || b.table() || a.array() || b.array()) return false;
  if (a.value.index() != b.value.index()) return false;
  if (a.string()) return *a.string() == *b.string();
  return describe(a) == describe(b);
}

Node const* find(Table const& table, std::string const& key) {
  auto const at = table.find(key);
  return at == table.end() ? nullptr : &at->second;
}

/// Collects the edits below a path.
class Difference {
 public:
  std::vector<Edit> take() { return std::move(edits_); }

  /// Of two tables whose keys are told apart.
  template <class Visit>
  static void for_each_key(Table const& before, Table const& after, Visit visit) {
    static Node const none{.value = Table{}, .at = {}};
    for (auto const& [key, value] : before) visit(key, &value, find(after, key));
    for (auto const& [key, value] : after)
      if (!find(before, key)) visit(key, nullptr, &value);
  }

  void add(std::vector<std::string> path, Node const* before, Node const* after) {
    if (before && after && is_equal(*before, *after)) return;
    Edit edit{std::move(path), {}, {}};
    if (before) edit.old_value = *before;
    if (after) edit.new_value = *after;
    edits_.push_back(std::move(edit));
  }

  void add_entry(std::string const& section, std::string const& id, Table const& before,
                 Table const& after) {
    for_each_key(
        before, after, [&](std::string const& key, Node const* old_value, Node const* new_value) {
          if (is_one_of(words, key)) return;
          bool const is_split = is_one_of(tables_of_laws, key) && old_value && new_value &&
                                old_value->table() && new_value->table();
          if (!is_split) return add({section, id, key}, old_value, new_value);
          for_each_key(*old_value->table(), *new_value->table(),
                       [&](std::string const& name, Node const* old_law, Node const* new_law) {
                         add({section, id, key, name}, old_law, new_law);
                       });
        });
  }

 private:
  std::vector<Edit> edits_;
};

Table const& section_of(Node const& root, std::string const& section) {
  static Table const empty;
  Node const* const node = find(*root.table(), section);
  return node && node->table() ? *node->table() : empty;
}

}  // namespace

std::string Edit::key() const { return fmt::format("{}", fmt::join(path, ".")); }

std::vector<Edit> find_edits(Node const& before, Node const& after) {
  Difference difference;
  for (std::string const& key : header_keys())
    if (key != "name") difference.add({key}, find(*before.table(), key), find(*after.table(), key));
  for (std::string const& section : sections()) {
    if (is_one_of(named_only, section) || is_one_of(without_effect, section)) continue;
    Difference::for_each_key(
        section_of(before, section), section_of(after, section),
        [&](std::string const& id, Node const* old_entry, Node const* new_entry) {
          if (old_entry && new_entry && old_entry->table() && new_entry->table())
            difference.add_entry(section, id, *old_entry->table(), *new_entry->table());
          else
            difference.add({section, id}, old_entry, new_entry);
        });
  }
  return difference.take();
}

void apply(Edit const& edit, Node& root) {
  Node* node = &root;
  for (std::size_t i = 0; i + 1 < edit.path.size(); ++i)
    node =
        &node->table()->try_emplace(edit.path[i], Node{.value = Table{}, .at = {}}).first->second;
  if (edit.new_value)
    node->table()->insert_or_assign(edit.path.back(), *edit.new_value);
  else
    node->table()->erase(edit.path.back());
}

Node common_ground(Node const& before, Node const& after) {
  Node root = before;
  for (std::string_view const section : without_effect) root.table()->erase(std::string(section));
  for (std::string_view const name : named_only) {
    std::string const section(name);
    Table both = section_of(before, section);
    for (auto const& [id, entry] : section_of(after, section)) both.insert_or_assign(id, entry);
    root.table()->insert_or_assign(section, Node{.value = std::move(both), .at = before.at});
  }
  return root;
}

}  // namespace nameplate
