#include "host/bench/reference_plan.hpp"

namespace nameplate {
namespace {

constexpr char const* catalog_name = "r20.toml";

}  // namespace

Catalog r20_catalog() { return parse_catalog(r20_text(), catalog_name); }

Request r20_request() {
  Request request;
  for (int year = 2024; year <= 2034; ++year) request.dates.push_back(std::to_string(year));
  request.metrics = {"facility_gw",      "it_gw",      "accelerators",
                     "effective_eflops", "average_gw", "homes_peak"};
  return request;
}

BenchPlans bench_plans() {
  Catalog const catalog = r20_catalog();
  CatalogOptions delayed;
  delayed.changes = {"builds.site-00.slip_months=6"};
  Request one_output;
  one_output.dates = {"2030"};
  one_output.metrics = {"facility_gw"};
  return {compile(catalog, r20_request()),
          compile(parse_catalog(r20_text(), catalog_name, delayed), r20_request()),
          compile(catalog, one_output)};
}

}  // namespace nameplate
