#pragma once

#include <nanobind/nanobind.h>

namespace nameplate::python {

/// Adds functions that make the Vega-Lite specifications of charts from JSON documents.
void bind_charts(nanobind::module_& module);

}  // namespace nameplate::python
