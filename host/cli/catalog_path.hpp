#pragma once

#include <filesystem>
#include <string>

namespace nameplate {

/// `asked`, or if that is empty the catalog that is shipped with the program: that installed beside
/// it, else that of the source tree it was built from, else data/catalog.toml in the working
/// directory. \throws InputError if there is none
std::filesystem::path catalog_path(std::string const& asked);

/// The same for the file of resolved milestones.
std::filesystem::path milestones_path(std::string const& asked);

}  // namespace nameplate
