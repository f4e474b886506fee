#include "host/cpu/tile_worker.hpp"

#include <utility>

#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

constexpr std::uint64_t max_counted_paths = std::uint64_t{1} << 31;

PlanHeader const& header_of(Plan const& plan) { return PlanView(plan.bytes.data()).header(); }

}  // namespace

TileEvaluator::TileEvaluator(Plan const& plan, TileFunctions const& functions)
    : plan_(plan.bytes.data()),
      functions_(functions),
      slots_(aligned_array<float>(std::size_t{header_of(plan).slot_count} *
                                  static_cast<std::size_t>(functions.lanes))),
      outputs_(aligned_array<float>(std::size_t{header_of(plan).output_count} * tile_paths)) {
  functions_.prepare(plan_, {slots_.get(), outputs_.get(), nullptr, nullptr, nullptr});
}

void TileEvaluator::run(std::uint64_t seed, Tile const& tile) {
  functions_.evaluate(plan_, seed, tile.start, tile.from, tile.to,
                      {slots_.get(), outputs_.get(), nullptr, nullptr, nullptr});
}

TileTally::TileTally(Plan const& plan, TileFunctions const& functions)
    : plan_(plan),
      functions_(functions),
      counts_(header_of(plan).bin_count),
      tile_sums_(header_of(plan).output_count),
      tile_squares_(header_of(plan).output_count),
      sums_(header_of(plan).output_count),
      squares_(header_of(plan).output_count) {}

void TileTally::add(Tile const& tile, float* outputs) {
  if (counted_paths_ > max_counted_paths)
    move_counts_to(earlier_ ? *earlier_ : earlier_.emplace(plan_));
  functions_.tally(plan_.bytes.data(), tile.from, tile.to,
                   {nullptr, outputs, counts_.data(), tile_sums_.data(), tile_squares_.data()});
  for (std::size_t o = 0; o < tile_sums_.size(); ++o) {
    sums_[o] += tile_sums_[o];
    squares_[o] += tile_squares_[o];
  }
  counted_paths_ += tile.to - tile.from;
}

void TileTally::move_to(Tallies& total) {
  move_counts_to(total);
  for (std::size_t o = 0; o < sums_.size(); ++o) {
    total.sums[o] += std::exchange(sums_[o], {});
    total.squares[o] += std::exchange(squares_[o], {});
  }
  if (earlier_) total += *std::exchange(earlier_, {});
}

void TileTally::move_counts_to(Tallies& total) {
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (counts_[i] == 0) continue;  // a page never written stays unallocated
    total.counts[i] += counts_[i];
    counts_[i] = 0;
  }
  total.paths += std::exchange(counted_paths_, 0);
}

}  // namespace nameplate
