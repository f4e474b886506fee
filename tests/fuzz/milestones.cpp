#include "host/backtest/trial.hpp"
#include "tests/fuzz/reader.hpp"

using namespace nameplate;

/// A file of milestones about the base catalog, up to the plan of each trial.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static Catalog const catalog = load_catalog(base_catalog);
  expect_value_or_input_error([&] {
    Milestones const milestones = parse_milestones(text_of(data, size), "input.toml", catalog);
    for (Milestone const& milestone : milestones.scored) {
      score_of_plan(milestone);
      expect_value_or_input_error([&] { make_trial(milestone, catalog); });
    }
  });
  return 0;
}
