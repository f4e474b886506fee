#pragma once

#include <fmt/format.h>

#include <string>

namespace nameplate {

/// A plan of one phase in TinyCatalog's region and on its platform.
inline std::string tiny_plan(double mw, std::string const& date,
                             std::string const& status = "under-construction") {
  return fmt::format(
      "plan = {{ region = \"us\", basis = \"facility\", status = \"{}\", platforms = {{ chip = 1 "
      "}}, "
      "phases = [{{ mw = {}, energized = \"{}\" }}] }}\n",
      status, mw, date);
}

/// An entry that was said at the end of 2024; `outcome` and what is planned as TOML.
inline std::string milestone(std::string const& id, std::string const& plan,
                             std::string const& outcome, std::string const& metric = "gross_gw") {
  return fmt::format(
      "[milestones.{0}]\nname = \"{0}\"\nsaid = \"2024\"\nmetric = \"{1}\"\n{2}{3}\n", id, metric,
      plan, outcome);
}

/// First power of 1 GW planned for 2025-06, and when it came: `actual = "2025-08"`.
inline std::string date_milestone(std::string const& id, std::string const& outcome,
                                  std::string const& status = "under-construction") {
  return milestone(id, tiny_plan(1000, "2025-06", status),
                   "planned = \"2025-06\"\nreaches = 0\n" + outcome);
}

/// Power at the end of 2025 of 1 GW planned for 2025-06: `value = 0.9`.
inline std::string value_milestone(std::string const& id, std::string const& outcome) {
  return milestone(id, tiny_plan(1000, "2025-06"), "planned = 1\ndate = \"2025-12\"\n" + outcome);
}

/// A file of milestones.
inline std::string milestones_file(std::string const& entries) {
  return "schema = 1\nname = \"Some\"\n" + entries;
}

}  // namespace nameplate
