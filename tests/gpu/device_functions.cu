#include "host/cuda/device_buffer.hpp"
#include "host/cuda/stream.hpp"
#include "kernels/cuda/path_launch.hpp"
#include "kernels/cuda/rank_bins.hpp"
#include "kernels/path.hpp"
#include "tests/gpu/device_functions.hpp"

namespace nameplate {
namespace {

constexpr std::uint32_t block_threads = 128;

__device__ std::uint32_t thread_number() { return blockIdx.x * blockDim.x + threadIdx.x; }

__global__ void apply_kernel(Function function, std::uint32_t* words, std::uint32_t count) {
  if (thread_number() < count) words[thread_number()] = apply(function, words[thread_number()]);
}

__global__ void draw_kernel(PhiloxDraw* draws, std::uint32_t count) {
  if (thread_number() < count) draws[thread_number()].run();
}

/// `slots` is [slot][thread of the grid].
__global__ void outputs_kernel(__grid_constant__ DevicePlan const device_plan, std::uint64_t seed,
                               std::uint64_t first, std::uint32_t count, float* slots_memory,
                               float* outputs) {
  if (thread_number() >= count) return;
  PlanView const plan(device_plan.header, device_plan.tables);
  Slots<float> const slots(slots_memory + thread_number(), count);
  float* const own = outputs + std::size_t{thread_number()} * plan.header().output_count;
  fill_constants(plan, slots);
  evaluate_path(plan, seed, first + thread_number(), slots,
                [&](std::uint32_t output, float value) { own[output] = value; });
}

std::uint32_t blocks_for(std::size_t threads) {
  return static_cast<std::uint32_t>((threads + block_threads - 1) / block_threads);
}

template <class T>
DeviceBuffer<T> uploaded(std::span<T const> source, Stream& stream) {
  DeviceBuffer<T> buffer(source.size(), "a test");
  buffer.upload(source, stream.get());
  return buffer;
}

template <class T>
void download(DeviceBuffer<T> const& buffer, std::span<T> target, Stream& stream) {
  cuda_check(cudaGetLastError(), "launch");
  buffer.download(target, stream.get());
  stream.synchronize();
}

}  // namespace

std::vector<std::uint32_t> apply_on_device(Function function,
                                           std::span<std::uint32_t const> words) {
  Stream stream;
  DeviceBuffer<std::uint32_t> const buffer = uploaded(words, stream);
  auto const count = static_cast<std::uint32_t>(words.size());
  apply_kernel<<<blocks_for(count), block_threads, 0, stream.get()>>>(function, buffer.data(),
                                                                      count);
  std::vector<std::uint32_t> results(words.size());
  download<std::uint32_t>(buffer, results, stream);
  return results;
}

void draw_on_device(std::span<PhiloxDraw> draws) {
  Stream stream;
  DeviceBuffer<PhiloxDraw> const buffer = uploaded<PhiloxDraw>(draws, stream);
  auto const count = static_cast<std::uint32_t>(draws.size());
  draw_kernel<<<blocks_for(count), block_threads, 0, stream.get()>>>(buffer.data(), count);
  download(buffer, draws, stream);
}

std::vector<float> outputs_on_device(Plan const& plan, std::uint64_t seed, std::uint64_t first,
                                     std::uint32_t count) {
  PlanHeader const& header = PlanView(plan.bytes.data()).header();
  Stream stream;
  DeviceBuffer<std::byte> const bytes = uploaded<std::byte>(plan.bytes, stream);
  DeviceBuffer<float> const slots(std::size_t{header.slot_count} * count, "slots");
  DeviceBuffer<float> const outputs(std::size_t{header.output_count} * count, "outputs");
  outputs_kernel<<<blocks_for(count), block_threads, 0, stream.get()>>>(
      {header, bytes.data()}, seed, first, count, slots.data(), outputs.data());
  std::vector<float> values(outputs.size());
  download<float>(outputs, values, stream);
  return values;
}

std::vector<RankBin> rank_bins_on_device(std::span<std::uint64_t const> counts,
                                         std::span<std::uint64_t const> ranks) {
  Stream stream;
  DeviceBuffer<std::uint64_t> const device_counts = uploaded(counts, stream),
                                    device_ranks = uploaded(ranks, stream);
  DeviceBuffer<std::uint64_t> const cumulative(counts.size(), "cumulative counts");
  DeviceBuffer<RankBin> const bins(ranks.size(), "bins");
  rank_bins_on_device(device_counts.data(), static_cast<std::uint32_t>(counts.size()),
                      cumulative.data(), device_ranks.data(),
                      static_cast<std::uint32_t>(ranks.size()), bins.data(), stream.get());
  std::vector<RankBin> results(ranks.size());
  download<RankBin>(bins, results, stream);
  return results;
}

}  // namespace nameplate
