#pragma once

#include <nanobind/nanobind.h>

#include <string>

namespace nameplate::python {

/// An analysis that is done, in the forms in which the command line writes it.
struct Document {
  std::string json, table;
};

/// Adds Document and the functions that make one: `compare`, `sensitivity` and `claims`.
void bind_analyses(nanobind::module_& module);

}  // namespace nameplate::python
