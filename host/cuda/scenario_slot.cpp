#include "host/cuda/scenario_slot.hpp"

#include <algorithm>
#include <utility>

#include "host/cuda/device_executor.hpp"
#include "kernels/cuda/run_paths.hpp"
#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

constexpr std::uint64_t default_chunk_paths = std::uint64_t{1} << 22;  // as of a run

PlanHeader const& header_of(Plan const& plan) { return PlanView(plan.bytes.data()).header(); }

void copy_sums(std::span<WideTotal const> from, std::vector<WideSum>& to) {
  for (std::size_t i = 0; i < from.size(); ++i)
    to[i] = {from[i].low, static_cast<std::int64_t>(from[i].high)};
}

}  // namespace

ScenarioTallies::ScenarioTallies(std::size_t bins, std::size_t outputs, Stream const& stream)
    : chunk_counts(bins, "the counters of a chunk"),
      chunk_sums(outputs, "the sums of a chunk"),
      chunk_squares(outputs, "the sums of a chunk"),
      counts(bins, "the counters"),
      sums(outputs, "the sums"),
      squares(outputs, "the sums"),
      host_counts(bins),
      host_sums(outputs),
      host_squares(outputs) {
  chunk_counts.clear(stream.get());
  chunk_sums.clear(stream.get());
  chunk_squares.clear(stream.get());
}

ScenarioSlot::ScenarioSlot(RunOptions const& options, Notice notice)
    : options_(options),
      notice_(std::move(notice)),
      chunk_paths_(max_chunk(options, default_chunk_paths)) {}

void ScenarioSlot::load(Plan const& plan) {
  PlanHeader const& header = header_of(plan);
  if (!tallies_ || !tallies_->has_room(header)) {
    tallies_.reset();
    tallies_.emplace(header.bin_count, header.output_count, stream_);
  }
  if (plan_ && plan_->replace(plan, resident_path_blocks, chunk_paths_, stream_)) return;
  plan_.reset();
  plan_.emplace(plan, resident_path_blocks, chunk_paths_, notice_, stream_);
}

bool ScenarioSlot::start(ScenarioTask task) {
  task_ = std::move(task);
  load(*task_->plan);
  tallies_->counts.clear(stream_.get());
  tallies_->sums.clear(stream_.get());
  tallies_->squares.clear(stream_.get());
  if (queue_chunks()) {
    queue_copies();
    return true;
  }
  task_.reset();
  return false;
}

bool ScenarioSlot::queue_chunks() {
  PlanHeader const& header = header_of(*task_->plan);
  ChunkTallies const chunk{tallies_->chunk_counts.data(), tallies_->chunk_sums.data(),
                           tallies_->chunk_squares.data()};
  TotalTallies const total{tallies_->counts.data(), tallies_->sums.data(),
                           tallies_->squares.data()};
  std::uint64_t const end = options_.first_path + options_.paths;
  std::size_t queued = 0;
  for (std::uint64_t first = options_.first_path; first < end; first += chunk_paths_, ++queued) {
    if (options_.stop != nullptr && *options_.stop) return false;
    Event& done = chunk_done_[queued % 2];
    if (queued >= 2) done.synchronize();  // so that a long scenario can be stopped
    PathRange const range{first, static_cast<std::uint32_t>(std::min(chunk_paths_, end - first))};
    cuda_check(launch_run_paths(plan_->launch(), plan_->view(), options_.seed, range,
                                plan_->scratch(), chunk, stream_.get()),
               "launch of the path kernel");
    cuda_check(
        launch_fold_chunk(header.bin_count, header.output_count, chunk, total, stream_.get()),
        "launch of the fold kernel");
    stream_.record(done);
  }
  return true;
}

void ScenarioSlot::queue_copies() {
  PlanHeader const& header = header_of(*task_->plan);
  tallies_->counts.download(tallies_->host_counts.first(header.bin_count), stream_.get());
  tallies_->sums.download(tallies_->host_sums.first(header.output_count), stream_.get());
  tallies_->squares.download(tallies_->host_squares.first(header.output_count), stream_.get());
}

std::optional<ScenarioResult> ScenarioSlot::finish() {
  if (!task_) return std::nullopt;
  stream_.synchronize();
  Plan const& plan = *task_->plan;
  Tallies tallies(plan);
  tallies.paths = options_.paths;
  auto const counts = tallies_->host_counts.first(tallies.counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] != 0) tallies.counts[i] = counts[i];  // a page never written stays unallocated
  copy_sums(tallies_->host_sums.first(tallies.sums.size()), tallies.sums);
  copy_sums(tallies_->host_squares.first(tallies.squares.size()), tallies.squares);
  return ScenarioResult{*std::exchange(task_, {}), std::move(tallies)};
}

}  // namespace nameplate
