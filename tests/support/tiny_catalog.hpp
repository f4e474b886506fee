#pragma once

#include <map>
#include <string>
#include <vector>

#include "nameplate/catalog.hpp"

/// A catalog small enough to compute by hand. Every parameter is known exactly until a test gives
/// it a law.
namespace nameplate {

/// One entry of [builds], in region `us` and on platform `chip` unless said otherwise. Values of
/// the optional keys are TOML.
struct TinyBuild {
  std::string id = "site";
  std::string phases = R"([{ mw = 1000, energized = "2025-12" }])";
  std::string basis = R"("facility")";
  std::string status = "under-construction";
  std::string region = "us";
  std::string platforms = "{ chip = 1.0 }";
  std::string groups = "[]";
  std::string parameters = "{}";
  std::string overlaps = "[]";
  std::string further = "";  // lines, such as `capacity_gw = 4`
};

class TinyCatalog {
 public:
  TinyCatalog();

  /// Law of a parameter, as TOML: `1.3`, `"1.2 to 1.4"` with its quotes, `{ family = ... }`.
  TinyCatalog& law(std::string const& parameter, std::string const& toml);
  /// Laws by status, as the keys of a TOML table: `operating = 1, announced = 0.3`.
  TinyCatalog& by_status(std::string const& parameter, std::string const& toml);
  TinyCatalog& scope(std::string const& parameter, std::string const& word);
  /// Loadings, as the keys of a TOML table: `supply = 0.5, site = 0.3`.
  TinyCatalog& loadings(std::string const& parameter, std::string const& toml);
  /// Factor names and correlation matrix, as TOML arrays; none until then.
  TinyCatalog& factors(std::string const& names, std::string const& correlation);
  TinyCatalog& build(TinyBuild const& build);
  /// Further entries.
  TinyCatalog& add(std::string const& toml);

  std::string text() const;
  Catalog parse() const;

 private:
  struct ParameterText {
    std::string scope, law, by_status, loadings;
  };

  std::map<std::string, ParameterText> parameters_;
  std::string factors_;
  std::vector<std::string> entries_;
};

/// The constants of TinyCatalog, for arithmetic by hand.
double tiny_value(std::string const& parameter);

/// A platform `chip`, a region `us` and a use `chat` (1300 tokens, 3.7 a day, peak 1.9) are there
/// from the start; the chip's data:
inline constexpr double chip_dies = 2, chip_bf16_pflops = 2.5, chip_fp8_pflops = 5,
                        chip_fp4_pflops = 10;

}  // namespace nameplate
