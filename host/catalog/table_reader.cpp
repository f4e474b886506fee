#include "host/catalog/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "host/catalog/date.hpp"

namespace nameplate {

std::string to_string(Allowed const& allowed) {
  bool const has_min = allowed.min > -no_limit, has_max = allowed.max < no_limit;
  if (has_min && has_max && allowed.min_exclusive)
    return fmt::format("above {} and at most {}", allowed.min, allowed.max);
  if (has_min == has_max) return fmt::format("between {} and {}", allowed.min, allowed.max);
  if (has_max) return fmt::format("at most {}", allowed.max);
  return fmt::format("{} {}", allowed.min_exclusive ? "above" : "at least", allowed.min);
}

std::optional<double> read_number(Node const& node, std::string const& place,
                                  Allowed const& allowed, Problems& problems) {
  double value = 0;
  if (auto const* integer = std::get_if<std::int64_t>(&node.value)) {
    value = static_cast<double>(*integer);
  } else if (auto const* real = std::get_if<double>(&node.value)) {
    value = *real;
  } else {
    problems.add(node.at, place, fmt::format("must be a number, is {}", describe(node)));
    return std::nullopt;
  }
  if (!std::isfinite(value) || std::abs(value) > no_limit) {
    problems.add(
        node.at, place,
        fmt::format("must be a number from -{0} to {0}, is {1}", no_limit, describe(node)));
    return std::nullopt;
  }
  if (!allowed.contains(value)) {
    problems.add(node.at, place, fmt::format("must be {}, is {}", to_string(allowed), value));
    return std::nullopt;
  }
  return value;
}

TableReader::TableReader(Node const& node, std::string place, Problems& problems)
    : node_(node), place_(std::move(place)), problems_(problems) {
  if (!node.table()) problem(fmt::format("must be a table, is {}", describe(node)));
}

std::string TableReader::place(std::string_view key) const {
  return place_.empty() ? std::string(key) : fmt::format("{}.{}", place_, key);
}

Node const* TableReader::find(std::string_view key) {
  known_.emplace_back(key);
  if (!node_.table()) return nullptr;
  auto const entry = node_.table()->find(std::string(key));
  return entry == node_.table()->end() ? nullptr : &entry->second;
}

Node const* TableReader::require(std::string_view key) {
  Node const* const value = find(key);
  if (!value && node_.table()) problem(fmt::format("missing key \"{}\"", key));
  return value;
}

std::optional<double> TableReader::number(std::string_view key, Allowed const& allowed) {
  Node const* const value = find(key);
  return value ? read_number(*value, place(key), allowed, problems_) : std::nullopt;
}

double TableReader::required_number(std::string_view key, Allowed const& allowed) {
  Node const* const value = require(key);
  return value ? read_number(*value, place(key), allowed, problems_).value_or(NAN) : NAN;
}

std::string TableReader::text_of(Node const& node, std::string_view key) {
  if (!node.string()) {
    problem(key, fmt::format("must be a string, is {}", describe(node)));
    return {};
  }
  if (node.string()->empty()) problem(key, "must not be empty");
  return *node.string();
}

std::string TableReader::text(std::string_view key) {
  Node const* const value = find(key);
  return value ? text_of(*value, key) : std::string();
}

std::string TableReader::required_text(std::string_view key) {
  Node const* const value = require(key);
  return value ? text_of(*value, key) : std::string();
}

std::vector<std::string> TableReader::texts(std::string_view key) {
  std::vector<std::string> texts;
  Node const* const value = find(key);
  if (!value) return texts;
  if (!value->array()) {
    problem(key, fmt::format("must be an array of strings, is {}", describe(*value)));
    return texts;
  }
  for (Node const& element : *value->array()) {
    if (element.string() && !element.string()->empty())
      texts.push_back(*element.string());
    else
      problems_.add(element.at, place(key),
                    fmt::format("must be an array of strings, has {}", describe(element)));
  }
  return texts;
}

std::vector<double> TableReader::numbers(std::string_view key, Allowed const& allowed) {
  std::vector<double> numbers;
  Node const* const value = require(key);
  if (!value) return numbers;
  if (!value->array()) {
    problem(key, fmt::format("must be an array of numbers, is {}", describe(*value)));
    return numbers;
  }
  for (Node const& element : *value->array())
    numbers.push_back(read_number(element, place(key), allowed, problems_).value_or(NAN));
  return numbers;
}

std::string TableReader::date_of(Node const& node, std::string_view key) {
  std::string text;
  if (node.string()) text = *node.string();
  if (auto const* year = std::get_if<std::int64_t>(&node.value)) text = fmt::format("{}", *year);
  if (end_of_period(text)) return text;
  problem(key, fmt::format("must be a date ({}), is {}", date_forms, describe(node)));
  return {};
}

std::string TableReader::date(std::string_view key) {
  Node const* const value = find(key);
  return value ? date_of(*value, key) : std::string();
}

std::string TableReader::required_date(std::string_view key) {
  Node const* const value = require(key);
  return value ? date_of(*value, key) : std::string();
}

std::optional<std::size_t> TableReader::word(std::string_view key,
                                             std::vector<std::string> const& words) {
  std::string const word = text(key);
  if (word.empty()) return std::nullopt;
  auto const position = std::find(words.begin(), words.end(), word);
  if (position != words.end()) return static_cast<std::size_t>(position - words.begin());
  problem(key, fmt::format("unknown word \"{}\"{}", word, suggestion(word, words)));
  return std::nullopt;
}

void TableReader::problem(std::string_view key, std::string text) {
  Node const* const value = find(key);
  problems_.add(value ? value->at : node_.at, place(key), std::move(text));
}

void TableReader::problem(std::string text) { problems_.add(node_.at, place_, std::move(text)); }

void TableReader::know(std::vector<std::string> const& keys) {
  known_.insert(known_.end(), keys.begin(), keys.end());
}

void TableReader::finish() {
  if (!node_.table()) return;
  std::sort(known_.begin(), known_.end());
  known_.erase(std::unique(known_.begin(), known_.end()), known_.end());
  for (auto const& [key, value] : *node_.table()) {
    if (std::binary_search(known_.begin(), known_.end(), key)) continue;
    problems_.add(value.at, place(key), fmt::format("unknown key{}", suggestion(key, known_)));
  }
}

}  // namespace nameplate
