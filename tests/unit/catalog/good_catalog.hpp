#pragma once

#include <string>

#include "nameplate/catalog.hpp"

namespace nameplate {

inline std::string const good_catalog =
    std::string(NAMEPLATE_TEST_DIR) + "/errors/catalogs/good.toml";

/// The small good catalog with some keys replaced.
inline Catalog good_catalog_with(std::string const& text, CatalogOptions const& options = {}) {
  return parse_catalog("base = \"" + good_catalog + "\"\n" + text, "test.toml", options);
}

inline Catalog good_catalog_as_of(std::string const& date, std::string const& text = "") {
  return good_catalog_with(text, {.as_of = date, .assignments = {}});
}

}  // namespace nameplate
