#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/catalog/document.hpp"
#include "host/catalog/problems.hpp"
#include "kernels/parameters.hpp"

namespace nameplate {

/// The values that a figure may have.
struct Allowed {
  double min = -no_limit, max = no_limit;
  bool min_exclusive = false;

  bool contains(double value) const {
    return value <= max && (min_exclusive ? value > min : value >= min);
  }
};
inline constexpr Allowed positive = {.min = 0, .min_exclusive = true};
inline constexpr Allowed fraction = {.min = 0, .max = 1};

/// "between 0 and 1", "above 0", "at least 1": for messages.
std::string to_string(Allowed const& allowed);

/// A finite number in the allowed range; none, with a problem, otherwise.
std::optional<double> read_number(Node const& node, std::string const& place,
                                  Allowed const& allowed, Problems& problems);

/// One table of the catalog while it is read. Hands out values by key and reports what is wrong
/// with them; a value that is missing or wrong comes back empty. `finish` reports the keys that
/// nobody asked for.
class TableReader {
 public:
  /// A node that is not a table is a problem, and then reads as an empty table without further
  /// complaint.
  TableReader(Node const& node, std::string place, Problems& problems);

  std::string const& place() const { return place_; }
  std::string place(std::string_view key) const;
  Location const& at() const { return node_.at; }
  Problems& problems() const { return problems_; }

  /// The value of a key, if it is there.
  Node const* find(std::string_view key);
  /// The value of a key that must be there.
  Node const* require(std::string_view key);

  std::optional<double> number(std::string_view key, Allowed const& allowed = {});
  double required_number(std::string_view key, Allowed const& allowed = {});
  std::string text(std::string_view key);
  std::string required_text(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  std::vector<double> numbers(std::string_view key, Allowed const& allowed = {});
  /// A date as written; checked.
  std::string date(std::string_view key);
  std::string required_date(std::string_view key);
  /// One of `words`: its position.
  std::optional<std::size_t> word(std::string_view key, std::vector<std::string> const& words);

  /// Reports a problem with a key (at its value), or with the table.
  void problem(std::string_view key, std::string text);
  void problem(std::string text);

  /// Makes keys known that are not read now.
  void know(std::vector<std::string> const& keys);
  void finish();

 private:
  std::string text_of(Node const& node, std::string_view key);
  std::string date_of(Node const& node, std::string_view key);

  Node const& node_;
  std::string place_;
  Problems& problems_;
  std::vector<std::string> known_;
};

}  // namespace nameplate
