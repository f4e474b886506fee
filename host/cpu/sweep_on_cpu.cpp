#include <algorithm>
#include <condition_variable>
#include <exception>
#include <list>
#include <mutex>
#include <thread>
#include <utility>

#include "host/cpu/for_each_tile.hpp"
#include "host/cpu/isa.hpp"
#include "host/cpu/tile_worker.hpp"
#include "host/path_progress.hpp"
#include "host/path_queue.hpp"
#include "host/required_memory.hpp"
#include "host/sweep/sweep_job.hpp"

namespace nameplate {
namespace {

/// A scenario that threads are at work on.
struct OpenScenario {
  OpenScenario(std::size_t its_number, std::shared_ptr<Plan const> its_plan,
               RunOptions const& options)
      : number(its_number),
        plan(std::move(its_plan)),
        paths(PathSet({options.first_path, options.paths}), options.stop),
        total(*plan) {}

  std::size_t number;
  std::shared_ptr<Plan const> plan;
  PathQueue paths;
  int workers = 0;  // under the crew's mutex
  std::mutex mutex;
  Tallies total;  // under the mutex
};

/// Threads that share scenarios. Each takes one of its own while there is one, compiles it and runs
/// it, so that they wait for nothing; once there is no more they help with those of others, chunk
/// by chunk.
class Crew {
 public:
  Crew(SweepJob const& job, RunOptions const& options)
      : job_(job),
        options_(options),
        functions_(tile_functions(chosen_isa(options.isa))),
        progress_(options.progress) {}

  /// \throws what a scenario threw
  void run(std::size_t threads) {
    {
      std::vector<std::jthread> others;
      for (std::size_t i = 1; i < threads; ++i) others.emplace_back([this] { work(); });
      work();
    }
    if (error_) std::rethrow_exception(error_);
  }

 private:
  bool is_stopped() const {
    return options_.stop != nullptr && options_.stop->load(std::memory_order_relaxed);
  }

  void work() {
    try {
      while (OpenScenario* const scenario = join()) work_on(*scenario);
    } catch (...) {
      std::lock_guard const lock(mutex_);
      if (!error_) error_ = std::current_exception();
      for (OpenScenario& scenario : open_) scenario.paths.close();
      changed_.notify_all();
    }
  }

  /// A scenario to work on; none once there is nothing left to do.
  OpenScenario* join() {
    std::unique_lock lock(mutex_);
    while (has_more_ && !error_ && !is_stopped()) {
      ++opening_;
      lock.unlock();
      std::list<OpenScenario> opened = open_next();
      lock.lock();
      --opening_;
      changed_.notify_all();
      if (opened.empty()) {
        has_more_ = false;
        break;
      }
      ++opened.front().workers;
      open_.splice(open_.end(), opened);
      return &open_.back();
    }
    return help(lock);
  }

  /// The next scenario in a list of one; an empty list if there is none.
  std::list<OpenScenario> open_next() {
    std::list<OpenScenario> opened;
    try {
      if (std::optional<std::size_t> const number = job_.next())
        opened.emplace_back(*number, job_.plan(*number), options_);
    } catch (...) {
      std::lock_guard const lock(mutex_);
      --opening_;
      throw;
    }
    return opened;
  }

  OpenScenario* help(std::unique_lock<std::mutex>& lock) {
    for (;;) {
      if (error_) return nullptr;
      for (OpenScenario& scenario : open_) {
        if (!scenario.paths.has_more()) continue;
        ++scenario.workers;
        return &scenario;
      }
      if (opening_ == 0) return nullptr;
      changed_.wait(lock);
    }
  }

  void work_on(OpenScenario& scenario) {
    {
      TileEvaluator evaluator(*scenario.plan, functions_);
      TileTally tally(*scenario.plan, functions_);
      while (auto const span = scenario.paths.take(chunk_paths(options_))) {
        for_each_tile_in(*span, [&](Tile const& tile) {
          evaluator.run(options_.seed, tile);
          tally.add(tile, evaluator.outputs());
        });
        progress_.add(span->count);
      }
      std::lock_guard const lock(scenario.mutex);
      tally.move_to(scenario.total);
    }
    leave(scenario);
  }

  /// The last one to leave hands the tallies on, if they are of all paths.
  void leave(OpenScenario& scenario) {
    std::list<OpenScenario> finished;
    {
      std::lock_guard const lock(mutex_);
      if (--scenario.workers > 0) return;
      auto const at = std::find_if(open_.begin(), open_.end(),
                                   [&](OpenScenario const& open) { return &open == &scenario; });
      finished.splice(finished.end(), open_, at);
    }
    if (scenario.total.paths == options_.paths)
      job_.done(scenario.number, *scenario.plan, scenario.total);
  }

  SweepJob const& job_;
  RunOptions const& options_;
  TileFunctions functions_;
  PathProgress progress_;
  std::mutex mutex_;
  std::condition_variable changed_;  // a scenario was opened, or there is no more
  std::list<OpenScenario> open_;     // what follows is under the mutex
  int opening_ = 0;                  // threads that look for a scenario or compile one
  bool has_more_ = true;
  std::exception_ptr error_;
};

}  // namespace

std::string sweep_on_cpu(SweepJob const& job, RunOptions const& options) {
  Isa const isa = chosen_isa(options.isa);
  Crew(job, options).run(thread_count(options));
  return describe_cpu(options, isa, tile_functions(isa).lanes);
}

}  // namespace nameplate
