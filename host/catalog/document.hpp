#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "host/catalog/problems.hpp"
#include "nameplate/error.hpp"

/// The text of a catalog as a tree, before anything is known about its meaning.
namespace nameplate {

struct Node;
using Array = std::vector<Node>;
using Table = std::map<std::string, Node>;

/// A value with the place where it, or its key, is written. Dates are strings.
struct Node {
  std::variant<bool, std::int64_t, double, std::string, Array, Table> value;
  Location at;

  Table const* table() const { return std::get_if<Table>(&value); }
  Table* table() { return std::get_if<Table>(&value); }
  Array const* array() const { return std::get_if<Array>(&value); }
  Array* array() { return std::get_if<Array>(&value); }
  std::string const* string() const { return std::get_if<std::string>(&value); }
};

/// "8", "\"eight\"", "an array", "a table": what stands there, for messages.
std::string describe(Node const& node);

/// Parses TOML. Problems (with the line): syntax, encoding, nesting deeper than 32 levels; the tree
/// is then empty.
Node parse_toml(std::string_view text, std::string const& file, Problems& problems);

/// Reads a catalog file with all that it includes and the catalog that it is based on, as one tree
/// without those two keys. Entries of `include`d files are added; the file's own keys replace those
/// of its base.
Node load_document(std::filesystem::path const& path, Problems& problems);

/// The same from text, with relative paths from the working directory.
Node load_document(std::string_view text, std::string const& name, Problems& problems);

/// Replaces what `target` says by what `change` says, key by key; the laws in `parameters` and
/// `by_status` one by one, every other value (a law, a mix of platforms, an array of phases) as a
/// whole.
void replace_keys(Table& target, Table const& change);

}  // namespace nameplate
