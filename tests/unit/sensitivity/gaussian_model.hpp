#pragma once

#include <string>

#include "nameplate/plan.hpp"
#include "tests/support/tiny_catalog.hpp"

namespace nameplate {

/// Facility power that is linear in normal variables: size factors N(1, 0.1) of five phases at
/// three builds, which load on two correlated factors and on what the phases of a build share.
struct GaussianModel {
  static constexpr double on_grid = 0.5, on_supply = 0.4, on_site = 0.45, correlation = 0.6;

  static Catalog catalog() {
    auto const build = [](char const* id, char const* phases) {
      TinyBuild entry;
      entry.id = id;
      entry.phases = phases;
      return entry;
    };
    return TinyCatalog()
        .factors(R"(["grid", "supply"])", "[[1, 0.6], [0.6, 1]]")
        .scope("size_factor", "phase")
        .law("size_factor", R"({ family = "normal", mean = 1, sd = 0.1 })")
        .loadings("size_factor", "grid = 0.5, supply = 0.4, site = 0.45")
        .build(build("a", R"([{ mw = 1000, energized = "2025-01" },
                              { mw = 3000, energized = "2025-02" }])"))
        .build(build("b", R"([{ mw = 2000, energized = "2025-01" }])"))
        .build(build("c", R"([{ mw = 500, energized = "2025-01" },
                              { mw = 1500, energized = "2025-02" }])"))
        .parse();
  }

  static Plan plan(std::string const& scope = "portfolio") {
    return compile(catalog(), {.dates = {"2030"}, .scopes = {scope}, .metrics = {"facility_gw"}});
  }
};

}  // namespace nameplate
