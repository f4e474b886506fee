#pragma once

#include <nanobind/nanobind.h>

/// What is asked for, as Python's functions have it.
namespace nameplate::python {

/// Adds Question, what to ask of the model, and Machine, how much to draw and on what; both check
/// their arguments as the command line checks its options.
void bind_arguments(nanobind::module_& module);

}  // namespace nameplate::python
