#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "host/bench/count_operations.hpp"
#include "host/bench/parts.hpp"
#include "host/bench/reference_plan.hpp"

/// What `nameplate bench` times.
namespace nameplate {

/// Everything that is timed, on one backend with one number of threads. Each function does about
/// `items` items, other ones in every call.
class Subject {
 public:
  /// `plans` outlive it. \pre options.backend is cpu or cuda
  Subject(BenchPlans const& plans, RunOptions const& options);

  Timed compute(std::uint64_t items) { return parts_->compute(items); }
  Timed move(std::uint64_t items) { return parts_->move(items); }
  Timed draw(std::uint64_t items);
  Timed evaluate(std::uint64_t items) { return parts_->evaluate(items); }
  Timed tally(std::uint64_t items) { return parts_->tally(items); }
  Timed run_whole(std::uint64_t items);
  Timed compare_pair(std::uint64_t items);
  Timed sort_exactly(std::uint64_t items);

  Parts const& parts() const { return *parts_; }

 private:
  /// Options of the next `paths` paths.
  RunOptions next(std::uint64_t paths);

  BenchPlans const& plans_;
  RunOptions options_;
  std::unique_ptr<Parts> parts_;
  std::vector<float> unsorted_;
};

/// A row of the table of results. To time more, add a row.
struct Workload {
  std::string_view name;
  std::string_view item;   // what it counts, in the singular
  std::string_view title;  // what it does
  Timed (Subject::*run)(std::uint64_t items);
  std::uint64_t least_items;  // so many that what a call costs apart from them does not show

  /// Arithmetic of an item; null where nothing counts it.
  double (*operations)(PathOperations const& counts, Plan const& plan);
  /// Bytes that must move between memory and units for an item; null or 0 where none must.
  double (*bytes)(Parts const& parts);
  bool is_limit;  // of the device; the others are measured against it
  bool is_part;   // timed by Parts, with their clock; the others include what the host does
};

std::span<Workload const> workloads();

/// Those against whose rates the others are set.
inline constexpr std::string_view arithmetic_limit = "arithmetic_limit",
                                  bandwidth_limit = "bandwidth_limit";

}  // namespace nameplate
