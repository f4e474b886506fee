#include "host/catalog/assignments.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "host/catalog/keys.hpp"
#include "host/catalog/sections.hpp"

namespace nameplate {
namespace {

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

void set_location(Node& node, Location const& at) {
  node.at = at;
  if (node.table())
    for (auto& [key, value] : *node.table()) set_location(value, at);
  if (node.array())
    for (Node& element : *node.array()) set_location(element, at);
}

/// The value as TOML, or the text itself: a date or "1.1 to 1.4" needs no quotes.
Node value_of(std::string_view text, Location const& at) {
  Problems not_toml;
  Node root = parse_toml(fmt::format("value = {}", text), at.file, not_toml);
  Node value{.value = std::string(text), .at = at};
  if (not_toml.count() == 0 && root.table()->size() == 1)
    value = std::move(root.table()->at("value"));
  set_location(value, at);
  return value;
}

/// Of an element written as "[0]".
std::optional<std::size_t> position_of(std::string const& part) {
  std::size_t position = 0;
  char const* const last = part.data() + part.size() - 1;
  auto const [end, error] = std::from_chars(part.data() + 1, last, position);
  if (part[0] != '[' || error != std::errc{} || end != last || *last != ']') return std::nullopt;
  return position;
}

class Assigner {
 public:
  Assigner(Assignment const& assignment, Problems& problems)
      : assignment_(assignment), problems_(problems) {}

  void assign(Node& root, Node value) {
    Node* node = &root;
    for (depth_ = 0; depth_ < assignment_.path.size() && node; ++depth_)
      node = step(*node, assignment_.path[depth_]);
    if (node) *node = std::move(value);
  }

 private:
  void fail(std::string text) { problems_.add(assignment_.at, assignment_.place, std::move(text)); }

  Node* step(Node& node, std::string const& part) {
    if (part[0] == '[') return element(node, part);
    Table* const table = node.table();
    if (!table) {
      fail(fmt::format("{} has no keys, it is {}", so_far(), describe(node)));
      return nullptr;
    }
    if (!may_stand_here(*table, part)) return nullptr;
    auto const [entry, is_new] =
        table->try_emplace(part, Node{.value = Table{}, .at = assignment_.at});
    return &entry->second;
  }

  /// Top-level keys and ids must be known; what an entry may hold is checked when it is read.
  bool may_stand_here(Table const& table, std::string const& part) {
    std::vector<std::string> known;
    std::string what = "key";
    if (depth_ == 0) {
      known = sections();
      known.insert(known.end(), header_keys().begin(), header_keys().end());
    } else if (depth_ == 1 && is_section(assignment_.path[0])) {
      known = keys(table);
      what = assignment_.path[0];
      if (what.back() == 's') what.pop_back();
    } else if (part == "revisions") {
      fail("revisions cannot be set: set the key itself");
      return false;
    } else {
      return true;
    }
    for (std::string const& name : known)
      if (name == part) return true;
    fail(fmt::format("unknown {} \"{}\"{}", what, part, suggestion(part, known)));
    return false;
  }

  Node* element(Node& node, std::string const& part) {
    Array* const array = node.array();
    if (!array) {
      fail(fmt::format("{} is not an array, it is {}", so_far(), describe(node)));
      return nullptr;
    }
    std::optional<std::size_t> const position = position_of(part);
    if (position && *position < array->size()) return &(*array)[*position];
    fail(fmt::format("{} has {} elements, counted from [0]: there is no {}", so_far(),
                     array->size(), part));
    return nullptr;
  }

  std::string so_far() const {
    std::string place;
    for (std::size_t i = 0; i < depth_; ++i) {
      std::string const& part = assignment_.path[i];
      if (!place.empty() && part[0] != '[') place += '.';
      place += part;
    }
    return place;
  }

  Assignment const& assignment_;
  Problems& problems_;
  std::size_t depth_ = 0;
};

}  // namespace

std::vector<std::string> split_path(std::string_view path) {
  std::vector<std::string> parts(1);
  for (char const c : path) {
    if (c == '.')
      parts.emplace_back();
    else if (c == '[')
      parts.emplace_back(1, c);
    else
      parts.back() += c;
  }
  for (std::string const& part : parts)
    if (part.empty()) return {};
  return parts;
}

Node const* find_value(Node const& root, std::vector<std::string> const& path) {
  Node const* node = &root;
  for (std::string const& part : path) {
    std::optional<std::size_t> const position = position_of(part);
    if (position) {
      if (!node->array() || *position >= node->array()->size()) return nullptr;
      node = &(*node->array())[*position];
    } else {
      if (!node->table() || !node->table()->contains(part)) return nullptr;
      node = &node->table()->at(part);
    }
  }
  return node;
}

void assign(Assignment const& assignment, Node value, Node& root, Problems& problems) {
  Assigner(assignment, problems).assign(root, std::move(value));
}

std::vector<Assignment> apply_assignments(std::string_view option,
                                          std::vector<std::string> const& texts, Node& root,
                                          Problems& problems) {
  std::vector<Assignment> assignments;
  for (std::string const& text : texts) {
    Assignment assignment{
        .at = {.file = fmt::format("{} {}", option, text)}, .path = {}, .place = {}};
    problems.add_file(assignment.at.file);
    auto const equals = text.find('=');
    assignment.place = std::string(trimmed(std::string_view(text).substr(0, equals)));
    assignment.path = split_path(assignment.place);
    if (equals == std::string::npos || assignment.path.empty()) {
      problems.add(assignment.at, "", "must be KEY=VALUE, such as builds.NAME.capacity_gw=8");
      continue;
    }
    Node value = value_of(trimmed(std::string_view(text).substr(equals + 1)), assignment.at);
    assign(assignment, std::move(value), root, problems);
    assignments.push_back(std::move(assignment));
  }
  return assignments;
}

}  // namespace nameplate
