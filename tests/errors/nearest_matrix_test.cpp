#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "nameplate/catalog.hpp"
#include "tests/errors/messages.hpp"

/// What a refused matrix is said to be nearest to can be pasted in its place.
namespace nameplate {
namespace {

std::string catalog_with(std::string const& matrix) {
  return fmt::format("base = \"{}\"\n[factors]\n{}\n", (catalogs_directory / "good.toml").string(),
                     matrix);
}

std::string message_for(std::string const& matrix) {
  try {
    parse_catalog(catalog_with(matrix), "test.toml");
  } catch (InputError const& error) {
    return error.what();
  }
  return {};
}

class NearestMatrix : public testing::TestWithParam<char const*> {};

TEST_P(NearestMatrix, IsAcceptedAsPrinted) {
  for (char const* const rows :
       {"[[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]", "[[1, 1, 0], [1, 1, 1], [0, 1, 1]]",
        "[[1, 1, 0.5], [1, 1, 0.4], [0.5, 0.4, 1]]", "[[1, -1, -1], [-1, 1, -1], [-1, -1, 1]]"}) {
    std::string const message = message_for(fmt::format("{} = {}", GetParam(), rows));
    auto const at = message.find(", is [[");
    ASSERT_NE(at, std::string::npos) << message;
    EXPECT_EQ(message_for(fmt::format("{} = {}", GetParam(), message.substr(at + 5))), "");
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, NearestMatrix, testing::Values("correlation", "rank_correlation"),
                         [](auto const& test) { return std::string(test.param); });

Factors factors_of(std::string const& matrix, bool repairs) {
  CatalogOptions options;
  options.repair_correlation = repairs;
  return parse_catalog(catalog_with(matrix), "test.toml", options).factors;
}

TEST_P(NearestMatrix, TakesThePlaceOfTheOneWrittenWhereThatIsAsked) {
  std::string const written =
      fmt::format("{} = [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]", GetParam());
  std::string const message = message_for(written);
  auto const at = message.find(", is [[");
  ASSERT_NE(at, std::string::npos) << message;
  Factors const pasted =
      factors_of(fmt::format("{} = {}", GetParam(), message.substr(at + 5)), false);
  Factors const repaired = factors_of(written, true);
  EXPECT_EQ(repaired.correlation, pasted.correlation);
  EXPECT_FALSE(pasted.repair_distance);
  ASSERT_TRUE(repaired.repair_distance);
  EXPECT_NE(message.find(fmt::format("distance of {:.6g},", *repaired.repair_distance)),
            std::string::npos)
      << message;
}

TEST_P(NearestMatrix, IsTheOneWrittenIfThatIsOneOfCorrelations) {
  std::string const written =
      fmt::format("{} = [[1, 0.5, 0], [0.5, 1, -0.3], [0, -0.3, 1]]", GetParam());
  Factors const factors = factors_of(written, true);
  EXPECT_EQ(factors.correlation, factors_of(written, false).correlation);
  EXPECT_FALSE(factors.repair_distance);
}

TEST(RankCorrelation, IsThatOfTheFactorsRanks) {
  Catalog const catalog = parse_catalog(
      catalog_with("rank_correlation = [[1, 0.5, 0], [0.5, 1, -0.3], [0, -0.3, 1]]"), "test.toml");
  EXPECT_NEAR(catalog.factors.correlation[0][1], 0.517638090205041525, 1e-15);   // 2 sin(pi / 12)
  EXPECT_NEAR(catalog.factors.correlation[1][2], -0.312868930080461738, 1e-15);  // -2 sin(pi / 20)
}

TEST(RankCorrelation, TakesThePlaceOfTheBasesCorrelation) {
  EXPECT_EQ(message_for("rank_correlation = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]"), "");
}

}  // namespace
}  // namespace nameplate
