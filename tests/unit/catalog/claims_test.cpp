#include <gtest/gtest.h>

#include "tests/unit/catalog/good_catalog.hpp"

/// The section [claims].
namespace nameplate {
namespace {

constexpr char const* claims = R"(
[claims.homes]
name = "So many homes"
published = "2025-11"
reading = "as the press counts"
metric = "homes_nameplate/facility_gw"
scope = "build:alpha"
given = ["build:alpha completes", "build:beta fails"]
gross = true
date = "2030"
scale = 30
unit = "households"
value = [3e6, 9e6]
flatters = "low"
source = ["report"]
confidence = "low"
note = "several million"
[claims.added]
name = "A gigawatt a year"
published = "2026-02"
reading = "added in the year"
metric = "facility_gw:added"
scope = "portfolio"
since = "2026"
date = "2027"
unit = "GW"
value = 1
flatters = "high"
[claims.first]
name = "The first gigawatt"
published = "2025-09-22"
reading = "1 GW online"
metric = "facility_gw"
scope = "group:campuses"
reaches = 1
value = "2026-H2"
)";

std::string message_of_assignment(std::string const& assignment, std::string const& as_of) {
  try {
    good_catalog_with(claims, {.as_of = as_of, .assignments = {assignment}});
  } catch (InputError const& error) {
    return error.what();
  }
  return "";
}

TEST(Claims, OfAQuantityAreReadInFull) {
  Claim const claim = good_catalog_with(claims).claims.at("homes");
  EXPECT_EQ(claim.id, "homes");
  EXPECT_EQ(claim.name, "So many homes");
  EXPECT_EQ(claim.published, "2025-11");
  EXPECT_EQ(claim.reading, "as the press counts");
  EXPECT_EQ(claim.metric, "homes_nameplate/facility_gw");
  EXPECT_EQ(claim.scope, "build:alpha");
  EXPECT_EQ(claim.given, (std::vector<std::string>{"build:alpha completes", "build:beta fails"}));
  EXPECT_TRUE(claim.gross);
  EXPECT_EQ(claim.evidence.source, std::vector<std::string>{"report"});
  EXPECT_EQ(claim.evidence.confidence, Confidence::low);
  EXPECT_EQ(claim.evidence.note, "several million");
  auto const& quantity = std::get<ClaimedQuantity>(claim.what);
  EXPECT_EQ(quantity.date, "2030");
  EXPECT_EQ(quantity.since, "");
  EXPECT_EQ(quantity.scale, 30);
  EXPECT_EQ(quantity.unit, "households");
  EXPECT_EQ(quantity.low, 3e6);
  EXPECT_EQ(quantity.high, 9e6);
  EXPECT_FALSE(quantity.flatters_high);
}

TEST(Claims, AreNetAndUnscaledAndUnconditionalUnlessTheySayOtherwise) {
  Claim const claim = good_catalog_with(claims).claims.at("added");
  EXPECT_FALSE(claim.gross);
  EXPECT_TRUE(claim.given.empty());
  auto const& quantity = std::get<ClaimedQuantity>(claim.what);
  EXPECT_EQ(quantity.since, "2026");
  EXPECT_EQ(quantity.scale, 1);
  EXPECT_EQ(quantity.low, 1);
  EXPECT_EQ(quantity.high, 1);
  EXPECT_TRUE(quantity.flatters_high);
}

TEST(Claims, OfADateHaveAThreshold) {
  auto const what = good_catalog_with(claims).claims.at("first").what;
  EXPECT_EQ(std::get<ClaimedDate>(what).reaches, 1);
  EXPECT_EQ(std::get<ClaimedDate>(what).by, "2026-H2");
}

TEST(Claims, PublishedLaterAreLeftOut) {
  auto const known_at = [](std::string const& date) {
    std::string ids;
    for (auto const& entry : good_catalog_as_of(date, claims).claims) ids += entry.first + ' ';
    return ids;
  };
  EXPECT_EQ(known_at("2025-09-21"), "");
  EXPECT_EQ(known_at("2025-09-22"), "first ");
  EXPECT_EQ(known_at("2025-12-31"), "first homes ");
  EXPECT_EQ(known_at("2026-02"), "added first homes ");
}

TEST(Claims, CanBeChangedByAssignment) {
  Catalog const catalog =
      good_catalog_with(claims, {.as_of = {}, .assignments = {"claims.homes.value=20e6"}});
  EXPECT_EQ(std::get<ClaimedQuantity>(catalog.claims.at("homes").what).low, 20e6);
  EXPECT_EQ(std::get<ClaimedQuantity>(catalog.claims.at("homes").what).high, 20e6);
}

TEST(Claims, NotYetPublishedCannotBeAssignedTo) {
  EXPECT_EQ(message_of_assignment("claims.added.value=2", "2025-12"),
            "--set claims.added.value=2: claims.added.value: added was not published by 2025-12");
}

TEST(Claims, UnknownToAnAssignmentAreNamed) {
  EXPECT_EQ(message_of_assignment("claims.hones.value=2", "2026-12"),
            "--set claims.hones.value=2: claims.hones.value: unknown claim \"hones\"; did you mean "
            "\"homes\"?");
}

}  // namespace
}  // namespace nameplate
