#include "host/report/report_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nameplate/error.hpp"
#include "tests/unit/report/documents.hpp"

namespace nameplate {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string refusal(std::vector<NamedText> const& documents) {
  try {
    read_report(documents);
  } catch (InputError const& error) {
    return error.what();
  }
  return "accepted";
}

Json claims_document() {
  return {{"schema", "nameplate-claims"},
          {"schema_version", 1},
          {"results", {{"catalog", "Two sites"}, {"as_of", "latest"}, {"claims", Json::array()}}}};
}

TEST(ReadReport, FindsTheLastDateOfTheFirstScope) {
  ReportData const data = data_of(plain_run());
  EXPECT_EQ(data.scope(), "portfolio");
  EXPECT_EQ(data.last_date(), "2030-12-31");
  EXPECT_EQ(data.headline("facility_gw")->percentiles->p50, 6);
  EXPECT_EQ(data.headline("facility_gw")->percentiles->p50_high, 6 * 1.01);
  EXPECT_FALSE(data.headline("energy_twh"));
}

TEST(ReadReport, TakesClaimsFromADocumentOfTheirOwn) {
  NamedText const run{"run.json", plain_run().dump()};
  EXPECT_TRUE(read_report({run}).claims.is_null());
  EXPECT_FALSE(read_report({{"claims.json", claims_document().dump()}, run}).claims.is_null());
}

TEST(ReadReport, RefusesWhatIsNoDocument) {
  EXPECT_THAT(refusal({{"x.json", "{"}}), StartsWith("x.json: is no JSON document of nameplate"));
  EXPECT_THAT(refusal({{"x.json", "[]"}}), StartsWith("x.json: is no JSON document of nameplate"));
  EXPECT_THAT(refusal({{"x.json", R"({"schema": "nameplate-bench"})"}}),
              HasSubstr(R"(has the schema "nameplate-bench"; a report is made from)"));
  EXPECT_THAT(refusal({{"x.json", R"({"schema": "nameplate-results", "schema_version": 2})"}}),
              HasSubstr("has another schema_version than 1"));
}

TEST(ReadReport, NamesTheKeyThatIsMissing) {
  Json document = plain_run();
  document["results"]["outputs"][0].erase("unit");
  std::string const text = refusal({{"x.json", document.dump()}});
  EXPECT_THAT(text, StartsWith("x.json: does not hold what its schema says"));
  EXPECT_THAT(text, HasSubstr("unit"));
}

TEST(ReadReport, NeedsOneRun) {
  NamedText const run{"run.json", plain_run().dump()};
  EXPECT_THAT(refusal({{"claims.json", claims_document().dump()}}),
              HasSubstr("a report needs a document of `nameplate run` too"));
  EXPECT_THAT(
      refusal({run, {"b.json", run.text}}),
      HasSubstr("b.json: is a second document of nameplate-results; the first is run.json"));
}

TEST(ReadReport, RefusesClaimsOfAnotherCatalog) {
  Json claims = claims_document();
  claims["results"]["catalog"] = "Another";
  EXPECT_THAT(refusal({{"run.json", plain_run().dump()}, {"claims.json", claims.dump()}}),
              HasSubstr(R"(claims.json: catalog is "Another", but "Two sites" in run.json)"));
}

}  // namespace
}  // namespace nameplate
