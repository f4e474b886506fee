#include "bench/reference_plans.hpp"

#include <fmt/format.h>

#include <utility>

#include "host/bench/reference_plan.hpp"

namespace nameplate {
namespace {

Request ref6_request() {
  Request request;
  request.dates = {"2025"};
  request.metrics = {"h100e", "facility_gw", "homes_energy"};
  return request;
}

}  // namespace

std::filesystem::path reference_catalog(std::string_view name) {
  return std::filesystem::path(NAMEPLATE_PLANS_DIR) / fmt::format("{}.toml", name);
}

ReferencePlan reference_plan(std::string_view name) {
  bool const is_r20 = name == "r20";
  Catalog catalog = load_catalog(reference_catalog(name));
  Request request = is_r20 ? r20_request() : ref6_request();
  Plan plan = compile(catalog, request);
  return {std::string(name), std::move(catalog), std::move(request), std::move(plan),
          is_r20 ? std::uint64_t{1'000'000} : std::uint64_t{10'000'000}};
}

}  // namespace nameplate
