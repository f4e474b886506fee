#include "host/compile/law_tables.hpp"

namespace nameplate {
namespace {

/// Of 8 KB each. What comes later is made and not kept.
constexpr std::size_t most_tables = 4096;

}  // namespace

LawTables::Table LawTables::find_or_make(std::string const& key,
                                         std::function<std::vector<Cell>()> const& make) {
  {
    std::lock_guard const lock(mutex_);
    if (auto const at = tables_.find(key); at != tables_.end()) return at->second;
  }
  auto made = std::make_shared<std::vector<Cell> const>(make());  // threads do not wait for it
  std::lock_guard const lock(mutex_);
  if (tables_.size() >= most_tables) return made;
  return tables_.try_emplace(key, std::move(made)).first->second;
}

}  // namespace nameplate
