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
    if (!tallied_.empty()) require_memory(worker_count(options));
  }

  void run(PathSource& paths) override {
    for_each_tile(options_, paths, [&](std::size_t thread, Tile const& tile) {
      std::unique_ptr<Worker>& worker = workers_[thread];
      if (!worker) worker = make_worker_(functions_);
      worker->run(options_.seed, tile);
    });
  }

  std::vector<Tallies> take() override {
    std::vector<Tallies> total = no_tallies();
    for (std::unique_ptr<Worker> const& worker : workers_)
      if (worker) worker->add_to(total);
    return total;
  }

  std::string device() const override { return describe_cpu(options_, isa_, functions_.lanes); }

 private:
  /// Few outputs use all the range of their counters, so where not all fit a few paths tell how
  /// much of it they use.
  void require_memory(std::uint64_t workers) {
    CounterDemand const most = counter_demand(tallied_, workers);
    require_counter_memory(most, address_space_bytes());
    std::uint64_t const available = system_memory_bytes("/");
    if (!fits(most, available))
      require_counter_memory(estimated_demand(tallied_, tallies_of_few_paths(), workers),
                             available);
  }

  std::vector<Tallies> tallies_of_few_paths() const {
    constexpr std::uint64_t tiles = 8;
    std::unique_ptr<Worker> const worker = make_worker_(functions_);
    for (std::uint64_t i = 0; i < tiles; ++i)
      worker->run(options_.seed, {.start = i * tile_paths, .from = 0, .to = tile_paths});
    std::vector<Tallies> total = no_tallies();
    worker->add_to(total);
    return total;
  }

  std::vector<Tallies> no_tallies() const {
    std::vector<Tallies> tallies;
    tallies.reserve(tallied_.size());
    for (Plan const* plan : tallied_) tallies.emplace_back(*plan);
    return tallies;
  }

  RunOptions const& options_;
  Isa isa_;
  TileFunctions functions_;
  std::vector<Plan const*> tallied_;
  std::function<std::unique_ptr<Worker>(TileFunctions const&)> make_worker_;
  std::vector<std::unique_ptr<Worker>> workers_;  // by thread
};

}  // namespace nameplate
