#include <fmt/format.h>
#include <toml++/toml.h>

#include <cstddef>
#include <optional>
#include <sstream>

#include "host/catalog/document.hpp"
#include "host/catalog/limits.hpp"

namespace nameplate {
namespace {

/// Finds where text nests deeper than the limit, by brackets or by dots of a key, before the
/// parser's recursion meets it. Knows just enough TOML to skip strings and comments.
class NestingScan {
 public:
  explicit NestingScan(std::string_view text) : text_(text) {}

  /// Line of the first value that is too deep.
  std::optional<int> first_too_deep() {
    while (position_ < text_.size()) {
      step();
      if (brackets_ > deepest_nesting || dots_ >= deepest_nesting) return line_;
    }
    return std::nullopt;
  }

 private:
  void step() {
    char const c = text_[position_];
    if (c == '"' || c == '\'') return skip_string(c);
    if (c == '#') return skip_until('\n');
    ++position_;
    if (c == '.') {
      ++dots_;
    } else if (c == '[' || c == '{') {
      ++brackets_;
      dots_ = 0;
    } else if (c == ']' || c == '}') {
      --brackets_;
      dots_ = 0;
    } else if (c == '=' || c == ',' || c == '\n') {
      dots_ = 0;
      if (c == '\n') ++line_;
    }
  }

  void skip_until(char end) {
    while (position_ < text_.size() && text_[position_] != end) ++position_;
  }

  /// Skips a string, with three quotes also over line ends; without, an unclosed one ends with its
  /// line.
  void skip_string(char quote) {
    std::string const triple(3, quote);
    bool const is_long = text_.substr(position_, 3) == triple;
    position_ += is_long ? 3 : 1;
    while (position_ < text_.size()) {
      char const c = text_[position_];
      if (is_long ? text_.substr(position_, 3) == triple : c == quote) {
        position_ += is_long ? 3 : 1;
        return;
      }
      if (c == '\n') {
        if (!is_long) return;
        ++line_;
      }
      position_ +=
          c == '\\' && quote == '"' && position_ + 1 < text_.size() && text_[position_ + 1] != '\n'
              ? 2
              : 1;
    }
  }

  std::string_view text_;
  std::size_t position_ = 0;
  int line_ = 1;
  int brackets_ = 0;
  int dots_ = 0;
};

Location location_of(toml::source_region const& region, std::string const& file) {
  return {file, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

Node node_of(toml::node const& source, Location at, std::string const& file);

Table table_of(toml::table const& source, std::string const& file) {
  Table table;
  for (auto const& [key, value] : source)
    table.emplace(std::string(key.str()), node_of(value, location_of(key.source(), file), file));
  return table;
}

Array array_of(toml::array const& source, std::string const& file) {
  Array array;
  array.reserve(source.size());
  for (toml::node const& element : source)
    array.push_back(node_of(element, location_of(element.source(), file), file));
  return array;
}

/// A date, time or both as TOML writes it.
template <class Time>
std::string time_text(toml::value<Time> const& value) {
  std::ostringstream text;
  text << value.get();
  return text.str();
}

Node node_of(toml::node const& source, Location at, std::string const& file) {
  Node node{.value = false, .at = std::move(at)};
  switch (source.type()) {
    case toml::node_type::table:
      node.value = table_of(*source.as_table(), file);
      break;
    case toml::node_type::array:
      node.value = array_of(*source.as_array(), file);
      break;
    case toml::node_type::string:
      node.value = source.as_string()->get();
      break;
    case toml::node_type::integer:
      node.value = source.as_integer()->get();
      break;
    case toml::node_type::floating_point:
      node.value = source.as_floating_point()->get();
      break;
    case toml::node_type::boolean:
      node.value = source.as_boolean()->get();
      break;
    case toml::node_type::date:
      node.value = time_text(*source.as_date());
      break;
    case toml::node_type::time:
      node.value = time_text(*source.as_time());
      break;
    case toml::node_type::date_time:
      node.value = time_text(*source.as_date_time());
      break;
    case toml::node_type::none:
      break;
  }
  return node;
}

}  // namespace

std::string describe(Node const& node) {
  struct Describe {
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
    std::string operator()(double value) const { return fmt::format("{}", value); }
    std::string operator()(std::string const& value) const {
      constexpr std::size_t longest = 60;
      if (value.size() <= longest) return fmt::format("\"{}\"", value);
      return fmt::format("\"{}...\"", value.substr(0, longest));
    }
    std::string operator()(Array const&) const { return "an array"; }
    std::string operator()(Table const&) const { return "a table"; }
  };
  return std::visit(Describe{}, node.value);
}

Node parse_toml(std::string_view text, std::string const& file, Problems& problems) {
  Node root{.value = Table{}, .at = {.file = file}};
  if (std::optional<int> const line = NestingScan(text).first_too_deep()) {
    problems.add({file, *line, 1}, "",
                 fmt::format("nested deeper than {} levels", deepest_nesting));
    return root;
  }
  try {
    root.value = table_of(toml::parse(text), file);
  } catch (toml::parse_error const& error) {
    problems.add(location_of(error.source(), file), "",
                 fmt::format("not valid TOML: {}", error.description()));
  }
  return root;
}

}  // namespace nameplate
