#include "host/team/failure.hpp"

#include <exception>
#include <new>

namespace nameplate {
namespace {

constexpr char const* out_of_memory =
    "out of memory: ask for fewer threads, metrics, dates or scopes; with --exact or --samples "
    "also for fewer paths";

}  // namespace

Failure current_failure() {
  try {
    throw;
  } catch (TeamFailure const& error) {
    return {error.exit_code(), error.what()};
  } catch (InputError const& error) {
    return {bad_input, error.what()};
  } catch (std::bad_alloc const&) {
    return {failed_run, out_of_memory};
  } catch (std::exception const& error) {  // RunError, or what no one foresaw
    return {failed_run, error.what()};
  }
}

}  // namespace nameplate
