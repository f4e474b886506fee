#pragma once

#include <nanobind/nanobind.h>

#include <string>

#include "host/catalog/document.hpp"

/// Values of a catalog as Python objects and back.
namespace nameplate::python {

/// bool, int, float, str, list or dict.
nanobind::object to_python(Node const& node);

/// The same kinds, and what stands for them: tuples, dates, numbers of NumPy. `at` is the place of
/// everything in it. \throws nanobind::type_error
Node to_node(nanobind::handle value, Location const& at);

/// Memory of the string as a NumPy array of bytes, which owns it.
nanobind::object owning_bytes(std::string bytes);

}  // namespace nameplate::python
