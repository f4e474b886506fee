#pragma once

#include <exception>
#include <new>
#include <string>

#include "host/team/failure.hpp"
#include "nameplate/error.hpp"
#include "nameplate/team.hpp"

namespace nameplate {

/// What `evaluate` returns. A failure of the machine is told with `way_on()`: how to go on after
/// it.
template <class Evaluate, class WayOn>
auto with_way_on(Evaluate const& evaluate, WayOn const& way_on) {
  try {
    return evaluate();
  } catch (InputError const&) {
    throw;
  } catch (TeamFailure const& error) {
    if (error.exit_code() != failed_run) throw;
    throw TeamFailure({failed_run, error.what() + way_on()});
  } catch (std::bad_alloc const&) {
    throw RunError("out of memory" + way_on());
  } catch (std::exception const& error) {
    throw RunError(error.what() + way_on());
  }
}

}  // namespace nameplate
