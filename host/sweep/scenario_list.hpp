#pragma once

#include <map>
#include <string>
#include <vector>

#include "host/catalog/problems.hpp"
#include "host/sweep/sweep.hpp"

namespace nameplate {

/// A key with the values that it takes in a block of a sweep.
struct Axis {
  std::uint32_t key = 0;
  std::vector<std::uint32_t> values;
};

/// Collects the scenarios of a sweep.
class ScenarioList {
 public:
  /// \param sweep gets keys, values and scenarios; has none yet
  ScenarioList(Sweep& sweep, Problems& problems);

  /// The position of a key among those of the sweep.
  std::uint32_t key(std::string const& key);
  std::uint32_t add_value(Node const& value, Location const& at);

  /// All combinations of the values; that of the last axis changes fastest.
  void add_grid(std::vector<Axis> const& axes, Location const& at, std::string const& place);
  /// Each value of each axis alone.
  void add_one_at_a_time(std::vector<Axis> const& axes, Location const& at,
                         std::string const& place);
  void add_named(std::string const& id, std::vector<Setting> settings, Location const& at,
                 std::string const& place);

 private:
  struct Mention {
    Location at;
    std::string place;
  };

  bool has_room(std::uint64_t count, Location const& at, std::string const& place);
  std::string id_of(std::vector<Setting> const& settings) const;

  Sweep& sweep_;
  Problems& problems_;
  std::map<std::string, std::uint32_t> key_positions_;
  std::map<std::string, Mention> ids_;
  bool is_full_ = false;
};

}  // namespace nameplate
