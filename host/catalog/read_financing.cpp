#include <fmt/format.h>

#include <cmath>

#include "host/catalog/read_entries.hpp"

namespace nameplate {
namespace {

constexpr double probability_tolerance = 1e-9;
constexpr Allowed shift_range = {.min = -4, .max = 4};
constexpr Allowed factor_range = {.min = 0, .max = 10, .min_exclusive = true};

FinancingReading read_reading(std::string const& id, TableReader& reader) {
  FinancingReading reading{.id = id, .probability = 1, .note = {}};
  reading.probability =
      reader.required_number("probability", {.min = 0, .max = 1, .min_exclusive = true});
  reading.capex_factor = reader.number("capex_factor", factor_range).value_or(1);
  reading.completion_shift = reader.number("completion_shift", shift_range).value_or(0);
  reading.funds_share = reader.number("funds_share", fraction).value_or(1);
  reading.note = reader.text("note");
  reader.finish();
  return reading;
}

void read_readings(TableReader& financing, Financing& result) {
  Node const* const node = financing.find("readings");
  if (!node) {
    result.readings.push_back({.id = "as announced", .note = {}});
    return;
  }
  TableReader const table(*node, financing.place("readings"), financing.problems());
  if (!node->table()) return;
  std::size_t const before = financing.problems().count();
  double sum = 0;
  for (auto const& [id, entry] : *node->table()) {
    TableReader reader(entry, table.place(id), financing.problems());
    result.readings.push_back(read_reading(id, reader));
    sum += result.readings.back().probability;
  }
  if (financing.problems().count() == before && std::abs(sum - 1) > probability_tolerance)
    financing.problem("readings", fmt::format("probabilities must sum to 1, sum to {:.10g}", sum));
}

}  // namespace

std::optional<Financing> read_financing(TableReader& build, References const& references) {
  Node const* const node = build.find("financing");
  if (!node) return std::nullopt;
  if (build.find("contract"))
    build.problem("financing", "a contract is paid by use: a build has financing or a contract");
  TableReader reader(*node, build.place("financing"), build.problems());
  Financing financing;
  financing.usd_bn = reader.required_number("usd_bn", positive);
  financing.evidence = read_evidence(reader, references);
  read_readings(reader, financing);
  reader.finish();
  return financing;
}

}  // namespace nameplate
