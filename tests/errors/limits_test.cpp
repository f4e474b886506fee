#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "nameplate/plan.hpp"
#include "tests/support/tiny_catalog.hpp"

/// Catalogs and requests of a size that nobody means: each is refused by what is allowed and what
/// was given, before it takes the machine's memory or stack.
namespace nameplate {
namespace {

/// The concatenation of `part(0)` to `part(count - 1)`.
std::string repeated(int count, std::function<std::string(int)> const& part) {
  std::string all;
  for (int i = 0; i < count; ++i) all += part(i);
  return all;
}

std::string message_of(TinyCatalog const& tiny, Request const& request = {}) {
  try {
    compile(tiny.parse(), request);
  } catch (InputError const& error) {
    return error.what();
  }
  return "";
}

/// One build, and what is added to it.
TinyCatalog tiny_with(TinyBuild const& build, std::string const& further = "") {
  TinyCatalog tiny;
  tiny.build(build).add(further);
  return tiny;
}

/// Regions of which each is within the next; the last is in the United States.
std::string region_chain(int count) {
  return repeated(count, [&](int i) {
    std::string const parent = i + 1 < count ? fmt::format("r{}", i + 1) : "us";
    return fmt::format("[regions.r{}]\nname = \"R\"\nparent = \"{}\"\n", i, parent);
  });
}

TEST(Limits, RefuseMoreThan10000EntriesOfASection) {
  EXPECT_THAT(message_of(tiny_with({}, region_chain(10'000))),
              testing::EndsWith("regions: has 10001 entries, a section may have at most 10000"));
  EXPECT_EQ(message_of(tiny_with({}, region_chain(9'999))), "");  // its depth is that of the search
}

TEST(Limits, RefuseMoreThan1000PhasesOfABuild) {
  auto const phases = [](int count) {
    return "[" + repeated(count, [](int) { return R"({ mw = 1, energized = "2025-12" }, )"; }) +
           "]";
  };
  EXPECT_EQ(message_of(tiny_with({.phases = phases(1000)})), "");
  EXPECT_THAT(
      message_of(tiny_with({.phases = phases(1001)})),
      testing::EndsWith("builds.site.phases: has 1001 phases, a build may have at most 1000"));
}

TEST(Limits, RefuseMoreThan64Factors) {
  TinyCatalog tiny;
  tiny.build({}).factors(
      "[" + repeated(65, [](int i) { return fmt::format("\"f{}\", ", i); }) + "]", "[]");
  EXPECT_THAT(message_of(tiny),
              testing::EndsWith("factors.names: has 65 factors, a catalog may have at most 64"));
}

TEST(Limits, RefuseMoreThan10000PointsOfALaw) {
  std::string const numbers = repeated(10'001, [](int i) { return std::to_string(i + 1) + ", "; });
  TinyCatalog tiny;
  tiny.build({}).law("delay_months", fmt::format("{{ family = \"discrete\", values = [{0}], "
                                                 "weights = [{0}] }}",
                                                 numbers));
  EXPECT_THAT(message_of(tiny),
              testing::EndsWith("delay_months.distribution.values: has 10001 numbers, a law may "
                                "have at most 10000"));
}

TEST(Limits, RefuseMoreThan2500Dates) {
  Request request;
  for (int i = 0; i < 2501; ++i) request.dates.push_back("2030");
  EXPECT_EQ(message_of(tiny_with({}), request),
            "dates: has 2501 dates, a run may have at most 2500");
}

TEST(Limits, RefuseMoreThan100000Outputs) {
  TinyCatalog tiny;
  for (int i = 0; i < 50; ++i) tiny.build({.id = fmt::format("b{}", i)});
  Request request{.dates = {}, .scopes = {"builds"}, .metrics = {"facility_gw"}};
  for (int i = 0; i < 2001; ++i)
    request.dates.push_back(
        fmt::format("{}-{:02}-{:02}", 2026 + i / 336, i / 28 % 12 + 1, i % 28 + 1));
  EXPECT_EQ(message_of(tiny, request),
            "outputs: 50 scopes with 1 metrics at 2001 dates are 100050 outputs, a run may have at "
            "most 100000: ask for fewer");
}

}  // namespace
}  // namespace nameplate
