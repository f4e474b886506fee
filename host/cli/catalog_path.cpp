#include "host/cli/catalog_path.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <optional>
#include <system_error>
#include <vector>

#include "host/refuse.hpp"
#include "nameplate/shipped.hpp"

namespace nameplate {

namespace fs = std::filesystem;

namespace {

/// Folder of the data that is installed with the running program; none where the system does not
/// tell where that lies.
std::optional<fs::path> installed_data() {
  std::error_code error;
  fs::path const program = fs::read_symlink("/proc/self/exe", error);
  if (error) return std::nullopt;
  return (program.parent_path() / NAMEPLATE_RELATIVE_DATA_DIR).lexically_normal();
}

/// The file as asked, or the shipped one of that name. `what`: "catalog".
fs::path data_path(std::string const& asked, char const* name, char const* what) {
  if (!asked.empty()) return asked;
  std::vector<fs::path> folders = {shipped_data(), "data"};
  if (auto const installed = installed_data()) folders.insert(folders.begin(), *installed);
  std::vector<std::string> tried;
  for (fs::path const& folder : folders) {
    if (fs::exists(folder / name)) return folder / name;
    tried.push_back((folder / name).string());
  }
  refuse("", fmt::format("no {} given, and there is none of {}", what, fmt::join(tried, ", ")));
}

}  // namespace

fs::path catalog_path(std::string const& asked) {
  return data_path(asked, "catalog.toml", "catalog");
}

fs::path milestones_path(std::string const& asked) {
  return data_path(asked, "milestones.toml", "file of milestones");
}

}  // namespace nameplate
