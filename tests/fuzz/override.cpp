#include "host/claims/evaluate_claims.hpp"
#include "tests/fuzz/reader.hpp"

using namespace nameplate;

/// What a catalog says over its base, as of a date within the base's revisions and as of the
/// latest.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string const text = "base = '" + base_catalog + "'\n" + text_of(data, size);
  for (std::optional<std::string> const& as_of : {std::optional<std::string>(), {"2025-06"}})
    expect_value_or_input_error([&] {
      Catalog const catalog =
          parse_catalog(text, "input.toml", {.as_of = as_of, .assignments = {}});
      check_claims(catalog);
      compile_and_evaluate(catalog, {.dates = {}, .scopes = {"all"}, .metrics = {}});
    });
  return 0;
}
