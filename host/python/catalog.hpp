#pragma once

#include <nanobind/nanobind.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "host/catalog/catalog_source.hpp"

namespace nameplate::python {

/// A catalog that is edited in place. What was asked of it goes on with the catalog as it was then.
class EditableCatalog {
 public:
  explicit EditableCatalog(CatalogSource source)
      : source_(std::make_shared<CatalogSource const>(std::move(source))) {}

  CatalogSource const& source() const { return *source_; }

  /// As it is now; stays as it is.
  std::shared_ptr<CatalogSource const> shared_source() const { return source_; }
  std::shared_ptr<Catalog const> shared() const { return {source_, &source_->base()}; }

  /// Puts all of the values in, or none. \throws InputError with every problem
  void edit(std::vector<Override> const& overrides);

  /// The edits so far, as KEY=VALUE.
  std::vector<std::string> const& edits() const { return edits_; }

 private:
  std::shared_ptr<CatalogSource const> source_;
  std::vector<std::string> edits_;
};

/// Adds EditableCatalog and what it holds.
void bind_catalog(nanobind::module_& module);
void bind_entries(nanobind::module_& module);

}  // namespace nameplate::python
