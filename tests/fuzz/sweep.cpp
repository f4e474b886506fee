#include "host/sweep/sweep.hpp"

#include "host/sweep/scenario_plans.hpp"
#include "host/sweep/sweep_columns.hpp"
#include "host/sweep/sweep_csv.hpp"
#include "tests/fuzz/reader.hpp"

using namespace nameplate;

/// The file of a sweep over the base catalog, up to the plans of its scenarios; of a large one, to
/// its scenarios.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static CatalogSource const source = open_catalog(base_catalog, {});
  constexpr std::size_t most_compiled = 20;
  expect_value_or_input_error([&] {
    Sweep const sweep = parse_sweep(text_of(data, size), "input.toml");
    csv_header(sweep);
    csv_rows(sweep, sweep.scenarios.size() - 1, {});
    columnar_head(sweep);
    if (sweep.scenarios.size() > most_compiled) return;
    ScenarioPlans(sweep, source, {.dates = {"2026"}, .scopes = {"all"}, .metrics = {}}, 1);
  });
  return 0;
}
