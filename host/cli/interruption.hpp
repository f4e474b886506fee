#pragma once

#include <atomic>

namespace nameplate {

/// While there is one, the first SIGINT or SIGTERM asks a run to stop, and the second one ends the
/// process at once. A signal that is ignored stays so. One at a time.
class Interruption {
 public:
  Interruption();
  Interruption(Interruption const&) = delete;
  Interruption(Interruption&&) = delete;
  Interruption& operator=(Interruption const&) = delete;
  Interruption& operator=(Interruption&&) = delete;
  ~Interruption();

  /// True from the first signal on.
  std::atomic<bool> const& flag() const;
  /// The signal that came; 0: none.
  int signal() const;
};

}  // namespace nameplate
