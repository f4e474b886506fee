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
