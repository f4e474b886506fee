#pragma once

#include <nanobind/nanobind.h>

namespace nameplate::python {

/// Adds Simulation and `simulate`, which makes one.
void bind_runs(nanobind::module_& module);

}  // namespace nameplate::python
