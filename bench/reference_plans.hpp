#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "nameplate/catalog.hpp"
#include "nameplate/plan.hpp"
#include "nameplate/summary.hpp"

namespace nameplate {

/// A catalog of bench/plans, what is asked of it, and the plan that comes of both.
struct ReferencePlan {
  std::string name;  // "r20"
  Catalog catalog;
  Request request;
  Plan plan;
  std::uint64_t paths = 0;  // of a whole run
};

inline constexpr std::string_view reference_plan_names[] = {"r20", "ref6"};

/// The file of a reference plan's catalog.
std::filesystem::path reference_catalog(std::string_view name);

/// \pre `name` is one of reference_plan_names. \throws InputError if the catalog cannot be used
ReferencePlan reference_plan(std::string_view name);

/// Probabilities of the quantiles that belong to the timed work.
inline std::vector<double> const reference_probabilities = {0.05, 0.50, 0.95};

}  // namespace nameplate
