#pragma once

#include <nanobind/nanobind.h>

#include <cstddef>
#include <memory>
#include <utility>

#include "nameplate/samples.hpp"

namespace nameplate::python {

/// Samples in the memory of a CUDA device, for libraries that speak DLPack or the CUDA array
/// interface: shape (outputs, paths), float32, row by row. Keeps that memory.
class DeviceArray {
 public:
  DeviceArray(std::shared_ptr<DeviceSamples> samples, std::size_t first, std::size_t count)
      : samples_(std::move(samples)), first_(first), count_(count) {}

  float* data() const { return samples_->values.get() + first_ * samples_->paths; }
  std::size_t rows() const { return count_; }
  std::size_t paths() const { return samples_->paths; }
  int device() const { return samples_->device; }
  std::shared_ptr<DeviceSamples> const& owner() const { return samples_; }

 private:
  std::shared_ptr<DeviceSamples> samples_;
  std::size_t first_, count_;
};

void bind_device_array(nanobind::module_& module);

}  // namespace nameplate::python
