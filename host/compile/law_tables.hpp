#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "kernels/plan.hpp"

namespace nameplate {

/// Tables of laws that many plans share: made anew they are nearly all of what a compilation takes.
/// Thread-safe.
class LawTables {
 public:
  using Table = std::shared_ptr<std::vector<Cell> const>;

  /// The table of `key`, which names the law and its transform; `make` makes one that is not known.
  Table find_or_make(std::string const& key, std::function<std::vector<Cell>()> const& make);

 private:
  std::mutex mutex_;
  std::map<std::string, Table> tables_;
};

}  // namespace nameplate
