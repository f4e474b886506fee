#include "tests/fuzz/reader.hpp"

using namespace nameplate;

/// Values of --set, one a line.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  expect_value_or_input_error([&] {
    Catalog const catalog =
        load_catalog(base_catalog, {.as_of = {}, .assignments = lines_of(text_of(data, size))});
    compile_and_evaluate(catalog, {.dates = {}, .scopes = {"all"}, .metrics = {}});
  });
  return 0;
}
