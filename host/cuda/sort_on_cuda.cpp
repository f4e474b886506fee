#include <tbb/parallel_for.h>

#include <algorithm>
#include <mutex>
#include <vector>

#include "host/cuda/device_buffer.hpp"
#include "host/cuda/device_executor.hpp"
#include "host/cuda/stream.hpp"
#include "host/run_executors.hpp"
#include "kernels/cuda/sort_values.hpp"

namespace nameplate {
namespace {

/// Runs shorter than this are not worth a launch: where memory is too short for them, sorting
/// fails.
constexpr std::uint64_t least_sort_values = std::uint64_t{1} << 16;

std::size_t temporary_bytes(std::uint64_t count) {
  std::size_t bytes = 0;
  cuda_check(sort_temporary_bytes(count, bytes), "memory of the sort");
  return bytes;
}

/// Sorts arrays of up to a number of values on the current device.
class DeviceSort {
 public:
  explicit DeviceSort(std::uint64_t max_count)
      : values_(max_count, "the values to sort"),
        other_(max_count, "the values to sort"),
        temporary_(temporary_bytes(max_count), "the sort") {}

  std::uint64_t max_count() const { return values_.size(); }

  void sort(std::span<float> values) {
    cuda_check(cudaMemcpyAsync(values_.data(), values.data(), values.size_bytes(),
                               cudaMemcpyHostToDevice, stream_.get()),
               "copy to the device");
    float* sorted = nullptr;
    cuda_check(launch_sort_values(temporary_.data(), temporary_.size(), values_.data(),
                                  other_.data(), values.size(), sorted, stream_.get()),
               "launch of the sort");
    cuda_check(cudaMemcpyAsync(values.data(), sorted, values.size_bytes(), cudaMemcpyDeviceToHost,
                               stream_.get()),
               "copy from the device");
    stream_.synchronize();
  }

 private:
  Stream stream_;
  DeviceBuffer<float> values_, other_;
  DeviceBuffer<std::byte> temporary_;
};

DeviceSort fitting_sort(std::uint64_t count, Notice const& notice) {
  Amount const amount{count, std::min(count, least_sort_values), 2 * sizeof(float),
                      "values to sort at a time"};
  return make_fitting(amount, notice, [](std::uint64_t fitting) { return DeviceSort(fitting); });
}

/// Values of which devices sort parts.
class SortedParts {
 public:
  explicit SortedParts(std::span<float> values) : values_(values), bounds_{values.size()} {}

  std::span<float> part(PathSpan span) const { return values_.subspan(span.first, span.count); }

  /// Tells of a part that is sorted. Thread-safe.
  void add(PathSpan span) {
    std::lock_guard const lock(mutex_);
    bounds_.push_back(span.first);
  }

  /// Merges neighbouring parts, then those, until one is left. \pre the parts are all values
  void merge() {
    std::sort(bounds_.begin(), bounds_.end());
    while (bounds_.size() > 2) merge_pairs();
  }

 private:
  void merge_pairs() {
    auto const at = [this](std::size_t bound) {
      return values_.begin() + static_cast<std::ptrdiff_t>(bounds_[bound]);
    };
    tbb::parallel_for(std::size_t{1}, bounds_.size() - 1, std::size_t{2}, [&](std::size_t middle) {
      std::inplace_merge(at(middle - 1), at(middle), at(middle + 1));
    });
    std::vector<std::size_t> outer;
    for (std::size_t i = 0; i < bounds_.size(); ++i)
      if (i % 2 == 0 || i + 1 == bounds_.size()) outer.push_back(bounds_[i]);
    bounds_ = std::move(outer);
  }

  std::span<float> values_;
  std::mutex mutex_;
  std::vector<std::size_t> bounds_;  // where parts begin, and the end
};

/// Takes positions of values for paths.
class SortWork : public DeviceWork {
 public:
  SortWork(Device const& device, RunOptions const& options, SortedParts& parts)
      : DeviceWork(device, options), parts_(parts) {}

  void evaluate(PathSource& positions) override {
    DeviceSort device = fitting_sort(options().chunk_paths, notice());
    while (auto const span = positions.next(device.max_count())) {
      device.sort(parts_.part(*span));
      parts_.add(*span);
    }
  }

  std::vector<Tallies> tallies() override { return {}; }

 private:
  SortedParts& parts_;
};

}  // namespace

void sort_on_cuda(std::span<float> values, RunOptions const& options) {
  if (values.empty()) return;
  RunOptions positions;
  positions.paths = values.size();
  positions.devices = options.devices;
  positions.notice = options.notice;
  SortedParts parts(values);
  auto const make = [&](Device const& device) {
    return std::make_unique<SortWork>(device, positions, parts);
  };
  Executors executors = on_each_device(positions, make);
  // Equal shares: every part more is one more to merge, on the host, which takes longer than to
  // sort.
  std::uint64_t const share = (values.size() + executors.size() - 1) / executors.size();
  std::uint64_t const asked = options.chunk_paths != 0 ? options.chunk_paths : share;
  positions.chunk_paths = std::min({asked, share, max_sort_values});
  run_executors(std::move(executors), {}, positions);
  parts.merge();
}

}  // namespace nameplate
