#include "host/report/page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/report/embedded.hpp"
#include "host/report/in_words.hpp"
#include "nameplate/error.hpp"
#include "tests/unit/report/documents.hpp"

namespace nameplate {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(InWords, SaysWhatIsOnlineAndWhatWasAnnounced) {
  EXPECT_THAT(
      headline_sentences(data_of(plain_run()), Language::english()),
      ElementsAre(
          "On 31 December 2030, 6.00 GW of sites are online in the middle case; nine cases in "
          "ten lie between 2.00 and 10.0.",
          "Announced for that date are 15.0 GW, each gigawatt counted once: 40 % of "
          "them are expected to be there."));
}

TEST(InWords, SaysItInFrenchWithFrenchNumbers) {
  auto const sentences = headline_sentences(data_of(plain_run()), Language::named("fr"));
  EXPECT_THAT(sentences[0], HasSubstr("31 décembre 2030, 6,00 GW"));
  EXPECT_THAT(sentences[1], HasSubstr("40\u202f%"));
  EXPECT_THAT(facts_line(data_of(plain_run()), Language::named("fr")),
              HasSubstr("1\u202f234\u202f567"));
}

TEST(InWords, TellsWhatMustBeKnownBeforeQuoting) {
  Json document = plain_run();
  EXPECT_TRUE(notices(data_of(document), Language::english()).empty());
  document["results"]["gross"] = true;
  document["results"]["given"] = {"build:a completes"};
  document["results"]["partial"] = Json::object();
  EXPECT_EQ(notices(data_of(document), Language::english()).size(), 3u);
}

TEST(InWords, SaysWhatWouldMakeAClaimTheMedian) {
  Json const claim = Json::parse(R"({
    "name": "10 GW are 4 to 5 million GPUs", "published": "2025-09", "reading": "packages",
    "skipped": null, "claimed": {"unit": "packages", "low": 4e6, "high": 5e6},
    "quantiles": [{"p": 0.05, "value": 2e6}, {"p": 0.5, "value": 3e6}, {"p": 0.95, "value": 6e6}],
    "percentiles": [{"value": 0.8, "error": 0.001}, {"value": 0.9, "error": 0.001}],
    "attempts": [{"parameter": "it_kw_per_accelerator", "unit": "kW",
                  "solution": {"value": 1.5, "beyond_law": true}}]})");
  std::map<std::string, std::string> said;
  for (Fact const& fact : claim_facts(claim, Language::english())) said[fact.key] = fact.value;
  EXPECT_EQ(said["claimed"], "4.00 to 5.00 million packages");
  EXPECT_EQ(said["model"], "P5 2.00 | P50 3.00 | P95 6.00 million packages");
  EXPECT_EQ(said["percentile"], "80.0 ± 0.1 to 90.0 ± 0.1");
  EXPECT_EQ(said["the median if"], "it_kw_per_accelerator = 1.500 kW (beyond its law)");
}

TEST(Page, HoldsAllThatItNeeds) {
  if (embedded::vega.empty()) GTEST_SKIP() << "built without reports";
  std::string const html = to_html(data_of(plain_run()), Language::english());
  EXPECT_THAT(html, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(html, HasSubstr("nameplate run x.toml --seed 7"));
  EXPECT_THAT(html, HasSubstr("\"id\":\"waterfall\""));
  EXPECT_THAT(html, Not(HasSubstr("{{")));
  for (char const* const reference : {"<link", "src=\"", "@import", "url(http"})
    EXPECT_THAT(html.substr(0, html.find("chart-data")), Not(HasSubstr(reference)));
}

TEST(Page, EscapesWhatACatalogCallsThings) {
  if (embedded::vega.empty()) GTEST_SKIP() << "built without reports";
  Json document = plain_run();
  document["results"]["catalog"] = "<script>alert(1)</script> & {{seed}}";
  document["results"]["outputs"][0]["title"] = "</script><b>";
  document["results"]["outputs"][1]["title"] = "</script><b>";
  std::string const html = to_html(data_of(document), Language::english());
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{seed}}"));
  EXPECT_THAT(html, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(html, Not(HasSubstr("</script><b>")));
}

TEST(Page, RefusesDocumentsThatLackWhatTheyShouldHold) {
  if (embedded::vega.empty()) GTEST_SKIP() << "built without reports";
  Json document = plain_run();
  document["report"] = {{"months", document["results"]},
                        {"builds", document["results"]},
                        {"convergence", {{"steps", Json::array()}}},
                        {"claims", {{"claims", {{{"id", "a"}}}}}},
                        {"sensitivity", nullptr}};
  ReportData const data = data_of(document);
  EXPECT_THROW(to_html(data, Language::english()), InputError);
  EXPECT_THROW(charts_of(data, Language::english()), InputError);
}

TEST(Page, ShowsADateThatIsNoneAsItIs) {
  if (embedded::vega.empty()) GTEST_SKIP() << "built without reports";
  Json document = plain_run();
  for (Json& output : document["results"]["outputs"]) output["date"] = "9999-99-99";
  EXPECT_THAT(to_html(data_of(document), Language::english()), HasSubstr("On 9999-99-99, "));
}

TEST(Page, SaysWhatTheResultsLack) {
  if (embedded::vega.empty()) GTEST_SKIP() << "built without reports";
  std::string const html = to_html(data_of(plain_run()), Language::english());
  EXPECT_THAT(html, HasSubstr("There are no claims here"));
  EXPECT_THAT(html, HasSubstr("There are no indices here"));
  EXPECT_THAT(html, HasSubstr("The median of the power online lies between 5.94 and 6.06 GW"));
}

}  // namespace
}  // namespace nameplate
