#pragma once

#include <nanobind/nanobind.h>

namespace nameplate::python {

/// Adds SweepResult and `sweep`, which makes one.
void bind_sweeps(nanobind::module_& module);

}  // namespace nameplate::python
