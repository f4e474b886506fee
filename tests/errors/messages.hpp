#pragma once

#include <filesystem>
#include <string>

#include "nameplate/catalog.hpp"

namespace nameplate {

/// Where the bad catalogs lie; the tests run there, so that messages name files alone.
inline std::filesystem::path const catalogs_directory =
    std::filesystem::path(NAMEPLATE_TEST_DIR) / "errors" / "catalogs";

/// The message that loading a catalog gives, one problem per line; empty if it loads.
inline std::string message_of(std::filesystem::path const& catalog,
                              CatalogOptions const& options = {}) {
  std::filesystem::current_path(catalogs_directory);
  try {
    load_catalog(catalog, options);
  } catch (InputError const& error) {
    return error.what();
  }
  return "";
}

}  // namespace nameplate
