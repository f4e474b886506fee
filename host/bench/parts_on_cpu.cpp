#include <tbb/parallel_for.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "host/bench/part_functions.hpp"
#include "host/bench/parts.hpp"
#include "host/cpu/aligned_array.hpp"
#include "host/cpu/isa.hpp"
#include "host/cpu/tile_worker.hpp"
#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

/// Tiles of outputs that a thread tallies in turn.
constexpr std::size_t tallied_tiles = 4;

/// What a thread holds: slots with the variables of some paths, and tiles of outputs.
class PartWorker {
 public:
  PartWorker(Plan const& plan, PartFunctions const& parts, TileFunctions const& tiles,
             std::uint64_t seed)
      : outputs_(PlanView(plan.bytes.data()).header().output_count * tile_paths),
        slots_(aligned_array<float>(PlanView(plan.bytes.data()).header().slot_count *
                                    static_cast<std::size_t>(parts.lanes))),
        values_(aligned_array<float>(tallied_tiles * outputs_)),
        tally_(plan, tiles) {
    parts.prepare(plan.bytes.data(), slots());
    parts.draw(plan.bytes.data(), seed, 0, 0, 1, slots());
    TileEvaluator evaluator(plan, tiles);
    for (std::uint64_t tile = 0; tile < tallied_tiles; ++tile) {
      evaluator.run(seed, {tile * tile_paths, 0, tile_paths});
      std::copy_n(evaluator.outputs(), outputs_, outputs(tile));
    }
  }

  float* slots() const { return slots_.get(); }
  float* outputs(std::uint64_t tile) const {
    return values_.get() + tile % tallied_tiles * outputs_;
  }
  TileTally& tally() { return tally_; }

 private:
  std::size_t outputs_;  // of a tile
  AlignedArray<float> slots_, values_;
  TileTally tally_;
};

/// Three arrays that no cache holds: together four times the last level.
class TriadArrays {
 public:
  static constexpr std::size_t block = 1 << 16;  // values of one piece of work

  TriadArrays() : blocks_(array_bytes() / (block * sizeof(float))) {
    for (AlignedArray<float>& array : arrays_) array = aligned_array<float>(blocks_ * block);
  }

  std::uint64_t blocks() const { return blocks_; }
  std::uint64_t bytes() const { return arrays_.size() * blocks_ * block * sizeof(float); }
  float* at(std::size_t array, std::uint64_t i) const { return arrays_[array].get() + i * block; }

 private:
  static std::size_t array_bytes() {
    constexpr std::size_t least = std::size_t{32} << 20;
    long const cache_bytes = std::max(0L, ::sysconf(_SC_LEVEL3_CACHE_SIZE));
    return std::max(least, static_cast<std::size_t>(cache_bytes) * 4 / 3);
  }

  std::uint64_t blocks_;
  std::array<AlignedArray<float>, 3> arrays_;
};

class CpuParts final : public Parts {
 public:
  CpuParts(Plan const& plan, RunOptions const& options)
      : plan_(plan),
        options_(options),
        isa_(chosen_isa(options.isa)),
        parts_(part_functions(isa_)) {
    for (std::size_t i = 0; i < thread_count(options); ++i)
      workers_.emplace_back(plan, parts_, tile_functions(isa_), options.seed);
  }

  Timed draw(std::uint64_t first, std::uint64_t paths) override {
    return timed_tiles(first, paths, [this](PartWorker const& worker, Tile const& tile) {
      drawn_ += parts_.draw(plan_.bytes.data(), options_.seed, tile.start, tile.from, tile.to,
                            worker.slots());
    });
  }

  Timed evaluate(std::uint64_t paths) override {
    return timed_tiles(0, paths, [this](PartWorker const& worker, Tile const& tile) {
      parts_.chain(plan_.bytes.data(), tile.from, tile.to, worker.slots(), worker.outputs(0));
    });
  }

  Timed tally(std::uint64_t paths) override {
    return timed_tiles(0, paths, [](PartWorker& worker, Tile const& tile) {
      worker.tally().add(tile, worker.outputs(tile.start / tile_paths));
    });
  }

  Timed compute(std::uint64_t operations) override {
    constexpr std::uint64_t rounds = 2000;  // of one piece of work: some tens of microseconds
    std::uint64_t const piece = rounds * parts_.operations_per_round;
    std::uint64_t const pieces = (operations + piece - 1) / piece;
    double const seconds = timed_pieces(pieces, [this](std::uint64_t) {
      if (parts_.compute(rounds) == 0) ++vanished_;  // uses the result
    });
    return {pieces * piece, seconds};
  }

  Timed move(std::uint64_t bytes) override {
    if (!arrays_) {
      arrays_.emplace();
      timed_pieces(arrays_->blocks(), [this](std::uint64_t i) {  // touched first as it is used
        for (std::size_t k = 0; k < 3; ++k)
          std::fill_n(arrays_->at(k, i), TriadArrays::block, 1.0f);
      });
    }
    std::uint64_t const passes = std::max<std::uint64_t>(1, bytes / arrays_->bytes());
    double seconds = 0;
    for (std::uint64_t pass = 0; pass < passes; ++pass)
      seconds += timed_pieces(arrays_->blocks(), [this](std::uint64_t i) {
        parts_.triad(arrays_->at(0, i), arrays_->at(1, i), arrays_->at(2, i), TriadArrays::block);
      });
    return {passes * arrays_->bytes(), seconds};
  }

  std::uint32_t drawn() const override { return drawn_; }
  bool uses_device_clock() const override { return false; }
  double tally_bytes_per_path() const override { return 0; }

 private:
  using Clock = std::chrono::steady_clock;

  static double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
  }

  Timed timed_tiles(std::uint64_t first, std::uint64_t paths,
                    std::function<void(PartWorker&, Tile const&)> const& work) {
    PathQueue queue(PathSet({first, paths}));
    PathSource source(queue, [](std::uint64_t) {});
    auto const start = Clock::now();
    for_each_tile(options_, source,
                  [&](std::size_t worker, Tile const& tile) { work(workers_[worker], tile); });
    return {paths, seconds_since(start)};
  }

  double timed_pieces(std::uint64_t count, std::function<void(std::uint64_t)> const& work) {
    auto const start = Clock::now();
    with_threads(options_, [&] { tbb::parallel_for(std::uint64_t{0}, count, work); });
    return seconds_since(start);
  }

  Plan const& plan_;
  RunOptions const options_;
  Isa isa_;
  PartFunctions parts_;
  std::vector<PartWorker> workers_;
  std::optional<TriadArrays> arrays_;
  std::atomic<std::uint32_t> drawn_ = 0;
  std::atomic<std::uint32_t> vanished_ = 0;
};

}  // namespace

std::unique_ptr<Parts> parts_on_cpu(Plan const& plan, RunOptions const& options) {
  return std::make_unique<CpuParts>(plan, options);
}

}  // namespace nameplate
