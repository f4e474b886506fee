#include "host/catalog/value_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace nameplate {
namespace {

/// A value within another one.
std::string inner_text(Node const& node) {
  return node.string() ? fmt::format("\"{}\"", *node.string()) : value_text(node);
}

std::string array_text(Array const& array) {
  std::vector<std::string> elements;
  elements.reserve(array.size());
  for (Node const& element : array) elements.push_back(inner_text(element));
  return fmt::format("[{}]", fmt::join(elements, ", "));
}

std::string table_text(Table const& table) {
  std::vector<std::string> entries;
  entries.reserve(table.size());
  for (auto const& [key, value] : table)
    entries.push_back(fmt::format("{} = {}", key, inner_text(value)));
  return fmt::format("{{ {} }}", fmt::join(entries, ", "));
}

}  // namespace

std::string value_text(Node const& node) {
  if (node.string()) return *node.string();
  if (node.array()) return array_text(*node.array());
  if (node.table()) return table_text(*node.table());
  return describe(node);
}

}  // namespace nameplate
