#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "host/catalog/assignments.hpp"
#include "host/catalog/table_reader.hpp"
#include "host/results/text.hpp"
#include "host/sweep/scenario_list.hpp"
#include "nameplate/version.hpp"

namespace nameplate {
namespace {

constexpr double max_paths = 1e15;
constexpr double max_seed = 9e15;  // what a number of TOML holds exactly, written either way

/// A key of a table and what stands there.
struct Entry {
  std::string const* key;
  Node const* value;
};

/// In the order in which they are written.
std::vector<Entry> entries_of(Table const& table) {
  std::vector<Entry> entries;
  entries.reserve(table.size());
  for (auto const& [key, value] : table) entries.push_back({&key, &value});
  std::sort(entries.begin(), entries.end(), [](Entry const& a, Entry const& b) {
    return std::tie(a.value->at.line, a.value->at.column) <
           std::tie(b.value->at.line, b.value->at.column);
  });
  return entries;
}

class SweepReader {
 public:
  SweepReader(Node const& root, std::string const& path, Problems& problems)
      : root_(root, "", problems), problems_(problems) {
    sweep_.path = path;
  }

  Sweep read() {
    read_schema();
    sweep_.name = root_.required_text("name");
    sweep_.catalog = root_.text("catalog");
    sweep_.as_of = root_.date("as_of");
    sweep_.metrics = root_.texts("metrics");
    sweep_.scopes = root_.texts("scopes");
    sweep_.given = root_.texts("given");
    read_dates();
    read_gross();
    sweep_.paths = whole_number("paths", 1, max_paths);
    sweep_.seed = whole_number("seed", 0, max_seed);
    read_scenarios();
    root_.finish();
    return std::move(sweep_);
  }

 private:
  void read_schema() {
    Node const* const schema = root_.require("schema");
    if (!schema) return;
    auto const* const version = std::get_if<std::int64_t>(&schema->value);
    if (!version || *version != sweep_schema_version)
      root_.problem("schema",
                    fmt::format("must be {}, is {}", sweep_schema_version, describe(*schema)));
  }

  void read_dates() {
    Node const* const dates = root_.find("dates");
    if (!dates) return;
    sweep_.dates_at = dates->at;
    if (!dates->array())
      return root_.problem("dates", fmt::format("must be an array, is {}", describe(*dates)));
    for (Node const& date : *dates->array()) {
      auto const* const year = std::get_if<std::int64_t>(&date.value);
      if (year)
        sweep_.dates.push_back(fmt::format("{}", *year));
      else if (date.string())
        sweep_.dates.push_back(*date.string());
      else
        problems_.add(date.at, "dates", fmt::format("must be dates, has {}", describe(date)));
    }
  }

  void read_gross() {
    Node const* const gross = root_.find("gross");
    if (!gross) return;
    if (bool const* const value = std::get_if<bool>(&gross->value))
      sweep_.gross = *value;
    else
      root_.problem("gross", fmt::format("must be true or false, is {}", describe(*gross)));
  }

  std::optional<std::uint64_t> whole_number(char const* key, double min, double max) {
    std::optional<double> const number = root_.number(key, {.min = min, .max = max});
    if (!number) return std::nullopt;
    if (*number != std::floor(*number)) {
      root_.problem(key, fmt::format("must be a whole number, is {}", *number));
      return std::nullopt;
    }
    return static_cast<std::uint64_t>(*number);
  }

  void read_scenarios() {
    ScenarioList list(sweep_, problems_);
    Node const* const blocks = root_.require("scenarios");
    if (!blocks) return;
    if (!blocks->array() || blocks->array()->empty())
      return root_.problem("scenarios",
                           fmt::format("must be one or more blocks [[scenarios]], is {}",
                                       blocks->array() ? "empty" : describe(*blocks)));
    for (std::size_t i = 0; i < blocks->array()->size(); ++i)
      read_block((*blocks->array())[i], fmt::format("scenarios[{}]", i), list);
    if (sweep_.keys.size() > most_swept_keys)
      root_.problem("scenarios", fmt::format("set {} keys of the catalog, they may set at most {}",
                                             sweep_.keys.size(), most_swept_keys));
  }

  void read_block(Node const& node, std::string const& place, ScenarioList& list) {
    TableReader block(node, place, problems_);
    if (!node.table()) return;
    Node const* const grid = block.find("grid");
    Node const* const named = block.find("list");
    Node const* const alone = block.find("one_at_a_time");
    block.finish();
    if ((grid != nullptr) + (named != nullptr) + (alone != nullptr) != 1)
      return block.problem("must have one of grid, list and one_at_a_time");
    if (grid) list.add_grid(axes(*grid, block.place("grid"), list), node.at, block.place("grid"));
    if (alone)
      list.add_one_at_a_time(axes(*alone, block.place("one_at_a_time"), list), node.at,
                             block.place("one_at_a_time"));
    if (named) read_list(*named, block.place("list"), list);
  }

  /// `{ "builds.north.slip_months" = [0, 6, 12], ... }`; none if something is wrong.
  std::vector<Axis> axes(Node const& node, std::string const& place, ScenarioList& list) {
    std::size_t const before = problems_.count();
    TableReader const table(node, place, problems_);
    if (!node.table()) return {};
    if (node.table()->empty())
      problems_.add(node.at, place, "must have a key of the catalog with its values");
    std::vector<Axis> axes;
    for (auto const& [key, values] : entries_of(*node.table())) {
      if (!check_key(*key, *values, place)) continue;
      if (!values->array() || values->array()->empty()) {
        problems_.add(values->at, place_of(place, *key),
                      fmt::format("must be an array of values, is {}",
                                  values->array() ? "empty" : describe(*values)));
        continue;
      }
      Axis axis{.key = list.key(*key), .values = {}};
      for (Node const& value : *values->array())
        axis.values.push_back(list.add_value(value, value.at));
      axes.push_back(std::move(axis));
    }
    return problems_.count() == before ? axes : std::vector<Axis>{};
  }

  void read_list(Node const& node, std::string const& place, ScenarioList& list) {
    if (!node.array() || node.array()->empty()) {
      problems_.add(node.at, place,
                    fmt::format("must be an array of {{ name = ..., set = {{ ... }} }}, is {}",
                                node.array() ? "empty" : describe(node)));
      return;
    }
    for (std::size_t i = 0; i < node.array()->size(); ++i)
      read_named((*node.array())[i], fmt::format("{}[{}]", place, i), list);
  }

  void read_named(Node const& node, std::string const& place, ScenarioList& list) {
    TableReader scenario(node, place, problems_);
    std::string const name = scenario.required_text("name");
    Node const* const set = scenario.require("set");
    scenario.finish();
    if (!set) return;
    TableReader const table(*set, scenario.place("set"), problems_);
    if (!set->table()) return;
    std::vector<Setting> settings;
    for (auto const& [key, value] : entries_of(*set->table()))
      if (check_key(*key, *value, table.place()))
        settings.push_back({list.key(*key), list.add_value(*value, value->at)});
    if (!name.empty()) list.add_named(name, std::move(settings), node.at, place);
  }

  static std::string place_of(std::string const& place, std::string const& key) {
    return fmt::format("{}.\"{}\"", place, key);
  }

  /// A key with dots and without quotes is a table to TOML.
  bool check_key(std::string const& key, Node const& value, std::string const& place) {
    if (split_path(key).size() > 1) return true;
    problems_.add(value.at, place_of(place, key),
                  "must be a key of the catalog, in quotes, such as \"builds.NAME.slip_months\"");
    return false;
  }

  TableReader root_;
  Problems& problems_;
  Sweep sweep_;
};

Sweep read_tree(Node const& root, std::string const& path, Problems& problems) {
  problems.throw_if_any();
  Sweep sweep = SweepReader(root, path, problems).read();
  problems.throw_if_any();
  return sweep;
}

}  // namespace

Sweep load_sweep(std::filesystem::path const& path) {
  Problems problems;
  Node const root = load_document(path, problems);
  return read_tree(root, path.string(), problems);
}

Sweep parse_sweep(std::string_view text, std::string const& name) {
  Problems problems;
  Node const root = load_document(text, name, problems);
  return read_tree(root, name, problems);
}

Sweep read_sweep(Node const& root, std::string const& name) {
  Problems problems;
  return read_tree(root, name, problems);
}

}  // namespace nameplate
