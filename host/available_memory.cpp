#include "host/available_memory.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace nameplate {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

/// The number that a file begins with; none if it is not there, or says "max".
std::optional<std::uint64_t> number_in(fs::path const& path) {
  std::ifstream file(path);
  std::uint64_t number = 0;
  if (file >> number) return number;
  return std::nullopt;
}

/// The number that follows a key, each of which begins a line.
std::optional<std::uint64_t> number_of(fs::path const& path, std::string_view key) {
  std::ifstream file(path);
  for (std::string word; file >> word;
       file.ignore(std::numeric_limits<std::streamsize>::max(), '\n'))
    if (std::uint64_t number = 0; word == key && file >> number) return number;
  return std::nullopt;
}

/// The files by which a version of control groups tells of memory.
struct GroupFiles {
  char const *mount, *limit, *usage, *reclaimable;  // reclaimable: a key of memory.stat
};
constexpr GroupFiles version_1 = {"sys/fs/cgroup/memory", "memory.limit_in_bytes",
                                  "memory.usage_in_bytes", "total_inactive_file"};
constexpr GroupFiles version_2 = {"sys/fs/cgroup", "memory.max", "memory.current", "inactive_file"};

/// What one group leaves of its limit.
std::uint64_t room_in_group(fs::path const& group, GroupFiles const& files) {
  std::optional<std::uint64_t> const limit = number_in(group / files.limit);
  if (!limit) return unlimited;
  std::uint64_t const used = number_in(group / files.usage).value_or(0);
  std::uint64_t const reclaimable = number_of(group / "memory.stat", files.reclaimable).value_or(0);
  return *limit - std::min(*limit, used - std::min(used, reclaimable));
}

/// What a group and all those above it leave. Within a container the path may be that outside; then
/// only the mount itself is there.
std::uint64_t room_in_groups(fs::path const& root, fs::path group, GroupFiles const& files) {
  std::uint64_t room = room_in_group(root / files.mount, files);
  for (; group.has_relative_path(); group = group.parent_path())
    room = std::min(room, room_in_group(root / files.mount / group.relative_path(), files));
  return room;
}

/// A line of /proc/self/cgroup is number:controllers:path; version 2 has number 0 and no
/// controllers.
std::uint64_t room_in_groups(fs::path const& root) {
  std::uint64_t room = unlimited;
  std::ifstream file(root / "proc/self/cgroup");
  for (std::string line; std::getline(file, line);) {
    std::size_t const first = line.find(':'), second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    std::string const controllers = "," + line.substr(first + 1, second - first - 1) + ",";
    std::string const path = line.substr(second + 1);
    if (line.starts_with("0::")) room = std::min(room, room_in_groups(root, path, version_2));
    if (controllers.find(",memory,") != std::string::npos)
      room = std::min(room, room_in_groups(root, path, version_1));
  }
  return room;
}

}  // namespace

std::uint64_t system_memory_bytes(fs::path const& root) {
  std::optional<std::uint64_t> const kib = number_of(root / "proc/meminfo", "MemAvailable:");
  return std::min(kib ? *kib * 1024 : unlimited, room_in_groups(root));
}

std::uint64_t address_space_bytes() {
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return unlimited;
  std::uint64_t const pages = number_in("/proc/self/statm").value_or(0);
  std::uint64_t const used = pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  return limit.rlim_cur - std::min<std::uint64_t>(limit.rlim_cur, used);
}

std::uint64_t available_memory_bytes() {
  return std::min(system_memory_bytes("/"), address_space_bytes());
}

}  // namespace nameplate
