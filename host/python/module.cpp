#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>

#include "host/python/analyses.hpp"
#include "host/python/arguments.hpp"
#include "host/python/catalog.hpp"
#include "host/python/charts.hpp"
#include "host/python/device_array.hpp"
#include "host/python/errors.hpp"
#include "host/python/runs.hpp"
#include "host/python/sweeps.hpp"
#include "nameplate/run.hpp"
#include "nameplate/version.hpp"

/// What host/python/nameplate is made of: handles of C++ objects and functions of words. All
/// defaults, frames and pictures are in Python.
NB_MODULE(_core, module) {
  using namespace nameplate;
  module.doc() = "The compiled part of nameplate; import nameplate instead.";
  python::bind_errors(module);
  python::bind_entries(module);
  python::bind_catalog(module);
  python::bind_arguments(module);
  python::bind_device_array(module);
  python::bind_runs(module);
  python::bind_analyses(module);
  python::bind_sweeps(module);
  python::bind_charts(module);
  module.def("version", [] { return build_info().version; });
  module.def(
      "has_cuda", [] { return available(Backend::cuda); },
      "Whether a CUDA device can be used here.");
}
