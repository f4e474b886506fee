#include "host/python/background.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace nb = nanobind;

namespace nameplate::python {
namespace {

using namespace std::chrono_literals;

/// How long a signal waits, and how smooth progress is.
constexpr auto check_interval = 50ms;

/// Work on a thread of its own. Made and destroyed with the interpreter's lock held.
class Background {
 public:
  Background(RunOptions options, std::function<void(RunOptions const&)> const& work)
      : options_(std::move(options)) {
    options_.stop = &stop_;
    options_.progress = [this](std::uint64_t paths) { paths_done_ = paths; };
    options_.notice = [this](std::string const& text) { notices_.push_back(text); };
    thread_ = std::thread([this, &work] { run(work); });
  }
  Background(Background const&) = delete;
  Background(Background&&) = delete;
  Background& operator=(Background const&) = delete;
  Background& operator=(Background&&) = delete;

  /// Work that is not waited for is stopped.
  ~Background() {
    stop_ = true;
    nb::gil_scoped_release const unlocked;
    thread_.join();
  }

  /// Whether it is done; waits a while for that.
  bool is_done() {
    nb::gil_scoped_release const unlocked;
    std::unique_lock lock(mutex_);
    return done_changed_.wait_for(lock, check_interval, [this] { return is_done_; });
  }

  std::uint64_t paths_done() const { return paths_done_; }

  /// \pre it is done
  std::vector<std::string> const& notices() const { return notices_; }
  std::exception_ptr const& error() const { return error_; }

 private:
  void run(std::function<void(RunOptions const&)> const& work) {
    try {
      work(options_);
    } catch (...) {
      error_ = std::current_exception();
    }
    std::scoped_lock const lock(mutex_);
    is_done_ = true;
    done_changed_.notify_one();
  }

  RunOptions options_;
  std::atomic<bool> stop_ = false;
  std::atomic<std::uint64_t> paths_done_ = 0;
  std::vector<std::string> notices_;  // never added to by two threads at once
  std::exception_ptr error_;
  std::mutex mutex_;
  std::condition_variable done_changed_;
  bool is_done_ = false;  // under the mutex
  std::thread thread_;
};

}  // namespace

void run_in_background(RunOptions options, Progress const& progress,
                       std::function<void(RunOptions const&)> const& work) {
  Background background(std::move(options), work);
  auto const report = [&] {
    if (!progress.callback.is_none()) progress.callback(background.paths_done(), progress.total);
  };
  while (!background.is_done()) {
    if (PyErr_CheckSignals() != 0) throw nb::python_error();
    report();
  }
  for (std::string const& notice : background.notices())
    if (PyErr_WarnEx(PyExc_RuntimeWarning, notice.c_str(), 1) != 0) throw nb::python_error();
  if (background.error()) std::rethrow_exception(background.error());
  report();
}

}  // namespace nameplate::python
