#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>

namespace nameplate {

/// Counts paths done and passes them on, one caller at a time.
class PathProgress {
 public:
  explicit PathProgress(std::function<void(std::uint64_t)> const& report) : report_(report) {}

  void add(std::uint64_t paths) {
    if (!report_ || paths == 0) return;
    done_ += paths;
    std::unique_lock const lock(mutex_, std::try_to_lock);
    if (lock) report_(done_);  // read under the lock: reports never go back
  }

 private:
  std::function<void(std::uint64_t)> const& report_;
  std::atomic<std::uint64_t> done_ = 0;
  std::mutex mutex_;
};

}  // namespace nameplate
