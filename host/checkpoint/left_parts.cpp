#include "host/checkpoint/left_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace nameplate {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view infix = ".rank";

/// Of "FILE.rank3", and of the lock and the unfinished state beside it, 3.
std::optional<int> rank_of(std::string_view name, std::string const& file) {
  if (!name.starts_with(file + std::string(infix))) return {};
  name.remove_prefix(file.size() + infix.size());
  int rank = 0;
  auto const [end, error] = std::from_chars(name.data(), name.data() + name.size(), rank);
  name.remove_prefix(static_cast<std::size_t>(end - name.data()));
  bool const is_part = name.empty() || name == ".lock" || name == ".tmp";
  return error == std::errc{} && rank >= 0 && is_part ? std::optional(rank) : std::nullopt;
}

bool holds_all(PathSet const& set, PathSet const& paths) {
  return std::all_of(paths.spans().begin(), paths.spans().end(),
                     [&set](PathSpan const& span) { return set.missing_from(span).empty(); });
}

}  // namespace

fs::path part_path(fs::path const& file, int rank) {
  return fmt::format("{}{}{}", file.string(), infix, rank);
}

std::vector<int> ranks_with_parts(fs::path const& file) {
  fs::path const folder = file.has_parent_path() ? file.parent_path() : ".";
  std::set<int> ranks;
  try {
    for (fs::directory_entry const& entry : fs::directory_iterator(folder))
      if (auto const rank = rank_of(entry.path().filename().string(), file.filename().string()))
        ranks.insert(*rank);
  } catch (fs::filesystem_error const& error) {
    throw RunError(fmt::format("cannot read {}: {}", folder.string(), error.code().message()));
  }
  return {ranks.begin(), ranks.end()};
}

LeftParts::LeftParts(fs::path const& file) : file_(file) {
  for (int const rank : ranks_with_parts(file))
    parts_.push_back(std::make_unique<CheckpointFile>(part_path(file, rank)));
}

std::optional<Checkpoint> LeftParts::with(std::optional<Checkpoint> found) const {
  for (auto const& part : parts_) {
    std::optional<Checkpoint> held = part->read();
    if (!held) continue;
    if (!found) {
      found = std::move(held);
    } else if (!holds_all(found->paths, held->paths)) {
      found = merge(std::move(*found), *held, file_.string(), part->path().string());
    }
  }
  return found;
}

void LeftParts::remove() {
  for (auto const& part : parts_) part->remove();
  parts_.clear();
}

}  // namespace nameplate
