#include "host/cuda/device_tallies.hpp"

#include <vector>

#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

PlanHeader const& header_of(Plan const& plan) { return PlanView(plan.bytes.data()).header(); }

std::vector<WideSum> download_sums(DeviceBuffer<WideTotal> const& totals, Stream const& stream) {
  std::vector<WideTotal> words(totals.size());
  totals.download(words, stream.get());
  stream.synchronize();
  std::vector<WideSum> sums;
  sums.reserve(words.size());
  for (WideTotal const& word : words)
    sums.push_back({word.low, static_cast<std::int64_t>(word.high)});
  return sums;
}

}  // namespace

ChunkTallyBuffers::ChunkTallyBuffers(Plan const& plan, Stream const& stream)
    : counts_(header_of(plan).bin_count, "the counters of a chunk"),
      sums_(header_of(plan).output_count, "the sums of a chunk"),
      squares_(header_of(plan).output_count, "the sums of a chunk") {
  counts_.clear(stream.get());
  sums_.clear(stream.get());
  squares_.clear(stream.get());
}

DeviceTallies::DeviceTallies(Plan const& plan, Stream const& stream)
    : plan_(plan),
      counts_(header_of(plan).bin_count, "the counters"),
      sums_(header_of(plan).output_count, "the sums"),
      squares_(header_of(plan).output_count, "the sums") {
  clear(stream);
}

void DeviceTallies::clear(Stream const& stream) {
  counts_.clear(stream.get());
  sums_.clear(stream.get());
  squares_.clear(stream.get());
  paths_ = 0;
}

void DeviceTallies::fold(ChunkTallyBuffers const& chunk, std::uint64_t paths,
                         Stream const& stream) {
  PlanHeader const& header = header_of(plan_);
  TotalTallies const total{counts_.data(), sums_.data(), squares_.data()};
  cuda_check(
      launch_fold_chunk(header.bin_count, header.output_count, chunk.view(), total, stream.get()),
      "launch of the fold kernel");
  paths_ += paths;
}

Tallies DeviceTallies::take(Stream const& stream) {
  Tallies result(plan_);
  result.paths = paths_;
  counts_.download(result.counts, stream.get());
  result.sums = download_sums(sums_, stream);
  result.squares = download_sums(squares_, stream);
  clear(stream);
  return result;
}

}  // namespace nameplate
