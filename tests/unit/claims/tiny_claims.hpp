#pragma once

#include <stdexcept>
#include <string>

#include "host/claims/evaluate_claims.hpp"
#include "tests/support/tiny_catalog.hpp"

namespace nameplate {

/// [claims.x] on the portfolio in 2030, where it does not say otherwise; `keys` are TOML lines.
inline std::string quantity_claim(std::string const& metric, std::string const& value,
                                  std::string const& keys = "scope = \"portfolio\"\n") {
  return "[claims.x]\nname = \"X\"\npublished = \"2025-10\"\nreading = \"as it stands\"\nmetric = "
         "\"" +
         metric + "\"\ndate = \"2030\"\nunit = \"GW\"\nflatters = \"high\"\nvalue = " + value +
         "\n" + keys;
}

/// [claims.x] on build `site`: the metric reaches the threshold by a date.
inline std::string date_claim(std::string const& reaches, std::string const& by) {
  return "[claims.x]\nname = \"X\"\npublished = \"2025-10\"\nreading = \"as it stands\"\n"
         "metric = \"facility_gw\"\nscope = \"build:site\"\nreaches = " +
         reaches + "\nvalue = \"" + by + "\"\n";
}

constexpr std::uint64_t few_paths = 20000;

inline RunOptions few_paths_on_cpu() {
  RunOptions options;
  options.paths = few_paths;
  options.backend = Backend::cpu;
  return options;
}

/// The only claim of a catalog, beside the model. The catalog outlives it.
inline ClaimResult only_result(Catalog const& catalog) {
  ClaimsReport report = evaluate_claims(catalog, {}, few_paths_on_cpu());
  if (report.results.size() != 1) throw std::logic_error("not one claim");
  return report.results.front();
}

}  // namespace nameplate
