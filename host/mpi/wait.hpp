#pragma once

#include <mpi.h>

#include <chrono>
#include <thread>

namespace nameplate {

/// Blocks until `is_true()`, without taking a core from those who work. MPI's own blocking calls
/// would: they poll.
template <class IsTrue>
void wait_until(IsTrue const& is_true) {
  using namespace std::chrono_literals;
  while (!is_true()) std::this_thread::sleep_for(50us);
}

inline void wait_for(MPI_Request& request) {
  wait_until([&request] {
    int is_complete = 0;
    MPI_Test(&request, &is_complete, MPI_STATUS_IGNORE);
    return is_complete != 0;
  });
}

}  // namespace nameplate
