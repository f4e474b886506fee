#pragma once

#include <nanobind/nanobind.h>

#include <cstdint>
#include <functional>

#include "nameplate/run.hpp"

namespace nameplate::python {

/// Of a run: called with the paths done and those to do, from the thread that waits; None: no one
/// asks.
struct Progress {
  nanobind::object callback;
  std::uint64_t total = 0;
};

/// Calls `work` on another thread, without the interpreter's lock, with `options` that it can be
/// stopped by and tell of its progress and notices, and waits for it. A signal's handler that
/// raises, as that of Ctrl-C does, or a callback that does, stops the work: what it has done so far
/// is thrown away. Notices become RuntimeWarnings once it is done. \throws what `work` throws
void run_in_background(RunOptions options, Progress const& progress,
                       std::function<void(RunOptions const&)> const& work);

}  // namespace nameplate::python
