#include "host/bench/compare.hpp"
#include "tests/fuzz/reader.hpp"

using namespace nameplate;

/// A file of `nameplate bench --json`, compared with itself, which is as fast.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  constexpr double threshold = 0.05;
  expect_value_or_input_error([&] {
    BenchFile const file = parse_bench(text_of(data, size), "input.json");
    BenchComparison const comparison = compare_benches(file, file, threshold);
    if (comparison.has_regression()) throw std::logic_error("a file is slower than itself");
    to_table(comparison);
  });
  return 0;
}
