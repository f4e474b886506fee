#include "host/catalog/read_data.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>

#include "host/catalog/read_distribution.hpp"

namespace nameplate {
namespace {

/// The law of a file that stands beside the catalog. \throws InputError
Distribution law_of(std::string const& csv, std::string const& keys) {
  std::filesystem::path const folder = testing::TempDir();
  std::ofstream(folder / "nameplate_sample.csv") << csv;
  Problems problems;
  std::string const text =
      "law = { family = 'empirical', data = 'nameplate_sample.csv', " + keys + " }";
  Node const root = parse_toml(text, (folder / "catalog.toml").string(), problems);
  std::optional<Distribution> const law =
      read_distribution(root.table()->at("law"), "law", problems);
  problems.throw_if_any();
  return law.value();
}

TEST(ReadData, PlacesTheValuesEvenly) {
  Distribution const law = law_of("name,ratio\nx,3\ny,1\nz,2\n\nu,2\nw,9\n", "column = 'ratio'");
  EXPECT_EQ(law.family, Family::empirical);
  EXPECT_EQ(law.x, (std::vector<double>{1, 2, 2, 3, 9}));
  EXPECT_EQ(law.p, (std::vector<double>{0, 0.25, 0.5, 0.75, 1}));
  EXPECT_EQ(law.text, "empirical(data \"nameplate_sample.csv\", column \"ratio\")");
}

TEST(ReadData, GivesHalfOfEachWeightToEitherSide) {
  Distribution const law =
      law_of("a,n\n1,1\n3,2\n2,3\n", "column = 'a', weights = 'n'");  // 1: 1, 2: 3, 3: 2
  EXPECT_EQ(law.x, (std::vector<double>{1, 2, 3}));
  EXPECT_EQ(law.p, (std::vector<double>{0, 4.0 / 9, 1}));
}

TEST(ReadData, TakesQuotesBlanksAndOtherLineEnds) {
  Distribution const law =
      law_of("\"a, in MW\" , b\r\n 1 ,\"x, y\"\r\n\"2\",z\r\n", "column = 'a, in MW'");
  EXPECT_EQ(law.x, (std::vector<double>{1, 2}));
}

TEST(ThinOut, MissesNoPointByMoreThanTheTolerance) {
  std::vector<double> values;
  for (int i = 0; i < 5000; ++i) values.push_back(std::fmod(i * 0.6180339887, 1));
  for (double& value : values) value = std::exp(3 * value) + 0.1 * std::sin(40 * value);
  Distribution whole;
  whole.family = Family::empirical;
  set_points(values, std::vector<double>(values.size(), 1), whole);
  double const tolerance = 0.02;
  Distribution thin = whole;
  thin_out(tolerance, thin);
  EXPECT_LT(thin.x.size(), 200u);
  for (std::size_t i = 0; i < whole.x.size(); ++i)
    ASSERT_NEAR(quantile(thin, whole.p[i]), whole.x[i], 1.0001 * tolerance) << i;
  EXPECT_EQ(thin.x.front(), whole.x.front());
  EXPECT_EQ(thin.x.back(), whole.x.back());
}

TEST(ThinOut, KeepsCornersAndLeavesOutWhatLiesOnALine) {
  Distribution law;
  law.family = Family::empirical;
  law.x = {0, 1, 2, 2, 2};
  law.p = {0, 0.25, 0.5, 0.75, 1};
  thin_out(0, law);
  EXPECT_EQ(law.x, (std::vector<double>{0, 2, 2}));
  EXPECT_EQ(law.p, (std::vector<double>{0, 0.5, 1}));
}

}  // namespace
}  // namespace nameplate
