#pragma once

#include <nanobind/nanobind.h>

namespace nameplate::python {

/// Adds the exceptions InputError (a ValueError, with the list `problems`) and RunError (a
/// RuntimeError), which C++ errors become.
void bind_errors(nanobind::module_& module);

}  // namespace nameplate::python
