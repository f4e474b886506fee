#include "host/cli/catalog_path.hpp"

#include <fmt/format.h>

#include "host/refuse.hpp"

namespace nameplate {

std::filesystem::path catalog_path(std::string const& asked) {
  if (!asked.empty()) return asked;
  std::filesystem::path const shipped = std::filesystem::path(NAMEPLATE_DATA_DIR) / "catalog.toml";
  std::filesystem::path const local = std::filesystem::path("data") / "catalog.toml";
  for (auto const& path : {shipped, local})
    if (std::filesystem::exists(path)) return path;
  refuse("", fmt::format("no catalog given, and neither {} nor {} is there", shipped.string(),
                         local.string()));
}

}  // namespace nameplate
