#pragma once

#include "nameplate/team.hpp"

namespace nameplate {

/// See also PartialResult (host/cli).
enum ExitCode { success = 0, bad_input = 2, failed_run = 3 };

/// What the exception that is being handled means for the process. \pre one is
Failure current_failure();

}  // namespace nameplate
