#include "host/report/draw.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nameplate/error.hpp"
#include "tests/unit/report/documents.hpp"

namespace nameplate {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

Chart chart_in(Language const& say) {
  return *waterfall_chart(data_of(plain_run()).main, "portfolio", "2030-12-31", say);
}

TEST(ChartDrawer, DrawsSvgWithTheChartsTextsAndBars) {
  if (!ChartDrawer::is_available()) GTEST_SKIP() << "built without charts as files";
  std::string const svg = ChartDrawer(Language::english()).svg(chart_in(Language::english()));
  EXPECT_THAT(svg, StartsWith("<svg"));
  EXPECT_THAT(svg, HasSubstr("Power at 2030-12-31, means [GW]"));
  EXPECT_THAT(svg, HasSubstr("less overlap"));
  EXPECT_THAT(svg, HasSubstr(">15.0<"));
}

TEST(ChartDrawer, WritesNumbersInTheFormOfTheLanguage) {
  if (!ChartDrawer::is_available()) GTEST_SKIP() << "built without charts as files";
  Language const& french = Language::named("fr");
  EXPECT_THAT(ChartDrawer(french).svg(chart_in(french)), HasSubstr(">15,0<"));
}

TEST(ChartDrawer, DrawsPngWithTwoPixelsForEachOfTheChart) {
  if (!ChartDrawer::is_available()) GTEST_SKIP() << "built without charts as files";
  std::string const png = ChartDrawer(Language::english()).png(chart_in(Language::english()));
  ASSERT_GT(png.size(), 1000u);
  EXPECT_EQ(png.substr(1, 3), "PNG");
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(png[i]); };
  EXPECT_GE(byte(18) * 256 + byte(19), 2 * 640);  // the width
}

TEST(ChartDrawer, SaysWhatVegaCannotDraw) {
  if (!ChartDrawer::is_available()) GTEST_SKIP() << "built without charts as files";
  Chart chart = chart_in(Language::english());
  chart.spec["layer"][0]["mark"] = "no such mark";
  ChartDrawer drawer(Language::english());
  EXPECT_THROW(drawer.svg(chart), RunError);
  EXPECT_THAT(drawer.svg(chart_in(Language::english())), StartsWith("<svg"));  // and goes on
}

}  // namespace
}  // namespace nameplate
