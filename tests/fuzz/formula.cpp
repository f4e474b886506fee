#include <algorithm>

#include "tests/fuzz/reader.hpp"

using namespace nameplate;

/// A unit in the first line, then a formula of the base catalog's metrics.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string const text = text_of(data, size);
  std::size_t const end = std::min(text.find('\n'), text.size());
  std::string const unit = text.substr(0, end);
  std::string const formula = end < text.size() ? text.substr(end + 1) : "";
  expect_value_or_input_error([&] {
    Catalog catalog = load_catalog(base_catalog);
    catalog.metrics["fuzzed"] = {.id = "fuzzed",
                                 .title = "Fuzzed",
                                 .unit = unit,
                                 .formula = formula,
                                 .range = {},
                                 .evidence = {},
                                 .at = {},
                                 .formula_at = {}};
    compile_and_evaluate(catalog, {.dates = {"2027"}, .scopes = {"all"}, .metrics = {"fuzzed"}});
  });
  return 0;
}
