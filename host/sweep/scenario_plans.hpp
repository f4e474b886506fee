#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "host/catalog/catalog_source.hpp"
#include "host/compile/law_tables.hpp"
#include "host/sweep/sweep.hpp"
#include "nameplate/plan.hpp"

namespace nameplate {

/// The plans of a sweep's scenarios. Thread-safe once made.
class ScenarioPlans {
 public:
  using SharedPlan = std::shared_ptr<Plan const>;

  /// Compiles every scenario, on so many threads (0: all), and keeps the plans that a quarter of a
  /// gigabyte has room for. Sweep and source outlive it. \throws InputError with the problems of
  /// all scenarios, each with the scenarios that have it
  ScenarioPlans(Sweep const& sweep, CatalogSource const& source, Request request, int threads);

  std::size_t count() const { return first_equal_.size(); }

  /// That of a scenario; compiled again if it was not kept.
  SharedPlan plan(std::size_t scenario) const;

  /// The first scenario that has the same plan, and so the same results.
  std::size_t first_equal(std::size_t scenario) const { return first_equal_[scenario]; }

  std::size_t distinct_count() const { return distinct_count_; }

  /// Of all plans, in the scenarios' order.
  std::uint64_t fingerprint() const { return fingerprint_; }

 private:
  struct Compiled;

  Plan compiled(std::size_t scenario) const;
  Compiled compile_one(std::size_t scenario);
  void find_equal_plans(std::vector<Compiled> const& compiled);

  Sweep const& sweep_;
  CatalogSource const& source_;
  Request request_;
  mutable LawTables tables_;
  std::mutex mutex_;
  std::size_t kept_bytes_ = 0;
  std::vector<SharedPlan> kept_;
  std::vector<std::size_t> first_equal_;
  std::size_t distinct_count_ = 0;
  std::uint64_t fingerprint_ = 0;
};

}  // namespace nameplate
