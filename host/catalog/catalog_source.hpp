#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "host/catalog/assignments.hpp"
#include "nameplate/catalog.hpp"

namespace nameplate {

/// A value in place of one of a catalog, as `--set KEY=VALUE` puts it there.
struct Override {
  std::string key;
  Node value;
  Location at;  // of the key
};

/// A catalog's documents, parsed once, from which catalogs are read that differ in a few values.
/// Thread-safe once made.
class CatalogSource {
 public:
  /// \param problems of the tree so far \throws InputError with every problem of the catalog
  CatalogSource(Node root, std::string const& path, CatalogOptions const& options,
                Problems problems);

  Catalog const& base() const { return base_; }

  /// The catalog with these values, in order. Reads only the entries that they change, where those
  /// can be told apart. \throws InputError with every problem
  Catalog with(std::vector<Override> const& overrides) const;

  /// A source in which they stand in place of what was written. \throws as `with`
  CatalogSource edited(std::vector<Override> const& overrides) const;

  /// The documents: files merged, revisions, assignments and edits in place.
  Node const& root() const { return root_; }

 private:
  struct Edit;

  /// Puts the values in and reads what they change.
  Edit edit(std::vector<Override> const& overrides) const;

  Node root_;
  bool repairs_correlation_;
  std::optional<double> as_of_;
  std::vector<Assignment> assignments_;
  Catalog whole_;  // also what `as_of` leaves out
  Catalog base_;
};

/// As load_catalog, for several catalogs.
CatalogSource open_catalog(std::filesystem::path const& path, CatalogOptions const& options);

}  // namespace nameplate
