#pragma once

#include <filesystem>

#ifndef NAMEPLATE_DATA_DIR
#error \
    "NAMEPLATE_DATA_DIR is not defined: link to the CMake target Nameplate::nameplate, which does"
#endif

namespace nameplate {

/// Folder of the files that come with the library, as it was when the including program was
/// compiled. A program that is moved to another machine needs a copy of them.
inline std::filesystem::path shipped_data() { return NAMEPLATE_DATA_DIR; }

/// The catalog that comes with the library.
inline std::filesystem::path shipped_catalog() { return shipped_data() / "catalog.toml"; }

}  // namespace nameplate
