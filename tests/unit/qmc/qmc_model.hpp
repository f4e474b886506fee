#pragma once

#include "nameplate/plan.hpp"
#include "tests/support/tiny_catalog.hpp"

namespace nameplate {

/// A smooth model of six inputs: homes_energy of one build.
struct QmcModel {
  static Catalog catalog() {
    auto const lognormal = [](char const* low, char const* high) {
      return std::string("\"") + low + " to " + high + "\"";
    };
    return TinyCatalog()
        .law("load_factor", R"({ family = "uniform", min = 0.6, max = 0.8 })")
        .law("delay_months", lognormal("2", "9"))
        .law("ramp_months", lognormal("3", "12"))
        .law("size_factor", R"({ family = "uniform", min = 0.8, max = 1.1 })")
        .law("household_kwh_per_year", lognormal("9000", "12000"))
        .law("design_peak_ratio", R"({ family = "uniform", min = 1.2, max = 1.4 })")
        .build({.basis = "\"it\""})
        .parse();
  }

  static Plan plan() {
    return compile(catalog(), {.dates = {"2026"}, .metrics = {"homes_energy"}});
  }
};

}  // namespace nameplate
