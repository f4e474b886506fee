#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "nameplate/run.hpp"
#include "nameplate/summary.hpp"

/// The headline results of the shipped catalog, kept in shipped.json and compared figure by figure.
/// A change of catalog or model changes them on purpose: scripts/update-golden writes the file
/// anew, and its difference is reviewed.
namespace nameplate {
namespace {

constexpr char const* golden_file = NAMEPLATE_TEST_DIR "/golden/shipped.json";

RunOptions options() {
  RunOptions options;
  options.backend = Backend::cpu;
  options.paths = 20'000;
  options.seed = 1;
  return options;
}

std::vector<std::string> const headline_metrics = {
    "planned_gw", "facility_gw", "gross_gw",        "it_gw",  "accelerators", "h100e",
    "average_gw", "energy_twh",  "us_homes_energy", "co2_mt", "capex_usd_bn"};

std::string line_of(std::string const& facts, OutputSummary const& output) {
  auto const quantile = [&](std::size_t i) { return output.quantiles.at(i).value; };
  return fmt::format(
      "  \"{}, {}, {}, {}\": {{ \"p5\": {:.6g}, \"p50\": {:.6g}, \"p95\": {:.6g}, \"mean\": {:.6g} "
      "}}",
      facts, output.label.scope, output.label.date, output.label.metric, quantile(0), quantile(1),
      quantile(2), output.mean.value());
}

void add_lines(std::optional<std::string> const& as_of, std::vector<std::string>& lines) {
  CatalogOptions catalog_options;
  catalog_options.as_of = as_of;
  Catalog const catalog = load_catalog(NAMEPLATE_DATA_DIR "/catalog.toml", catalog_options);
  Plan const plan =
      compile(catalog, {{"2028", "2030"}, {"portfolio", "group:openai"}, headline_metrics});
  std::string const facts = "as of " + as_of.value_or("latest");
  for (OutputSummary const& output :
       summarize(plan, run(plan, options()).tallies, {0.05, 0.5, 0.95}).outputs)
    lines.push_back(line_of(facts, output));
}

std::vector<std::string> current_lines() {
  std::vector<std::string> lines = {fmt::format("  \"paths\": {}", options().paths),
                                    fmt::format("  \"seed\": {}", options().seed)};
  add_lines("2025-12-31", lines);
  add_lines(std::nullopt, lines);
  std::for_each(lines.begin(), lines.end() - 1, [](std::string& line) { line += ','; });
  lines.insert(lines.begin(), "{");
  lines.emplace_back("}");
  return lines;
}

std::vector<std::string> lines_of_file() {
  std::ifstream file(golden_file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

TEST(Golden, ShippedCatalogGivesTheKnownResults) {
  std::vector<std::string> const current = current_lines();
  if (std::getenv("NAMEPLATE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream file(golden_file);
    for (std::string const& line : current) file << line << '\n';
    ASSERT_TRUE(file.good()) << golden_file;
  }
  std::vector<std::string> const known = lines_of_file();
  ASSERT_EQ(current.size(), known.size()) << "run scripts/update-golden and review the difference";
  int different = 0;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (current[i] == known[i]) continue;
    if (++different <= 6) ADD_FAILURE() << "known:   " << known[i] << "\ncurrent: " << current[i];
  }
  EXPECT_EQ(different, 0)
      << "lines differ; if that is meant, run scripts/update-golden and review the difference";
}

}  // namespace
}  // namespace nameplate
