#include "host/python/values.hpp"

#include <nanobind/ndarray.h>
#include <nanobind/stl/string.h>

#include <memory>
#include <utility>

namespace nb = nanobind;

namespace nameplate::python {
namespace {

nb::object list_of(Array const& array) {
  nb::list list;
  for (Node const& element : array) list.append(to_python(element));
  return list;
}

nb::object dict_of(Table const& table) {
  nb::dict dict;
  for (auto const& [key, value] : table) dict[nb::cast(key)] = to_python(value);
  return dict;
}

Array array_of(nb::handle sequence, Location const& at) {
  Array array;
  array.reserve(nb::len(sequence));
  for (nb::handle element : sequence) array.push_back(to_node(element, at));
  return array;
}

/// The order of the values is kept in their columns, as that of a file is.
Table table_of(nb::dict const& dict, Location const& at) {
  Table table;
  int position = 0;
  for (auto [key, value] : dict) {
    if (!nb::isinstance<nb::str>(key)) throw nb::type_error("the keys of a table must be text");
    Node node = to_node(value, at);
    node.at.column = ++position;
    table.emplace(nb::cast<std::string>(key), std::move(node));
  }
  return table;
}

std::int64_t whole_number(nb::handle value) {
  nb::object const number = nb::steal(PyNumber_Index(value.ptr()));
  if (!number.is_valid()) throw nb::python_error();
  long long const result = PyLong_AsLongLong(number.ptr());
  if (result == -1 && PyErr_Occurred() != nullptr) throw nb::python_error();
  return result;
}

double real_number(nb::handle value) {
  double const result = PyFloat_AsDouble(value.ptr());
  if (result == -1 && PyErr_Occurred() != nullptr) throw nb::python_error();
  return result;
}

}  // namespace

nb::object to_python(Node const& node) {
  if (Array const* const array = node.array()) return list_of(*array);
  if (Table const* const table = node.table()) return dict_of(*table);
  if (std::string const* const text = node.string()) return nb::cast(*text);
  if (bool const* const truth = std::get_if<bool>(&node.value)) return nb::cast(*truth);
  if (auto const* const whole = std::get_if<std::int64_t>(&node.value)) return nb::cast(*whole);
  return nb::cast(std::get<double>(node.value));
}

Node to_node(nb::handle value, Location const& at) {
  if (nb::isinstance<nb::bool_>(value)) return {nb::cast<bool>(value), at};
  if (nb::isinstance<nb::str>(value)) return {nb::cast<std::string>(value), at};
  if (nb::isinstance<nb::dict>(value)) return {table_of(nb::borrow<nb::dict>(value), at), at};
  if (nb::isinstance<nb::list>(value) || nb::isinstance<nb::tuple>(value))
    return {array_of(value, at), at};
  if (PyIndex_Check(value.ptr()) != 0) return {whole_number(value), at};
  if (nb::hasattr(value, "__float__")) return {real_number(value), at};
  if (nb::hasattr(value, "isoformat"))
    return {nb::cast<std::string>(value.attr("isoformat")()), at};
  std::string const type = nb::cast<std::string>(nb::str(value.type()));
  throw nb::type_error(
      ("a value of a catalog is bool, int, float, str, list, dict or a date, not " + type).c_str());
}

nb::object owning_bytes(std::string bytes) {
  auto text = std::make_unique<std::string>(std::move(bytes));
  auto const* const data = reinterpret_cast<std::uint8_t const*>(text->data());
  std::size_t const size = text->size();
  nb::capsule const owner(text.release(),
                          [](void* owned) noexcept { delete static_cast<std::string*>(owned); });
  return nb::cast(nb::ndarray<nb::numpy, std::uint8_t const, nb::ndim<1>>(data, {size}, owner));
}

}  // namespace nameplate::python
