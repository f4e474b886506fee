#include "host/notice.hpp"

#include <mutex>

namespace nameplate {

void notify(RunOptions const& options, std::string const& text) {
  static std::mutex mutex;
  std::lock_guard const lock(mutex);
  if (options.notice) options.notice(text);
}

}  // namespace nameplate
