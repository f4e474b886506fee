#include "host/change/explain_change.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/support/tiny_catalog.hpp"

namespace nameplate {
namespace {

using testing::HasSubstr;

/// Two catalogs in files.
class ExplainChange : public testing::Test {
 protected:
  static std::string write(std::string const& name, std::string const& text) {
    std::string const path = testing::TempDir() + std::to_string(::getpid()) + name;
    std::ofstream(path) << text;
    return path;
  }

  static ChangeExplanation explain(TinyCatalog const& before, TinyCatalog const& after,
                                   std::string const& metric = "average_gw") {
    return explain_change(write("before.toml", before.text()), write("after.toml", after.text()),
                          {.dates = {"2030"}, .metrics = {metric}}, {}, options());
  }

  static RunOptions options() { return {.paths = 4096, .backend = Backend::cpu}; }

  static std::map<std::string, double> moves(ChangeExplanation const& explanation) {
    std::map<std::string, double> moves;
    for (std::size_t i = 0; i < explanation.parts.size(); ++i)
      moves[explanation.parts[i].edits.front().key()] = explanation.outputs[0].moves[i].value;
    return moves;
  }
};

TinyBuild site(char const* mw) {
  TinyBuild build;
  build.phases = std::string("[{ mw = ") + mw + ", energized = \"2025-12\" }]";
  return build;
}

/// 1 GW x 0.5 becomes 2 GW x 0.8: half of the interaction goes to each edit.
TEST_F(ExplainChange, SharesOutAnInteraction) {
  ChangeExplanation const explanation =
      explain(TinyCatalog().law("load_factor", "0.5").build(site("1000")),
              TinyCatalog().law("load_factor", "0.8").build(site("2000")));
  EXPECT_NEAR(explanation.outputs[0].before.value, 0.5, 1e-6);
  EXPECT_NEAR(explanation.outputs[0].after.value, 1.6, 1e-6);
  auto const found = moves(explanation);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_NEAR(found.at("parameters.load_factor.distribution"), (0.3 + 0.6) / 2, 1e-6);
  EXPECT_NEAR(found.at("builds.site.phases"), (0.5 + 0.8) / 2, 1e-6);
  EXPECT_TRUE(explanation.has_all_orders);
}

TEST_F(ExplainChange, UsesTheSameDrawsInAllCatalogs) {
  char const* const law = R"({ family = "uniform", min = 0.4, max = 0.6 })";
  ChangeExplanation const explanation =
      explain(TinyCatalog().law("load_factor", law).build(site("1000")),
              TinyCatalog().law("load_factor", law).build(site("1010")));
  Estimate const& move = explanation.outputs[0].moves[0];
  EXPECT_NEAR(move.value, 0.01 * explanation.outputs[0].before.value, 1e-6);
  EXPECT_LT(move.standard_error, 0.02 * explanation.outputs[0].before.standard_error)
      << "the error of a paired difference, a hundredth of that of a median";
}

TEST_F(ExplainChange, AddsUp) {
  TinyCatalog before, after;
  char const* const names[] = {"load_factor", "size_factor", "design_peak_ratio", "delay_months",
                               "ramp_months", "annual_pue",  "availability",      "ai_share"};
  for (char const* name : names) after.law(name, fmt::format("{}", 0.97 * tiny_value(name)));
  before.build({.basis = "\"it\""});
  after.build({.basis = "\"it\""});
  ChangeExplanation const explanation = explain(before, after, "effective_eflops");
  double sum = 0;
  for (Estimate const& move : explanation.outputs[0].moves) sum += move.value;
  EXPECT_NEAR(sum, explanation.outputs[0].after.value - explanation.outputs[0].before.value, 1e-4);
}

/// A region and the build in it cannot be made one without the other.
TEST_F(ExplainChange, PutsTogetherWhatNeedsEachOther) {
  TinyBuild abroad;
  abroad.id = "abroad";
  abroad.region = "far";
  TinyCatalog before, after;
  before.build({});
  after.build({}).build(abroad).add("[regions.far]\nname = \"Far\"\nparent = \"us\"");
  ChangeExplanation const explanation = explain(before, after);
  ASSERT_EQ(explanation.parts.size(), 1u);
  EXPECT_EQ(explanation.parts[0].edits.size(), 2u);
  EXPECT_THAT(to_table(explanation, options()), HasSubstr("together: builds.abroad: added"));
}

TEST_F(ExplainChange, NamesEditsWithoutEffect) {
  ChangeExplanation const explanation = explain(TinyCatalog().law("annual_pue", "1.2").build({}),
                                                TinyCatalog().law("annual_pue", "1.3").build({}));
  EXPECT_TRUE(explanation.parts.empty());
  ASSERT_EQ(explanation.without_effect.size(), 1u);
  std::string const table = to_table(explanation, options());
  EXPECT_THAT(table, HasSubstr("No edit has an effect on what is asked."));
  EXPECT_THAT(table, HasSubstr("Without effect on this: parameters.annual_pue.distribution"));
}

TEST_F(ExplainChange, WritesJson) {
  ChangeExplanation const explanation = explain(TinyCatalog().law("load_factor", "0.5").build({}),
                                                TinyCatalog().law("load_factor", "0.8").build({}));
  auto const json = nlohmann::json::parse(to_json(explanation, options()));
  EXPECT_EQ(json["schema"], "nameplate-change");
  auto const& move = json["results"]["outputs"][0]["moves"][0];
  EXPECT_EQ(move["edits"][0]["key"], "parameters.load_factor.distribution");
  EXPECT_EQ(move["edits"][0]["old"], "0.5");
  EXPECT_NEAR(move["move"]["value"].get<double>(), 0.3, 1e-6);
}

std::string refusal(Request const& request, std::uint64_t paths) {
  std::string const file = testing::TempDir() + std::to_string(::getpid()) + "same.toml";
  std::ofstream(file) << TinyCatalog().build({}).text();
  try {
    explain_change(file, file, request, {}, {.paths = paths, .backend = Backend::cpu});
  } catch (InputError const& error) {
    return error.what();
  }
  return "none";
}

TEST_F(ExplainChange, RefusesWhatHasNoMedianOnEveryPath) {
  EXPECT_THAT(refusal({.dates = {"2025-01", "2030"}, .metrics = {"average_gw:growth"}}, 2048),
              HasSubstr("\"average_gw:growth\" of portfolio has no value on 2048 of 2048 paths"));
  EXPECT_THAT(refusal({.dates = {"2030"}, .metrics = {"average_gw"}}, 15),
              HasSubstr("paths: 15: explaining a change needs at least 1024"));
}

TEST_F(ExplainChange, RefusesACatalogWithProblemsAtItsPlace) {
  std::string const good = write("good.toml", TinyCatalog().build({}).text());
  std::string const bad =
      write("bad.toml", TinyCatalog().law("load_factor", "1.5").build({}).text());
  try {
    explain_change(good, bad, {.dates = {"2030"}, .metrics = {"average_gw"}}, {}, options());
    FAIL();
  } catch (InputError const& error) {
    EXPECT_THAT(error.what(), HasSubstr("bad.toml:"));
    EXPECT_THAT(error.what(), HasSubstr("load_factor"));
  }
}

}  // namespace
}  // namespace nameplate
