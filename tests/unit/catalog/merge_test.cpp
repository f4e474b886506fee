#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/unit/catalog/good_catalog.hpp"

/// What `base` and `include` make of several files.
namespace nameplate {
namespace {

namespace fs = std::filesystem;

class Merge : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              (std::string("nameplate_merge_") +
               testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_ / "parts");
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path write(std::string const& name, std::string const& text) const {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }

  fs::path folder_;
};

TEST(Base, IsReplacedKeyByKey) {
  Build const alpha = good_catalog_with("[builds.alpha]\nname = \"Other\"\n").builds.at("alpha");
  EXPECT_EQ(alpha.name, "Other");
  EXPECT_EQ(alpha.region, "us-tx");
  EXPECT_EQ(alpha.phases.size(), 2U);
}

TEST(Base, LosesALawAsAWhole) {
  Catalog const catalog = good_catalog_with(
      "[parameters.design_peak_ratio]\ndistribution = { family = \"uniform\", min = 1.2, max = 1.4 "
      "}\n");
  Parameter const& ratio = catalog.parameters.at("design_peak_ratio");
  EXPECT_EQ(ratio.law->distribution.text, "uniform(min 1.2, max 1.4)");
  EXPECT_EQ(ratio.loadings.size(), 1U);
}

TEST(Base, KeepsTheOtherLawsByStatus) {
  Catalog const catalog =
      good_catalog_with("[parameters.completion_probability]\nby_status = { announced = 0.2 }\n");
  Parameter const& probability = catalog.parameters.at("completion_probability");
  auto const text = [&](Status status) {
    return probability.law_by_status[static_cast<int>(status)]->distribution.text;
  };
  EXPECT_EQ(text(Status::announced), "0.2");
  EXPECT_EQ(text(Status::under_construction), "0.9");
}

TEST(Base, KeepsTheOtherLawsOfAnInstance) {
  Catalog const catalog = good_catalog_with(
      "[platforms.gb200]\nparameters = { it_kw_per_accelerator = 2 }\n"
      "[regions.us-tx]\nparameters = { household_kwh_per_year = 14000 }\n");
  EXPECT_EQ(catalog.platforms.at("gb200").laws.at("it_kw_per_accelerator").distribution.text, "2");
  EXPECT_EQ(catalog.regions.at("us").laws.size(), 1U);
}

TEST(Base, LosesAMixOfPlatformsAsAWhole) {
  Catalog const catalog = good_catalog_with("[builds.alpha]\nplatforms = { gb300 = 1 }\n");
  EXPECT_EQ(catalog.builds.at("alpha").platforms, (PlatformMix{{"gb300", 1}}));
}

TEST(Base, MayGetFurtherEntries) {
  Catalog const catalog = good_catalog_with(R"(
name = "Three builds"
[builds.gamma]
name = "Gamma"
region = "us"
basis = "it"
status = "operating"
platforms = { gb200 = 1 }
phases = [{ mw = 10, energized = "2025" }]
)");
  EXPECT_EQ(catalog.name, "Three builds");
  EXPECT_EQ(catalog.builds.size(), 3U);
}

TEST_F(Merge, BaseMayHaveABase) {
  write("middle.toml",
        "base = \"" + good_catalog + "\"\nname = \"Middle\"\n[regions.us]\nname = \"USA\"\n");
  Catalog const catalog =
      load_catalog(write("top.toml", "base = \"middle.toml\"\nname = \"Top\"\n"));
  EXPECT_EQ(catalog.name, "Top");
  EXPECT_EQ(catalog.regions.at("us").name, "USA");
  EXPECT_EQ(catalog.path, (folder_ / "top.toml").string());
}

TEST_F(Merge, IncludedFilesAreFoundFromTheirOwnFolder) {
  write("parts/inner.toml", "[groups.inner]\nname = \"Inner\"\n");
  write("parts/outer.toml", "include = [\"inner.toml\"]\n[groups.outer]\nname = \"Outer\"\n");
  Catalog const catalog = load_catalog(
      write("main.toml", "base = \"" + good_catalog + "\"\ninclude = [\"parts/outer.toml\"]\n"));
  EXPECT_EQ(catalog.groups.at("inner").name, "Inner");
  EXPECT_EQ(catalog.groups.at("outer").name, "Outer");
  EXPECT_EQ(catalog.groups.at("campuses").name, "Campuses");
}

TEST_F(Merge, IncludedEntriesReplaceThoseOfTheBase) {
  write("parts/usa.toml", "schema = 1\n[regions.us]\nname = \"USA\"\n");
  Catalog const catalog = load_catalog(
      write("main.toml", "base = \"" + good_catalog + "\"\ninclude = [\"parts/usa.toml\"]\n"));
  EXPECT_EQ(catalog.regions.at("us").name, "USA");
}

TEST_F(Merge, ByteOrderMarkIsNoMatter) {
  fs::path const path = write("bom.toml",
                              "\xef\xbb\xbf"
                              "base = \"" +
                                  good_catalog + "\"\n");
  EXPECT_EQ(load_catalog(path).builds.size(), 2U);
}

TEST_F(Merge, OrderOfWritingChangesNothing) {
  std::string const us = "[regions.a]\nname = \"A\"\n", fr = "[regions.b]\nname = \"B\"\n";
  Catalog const one = good_catalog_with(us + fr), other = good_catalog_with(fr + us);
  EXPECT_EQ(one.regions.size(), other.regions.size());
  EXPECT_TRUE(std::equal(one.regions.begin(), one.regions.end(), other.regions.begin(),
                         [](auto const& a, auto const& b) { return a.first == b.first; }));
}

}  // namespace
}  // namespace nameplate
