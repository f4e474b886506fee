#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/catalog/document.hpp"
#include "nameplate/error.hpp"

/// What people write to run many scenarios of one catalog (docs/sweeps.md).
namespace nameplate {

inline constexpr std::size_t most_scenarios = 100'000;
inline constexpr std::size_t most_swept_keys = 256;

/// A key of the catalog that scenarios set.
struct SweptKey {
  std::string key;    // as of `--set`: "builds.north.slip_months"
  std::string label;  // in ids: "north.slip_months"
};

/// A value that scenarios give to a key.
struct SweptValue {
  Node value;
  std::string text;   // in results
  std::string label;  // in ids
  Location at;        // of the key
};

/// A key and its value, by their positions in the sweep.
struct Setting {
  std::uint32_t key = 0, value = 0;
};

struct Scenario {
  std::string id;
  std::vector<Setting> settings;  // in the order in which they are applied
  Location at;                    // of its block
};

struct Sweep {
  std::string name, path;
  std::string catalog;                                     // as written; empty: the shipped one
  std::string as_of;                                       // empty: the latest facts
  std::vector<std::string> metrics, scopes, dates, given;  // as written
  Location dates_at;
  bool gross = false;
  std::optional<std::uint64_t> paths, seed;
  std::vector<SweptKey> keys;  // in the order of their first mention
  std::vector<SweptValue> values;
  std::vector<Scenario> scenarios;  // the first is "base", without settings

  /// Where the catalog lies: what is written counts from the folder of the sweep's file.
  std::filesystem::path catalog_file() const {
    return std::filesystem::path(path).parent_path() / catalog;
  }
};

/// Reads the file of a sweep and writes its scenarios out; whether the catalog has such keys and
/// takes such values is not known yet. \throws InputError with every problem found
Sweep load_sweep(std::filesystem::path const& path);

/// The same from text; `name` stands for the file.
Sweep parse_sweep(std::string_view text, std::string const& name);

/// The same from what such a text says.
Sweep read_sweep(Node const& root, std::string const& name);

}  // namespace nameplate
