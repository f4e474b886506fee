#include "host/python/catalog.hpp"

#include <fmt/format.h>
#include <nanobind/stl/map.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "host/catalog/correlation.hpp"
#include "host/catalog/keys.hpp"
#include "host/catalog/value_text.hpp"
#include "host/python/values.hpp"

namespace nb = nanobind;
using namespace nanobind::literals;

namespace nameplate::python {

void EditableCatalog::edit(std::vector<Override> const& overrides) {
  source_ = std::make_shared<CatalogSource const>(source_->edited(overrides));
  for (Override const& each : overrides)
    edits_.push_back(fmt::format("{}={}", each.key, value_text(each.value)));
}

namespace {

EditableCatalog load(std::string const& path, std::optional<std::string> as_of,
                     bool repair_correlation) {
  CatalogOptions options;
  options.as_of = std::move(as_of);
  options.repair_correlation = repair_correlation;
  EditableCatalog catalog(open_catalog(path, options));
  std::string const notice = repair_text(catalog.source().base());
  if (!notice.empty() && PyErr_WarnEx(PyExc_RuntimeWarning, notice.c_str(), 1) != 0)
    throw nb::python_error();
  return catalog;
}

/// A place in messages: `catalog["builds.x.capacity_gw"] = 2`.
Override override_of(std::string const& key, nb::handle value) {
  Node node = to_node(value, {});
  Location const at{.file = fmt::format("catalog[\"{}\"] = {}", key, value_text(node))};
  return {key, to_node(value, at), at};
}

void set_all(EditableCatalog& catalog, nb::typed<nb::dict, nb::str, nb::any> const& values) {
  std::vector<Override> overrides;
  overrides.reserve(nb::len(values));
  for (auto [key, value] : values)
    overrides.push_back(override_of(nb::cast<std::string>(key), value));
  catalog.edit(overrides);
}

/// Says how far the key leads and what could come next.
[[noreturn]] void raise_key_error(Node const& root, std::vector<std::string> const& path,
                                  std::string const& key) {
  std::vector<std::string> known;
  std::string unknown = key;
  for (std::size_t length = 0; length < path.size(); ++length) {
    std::vector<std::string> const start(path.begin(),
                                         path.begin() + static_cast<std::ptrdiff_t>(length));
    Node const* const node = find_value(root, start);
    if (node == nullptr) break;
    unknown = path[length];
    known = node->table() ? keys(*node->table()) : std::vector<std::string>{};
  }
  throw nb::key_error(
      fmt::format("{}: nothing is written at \"{}\"{}", key, unknown, suggestion(unknown, known))
          .c_str());
}

nb::object get(EditableCatalog const& catalog, std::string const& key) {
  std::vector<std::string> const path = split_path(key);
  Node const& root = catalog.source().root();
  Node const* const node = path.empty() ? nullptr : find_value(root, path);
  if (node == nullptr) raise_key_error(root, path, key);
  return to_python(*node);
}

bool has(EditableCatalog const& catalog, std::string const& key) {
  std::vector<std::string> const path = split_path(key);
  return !path.empty() && find_value(catalog.source().root(), path) != nullptr;
}

template <auto Member>
auto get_entry(EditableCatalog const& catalog) {
  return catalog.source().base().*Member;
}

}  // namespace

void bind_catalog(nb::module_& module) {
  nb::class_<EditableCatalog>(module, "EditableCatalog", "A catalog that is edited in place.")
      .def_static("load", load, "path"_a, "as_of"_a.none(), "repair_correlation"_a)
      .def("copy", [](EditableCatalog const& catalog) { return catalog; })
      .def("get", get, "key"_a, "What is written at a key.")
      .def("has", has, "key"_a)
      .def("set", set_all, "values"_a, "Puts all of the values in, or none.")
      .def_prop_ro("edits", &EditableCatalog::edits, "As KEY=VALUE.")
      .def_prop_ro("name", get_entry<&Catalog::name>)
      .def_prop_ro("path", get_entry<&Catalog::path>)
      .def_prop_ro("as_of", get_entry<&Catalog::as_of>)
      .def_prop_ro("builds", get_entry<&Catalog::builds>)
      .def_prop_ro("parameters", get_entry<&Catalog::parameters>)
      .def_prop_ro("platforms", get_entry<&Catalog::platforms>)
      .def_prop_ro("regions", get_entry<&Catalog::regions>)
      .def_prop_ro("groups", get_entry<&Catalog::groups>)
      .def_prop_ro("claims", get_entry<&Catalog::claims>)
      .def_prop_ro("sources", get_entry<&Catalog::sources>);
}

}  // namespace nameplate::python
