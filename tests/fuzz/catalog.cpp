#include "host/claims/evaluate_claims.hpp"
#include "tests/fuzz/reader.hpp"

using namespace nameplate;

/// A whole catalog with its claims; all metrics of all of its builds.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  expect_value_or_input_error([&] {
    Catalog const catalog = parse_catalog(text_of(data, size), "input.toml");
    check_claims(catalog);
    compile_and_evaluate(catalog, {.dates = {}, .scopes = {"all"}, .metrics = {}});
  });
  return 0;
}
