#include "host/python/errors.hpp"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "nameplate/error.hpp"

namespace nb = nanobind;

namespace nameplate::python {
namespace {

void bind_problem(nb::module_& module) {
  nb::class_<Problem>(module, "Problem", "One thing wrong with the input.")
      .def_prop_ro(
          "file", [](Problem const& problem) { return problem.at.file; },
          "Where it is written: a file, or the expression of an edit.")
      .def_prop_ro(
          "line", [](Problem const& problem) { return problem.at.line; },
          "Counted from 1; 0 where there is none.")
      .def_ro("place", &Problem::place, "Key path, such as \"builds.x.phases[1].mw\".")
      .def_ro("text", &Problem::text)
      .def("__str__", [](Problem const& problem) { return to_string(problem); })
      .def("__repr__",
           [](Problem const& problem) { return "<Problem " + to_string(problem) + ">"; });
}

/// Raises the exception of type `payload` with the problems as its attribute.
void raise_input_error(std::exception_ptr const& error, void* payload) {
  try {
    std::rethrow_exception(error);
  } catch (InputError const& input_error) {
    nb::handle const type(static_cast<PyObject*>(payload));
    nb::object const raised = type(input_error.what());
    raised.attr("problems") = nb::cast(input_error.problems());
    PyErr_SetObject(type.ptr(), raised.ptr());
  }
}

}  // namespace

void bind_errors(nb::module_& module) {
  bind_problem(module);
  nb::exception<InputError> const input_error(module, "InputError", PyExc_ValueError);
  input_error.attr("__doc__") =
      "What was asked for cannot be used. `problems` lists everything found.";
  input_error.attr("problems") = nb::make_tuple();  // of those that Python raises
  nb::register_exception_translator(raise_input_error, input_error.ptr());
  nb::exception<RunError> const run_error(module, "RunError", PyExc_RuntimeError);
  run_error.attr("__doc__") = "The machine failed: out of memory, a device lost, a disk full.";
}

}  // namespace nameplate::python
