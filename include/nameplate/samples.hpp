#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "nameplate/run.hpp"
#include "nameplate/tallies.hpp"

namespace nameplate {

/// Every output on every path: what tallies are made of, kept. A path on which an output has no
/// value holds NaN, always the same bits; both zeros are +0. So samples that are equal are the same
/// bytes.
struct Samples {
  std::uint64_t paths = 0;       ///< of each output
  std::uint64_t first_path = 0;  ///< number of the first
  std::size_t outputs = 0;       ///< in the order of the plan's outputs
  ZeroedVector<float> values;    ///< [output][path]
  RunFacts facts;                ///< what ran

  /// Values of one output, by path.
  ///@{
  std::span<float> row(std::size_t output) {
    return std::span(values).subspan(output * paths, paths);
  }
  std::span<float const> row(std::size_t output) const {
    return std::span(values).subspan(output * paths, paths);
  }
  ///@}
};

/// Evaluates paths [first_path, first_path + paths) and keeps their outputs. They depend on plan,
/// seed and path range only. \throws InputError if the backend or instruction set asked for is not
/// there, or if the samples and two further rows, which sorting takes, are more than the memory
/// that is available; RunError if the machine fails or the run is stopped.
Samples sample(Plan const& plan, RunOptions const& options);

/// The same values in the memory of one CUDA device, for other programs that work there.
struct DeviceSamples {
  std::uint64_t paths = 0;        ///< of each output
  std::uint64_t first_path = 0;   ///< number of the first
  std::size_t outputs = 0;        ///< in the order of the plan's outputs
  int device = 0;                 ///< its number among those that are visible
  std::shared_ptr<float> values;  ///< [output][path], on the device; complete
  Tallies tallies;                ///< as `run` gives them
  RunFacts facts;                 ///< what ran
};

/// Evaluates paths [first_path, first_path + paths) on the first CUDA device that `options` name,
/// or that is usable, and keeps their outputs there. \throws InputError if there is none; RunError
/// if its memory does not suffice, the machine fails or the run is stopped
DeviceSamples sample_on_device(Plan const& plan, RunOptions const& options);

/// The tallies that `run` gives of the same paths. \throws std::invalid_argument unless `samples`
/// has the plan's number of outputs
Tallies tally(Plan const& plan, Samples const& samples, RunOptions const& options);

/// Sorts into ascending order, NaN last; the zeros become +0 and every NaN the one of samples, so
/// the bytes do not depend on backend, threads or chunks. \throws as `run`
void sort_values(std::span<float> values, RunOptions const& options);

}  // namespace nameplate
