#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "nameplate/run.hpp"

/// The parts of a run by themselves, and the limits of the machine that they run on.
namespace nameplate {

/// Work done, in the items of its kind, and the seconds that it took.
struct Timed {
  std::uint64_t items = 0;
  double seconds = 0;
};

/// One backend with the memory and data that the parts need; made before anything is timed. What a
/// call times begins when the backend has the work and ends when all of it is done.
class Parts {
 public:
  Parts() = default;
  Parts(Parts const&) = delete;
  Parts(Parts&&) = delete;
  Parts& operator=(Parts const&) = delete;
  Parts& operator=(Parts&&) = delete;
  virtual ~Parts() = default;

  /// Draws every variable of the paths [first, first + paths).
  virtual Timed draw(std::uint64_t first, std::uint64_t paths) = 0;
  /// Evaluates `paths` paths from variables that have their values.
  virtual Timed evaluate(std::uint64_t paths) = 0;
  /// Tallies outputs that are there already, of `paths` paths.
  virtual Timed tally(std::uint64_t paths) = 0;

  /// About `operations` operations, that wait for nothing but the arithmetic units. An operation is
  /// a fused multiply-add where the instruction set has one, else a multiplication or an addition.
  virtual Timed compute(std::uint64_t operations) = 0;
  /// Moves at least `bytes` bytes between the units and the memory, reads and writes counted.
  virtual Timed move(std::uint64_t bytes) = 0;

  /// The bits of the variables of all draw() calls, added up: equal paths give equal sums.
  virtual std::uint32_t drawn() const = 0;

  /// Whether the device's own clock times the parts: CUDA events.
  virtual bool uses_device_clock() const = 0;
  /// Bytes of outputs that a tallied path reads from memory; 0 if they come from a cache.
  virtual double tally_bytes_per_path() const = 0;
};

/// The plan outlives them. \throws as `run`
std::unique_ptr<Parts> parts_on_cpu(Plan const& plan, RunOptions const& options);
std::unique_ptr<Parts> parts_on_cuda(Plan const& plan, RunOptions const& options);

}  // namespace nameplate
