#include "host/cli/catalog_path.hpp"

#include <fmt/format.h>

#include "host/refuse.hpp"

namespace nameplate {

namespace {

/// The file as asked, or the shipped one of that name, of the program's source tree or below the
/// working directory. `what`: "catalog".
std::filesystem::path data_path(std::string const& asked, char const* name, char const* what) {
  if (!asked.empty()) return asked;
  std::filesystem::path const shipped = std::filesystem::path(NAMEPLATE_DATA_DIR) / name;
  std::filesystem::path const local = std::filesystem::path("data") / name;
  for (auto const& path : {shipped, local})
    if (std::filesystem::exists(path)) return path;
  refuse("", fmt::format("no {} given, and neither {} nor {} is there", what, shipped.string(),
                         local.string()));
}

}  // namespace

std::filesystem::path catalog_path(std::string const& asked) {
  return data_path(asked, "catalog.toml", "catalog");
}

std::filesystem::path milestones_path(std::string const& asked) {
  return data_path(asked, "milestones.toml", "file of milestones");
}

}  // namespace nameplate
