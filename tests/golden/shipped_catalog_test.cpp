#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "host/claims/evaluate_claims.hpp"
#include "nameplate/run.hpp"
#include "nameplate/summary.hpp"

/// What the shipped catalog owes its readers: sources for every figure, and the announcements that
/// the project is about.
namespace nameplate {
namespace {

Catalog shipped(std::string const& as_of = "") {
  CatalogOptions options;
  if (!as_of.empty()) options.as_of = as_of;
  return load_catalog(NAMEPLATE_DATA_DIR "/catalog.toml", options);
}

/// A source is a key of [sources], or free text if it contains a space.
void expect_sources(Catalog const& catalog, std::string const& what,
                    std::vector<std::string> const& sources) {
  EXPECT_FALSE(sources.empty()) << what << " has no source";
  for (std::string const& source : sources) {
    EXPECT_FALSE(source.empty()) << what;
    bool const is_text = source.find(' ') != std::string::npos;
    EXPECT_TRUE(is_text || catalog.sources.contains(source))
        << what << ": no source \"" << source << '"';
  }
}

template <class Entries>
void expect_sources_of(Catalog const& catalog, std::string const& kind, Entries const& entries) {
  EXPECT_FALSE(entries.empty()) << kind;
  for (auto const& [id, entry] : entries)
    expect_sources(catalog, kind + "." + id, entry.evidence.source);
}

class SourcesAsOf : public testing::TestWithParam<char const*> {};

TEST_P(SourcesAsOf, StandAtEveryFigure) {
  Catalog const catalog = shipped(GetParam());
  expect_sources(catalog, "factors", catalog.factors.evidence.source);
  expect_sources_of(catalog, "parameters", catalog.parameters);
  expect_sources_of(catalog, "regions", catalog.regions);
  expect_sources_of(catalog, "platforms", catalog.platforms);
  expect_sources_of(catalog, "builds", catalog.builds);
  expect_sources_of(catalog, "evidence", catalog.evidence);
}

INSTANTIATE_TEST_SUITE_P(Shipped, SourcesAsOf,
                         testing::Values("", "2025-06-30", "2025-12-31", "2026-02-28"),
                         [](testing::TestParamInfo<char const*> const& test) {
                           std::string name = *test.param == 0 ? "latest" : test.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(ShippedCatalog, ExplainsEverySource) {
  for (auto const& [key, text] : shipped().sources) EXPECT_GT(text.size(), 10u) << key;
}

/// The announcements that the project exists for.
char const* const announcements[] = {"openai-30gw",           "nvidia-openai-10gw",
                                     "amd-openai-6gw",        "broadcom-openai-10gw",
                                     "stargate-us-10gw",      "stargate-us-7gw",
                                     "oracle-openai-4p5gw",   "aws-openai-38bn",
                                     "azure-openai-250bn",    "coreweave-openai-22bn",
                                     "stargate-abilene",      "stargate-abilene-exp",
                                     "stargate-shackelford",  "stargate-dona-ana",
                                     "stargate-lordstown",    "stargate-milam",
                                     "stargate-wisconsin",    "stargate-michigan",
                                     "stargate-uae",          "stargate-norway",
                                     "stargate-uk",           "stargate-india",
                                     "xai-colossus-1",        "xai-colossus-2",
                                     "meta-prometheus",       "meta-hyperion",
                                     "msft-fairwater-wi",     "msft-fairwater-atl",
                                     "anthropic-aws-rainier", "anthropic-google-tpu-1m",
                                     "anthropic-azure-1gw",   "humain-xai-500mw",
                                     "crusoe-tallgrass-wy",   "anthropic-fluidstack-50bn"};

bool is_agreed(Status status) {
  return status == Status::operating || status == Status::under_construction ||
         status == Status::definitive;
}

/// By 2035 something of each is online on some paths, on most if it is agreed, unless it was
/// cancelled.
TEST(ShippedCatalog, HoldsEveryAnnouncement) {
  Catalog const catalog = shipped();
  std::vector<std::string> scopes;
  std::vector<Status> statuses;
  for (std::string const id : announcements) {
    ASSERT_TRUE(catalog.builds.contains(id)) << id;
    Status const status = catalog.builds.at(id).status;
    if (status == Status::cancelled) continue;
    scopes.push_back("build:" + id);
    statuses.push_back(status);
  }
  Plan const plan = compile(catalog, {{"2035"}, scopes, {"gross_gw"}});
  RunOptions options;
  options.paths = 5000;
  options.backend = Backend::cpu;
  Summary const summary = summarize(plan, run(plan, options).tallies, {0.5, 0.95});
  for (std::size_t i = 0; i < scopes.size(); ++i) {
    std::size_t const quantile = is_agreed(statuses[i]) ? 0 : 1;
    EXPECT_GT(summary.outputs.at(i).quantiles.at(quantile).value, 0) << scopes[i];
  }
}

TEST(ShippedClaims, HaveSourcesAndCanBeAskedAtAnyDate) {
  expect_sources_of(shipped(), "claims", shipped().claims);
  for (char const* const date : {"", "2025-07-22", "2025-09-22", "2025-12-31", "2026-02-28"})
    EXPECT_NO_THROW(check_claims(shipped(date))) << date;
}

TEST(ShippedClaims, TakeTheArithmeticOfThePressForWhatItIs) {
  RunOptions options;
  options.paths = 5000;
  options.backend = Backend::cpu;
  Catalog const catalog = shipped();
  auto const verdict = [&](std::string const& id) {
    return evaluate_claims(catalog, {id}, options).results.at(0).verdict;
  };
  EXPECT_EQ(verdict("homes-30gw-nameplate"), Verdict::well_inside);
  EXPECT_EQ(verdict("homes-30gw-energy"), Verdict::outside_optimistic);
}

TEST(ShippedCatalog, KnewLessEarlier) {
  EXPECT_FALSE(shipped("2025-09-21").builds.contains("nvidia-openai-10gw"));
  EXPECT_TRUE(shipped("2025-09-22").builds.contains("nvidia-openai-10gw"));
  EXPECT_EQ(shipped("2025-12-31").builds.at("nvidia-openai-10gw").status, Status::letter_of_intent);
  EXPECT_EQ(shipped().builds.at("nvidia-openai-10gw").status, Status::announced);
}

/// No metric leaves its tallied range, where quantiles would be lost.
TEST(ShippedCatalog, StaysWithinTheTalliedRanges) {
  Plan const plan = compile(shipped(), {{"2026", "2030", "2040"}, {"portfolio", "groups"}, {}});
  RunOptions options;
  options.paths = 2000;
  options.backend = Backend::cpu;
  for (OutputSummary const& output : summarize(plan, run(plan, options).tallies).outputs) {
    EXPECT_EQ(output.overflow, 0u) << output.label.metric << " of " << output.label.scope;
    bool const is_growth = output.label.quantity == Quantity::growth;  // from nothing, undefined
    EXPECT_TRUE(is_growth || output.undefined == 0)
        << output.label.metric << " of " << output.label.scope;
  }
}

}  // namespace
}  // namespace nameplate
