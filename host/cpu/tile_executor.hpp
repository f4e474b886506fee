#pragma once

#include <memory>
#include <string>
#include <vector>

#include "host/available_memory.hpp"
#include "host/cpu/for_each_tile.hpp"
#include "host/cpu/isa.hpp"
#include "host/executor.hpp"
#include "host/required_memory.hpp"

namespace nameplate {

/// Gives every thread a Worker, made when it is first needed from the functions of the instruction
/// set: run(seed, tile) evaluates a tile, add_to(tallies) moves what it has tallied out.
template <class Worker>
class TileExecutor : public Executor {
 public:
  /// \param make_worker std::unique_ptr<Worker>(TileFunctions const&)
  /// \throws InputError if the workers' counters do not fit the memory that is available
  TileExecutor(RunOptions const& options, std::vector<Plan const*> tallied,
               std::function<std::unique_ptr<Worker>(TileFunctions const&)> make_worker)
      : options_(options),
        isa_(chosen_isa(options.isa)),
        functions_(tile_functions(isa_)),
        tallied_(std::move(tallied)),
        make_worker_(std::move(make_worker)),
        workers_(thread_count(options)) {
    require_counter_memory(counter_demand(tallied_, worker_count(options)),
                           available_memory_bytes());
  }

  void run(PathSource& paths) override {
    for_each_tile(options_, paths, [&](std::size_t thread, Tile const& tile) {
      std::unique_ptr<Worker>& worker = workers_[thread];
      if (!worker) worker = make_worker_(functions_);
      worker->run(options_.seed, tile);
    });
  }

  std::vector<Tallies> take() override {
    std::vector<Tallies> total;
    total.reserve(tallied_.size());
    for (Plan const* plan : tallied_) total.emplace_back(*plan);
    for (std::unique_ptr<Worker> const& worker : workers_)
      if (worker) worker->add_to(total);
    return total;
  }

  std::string device() const override { return describe_cpu(options_, isa_, functions_.lanes); }

 private:
  RunOptions const& options_;
  Isa isa_;
  TileFunctions functions_;
  std::vector<Plan const*> tallied_;
  std::function<std::unique_ptr<Worker>(TileFunctions const&)> make_worker_;
  std::vector<std::unique_ptr<Worker>> workers_;  // by thread
};

}  // namespace nameplate
