#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "nameplate/run.hpp"
#include "tests/support/evaluate.hpp"
#include "tests/support/tiny_catalog.hpp"

/// What is added to a catalog changes no other build's results: draws belong to names, not to
/// positions.
namespace nameplate {
namespace {

/// Laws of every scope, all loaded on factors or on the site.
TinyCatalog catalog_of_laws() {
  TinyCatalog catalog;
  catalog.factors(R"(["a", "b"])", "[[1, 0.3], [0.3, 1]]");
  catalog.law("delay_months", "\"2 to 20\"").loadings("delay_months", "a = 0.5, site = 0.5");
  catalog.law("completion_probability", "0.7").loadings("completion", "b = 0.4, site = 0.6");
  catalog.law("design_peak_ratio", R"({ family = "pert", min = 1.1, mode = 1.3, max = 1.5 })");
  catalog.law("it_kw_per_accelerator", "\"1.7 to 2.4\"")
      .loadings("it_kw_per_accelerator", "b = -0.8");
  catalog.law("household_kwh_per_year", "\"10000 to 11000\"")
      .loadings("household_kwh_per_year", "a = 0.3");
  catalog.law("grid_loss", R"({ family = "pert", p5 = 0.01, p50 = 0.02, p95 = 0.035 })");
  catalog.law("load_factor", R"({ family = "beta", alpha = 11, beta = 4.8 })");
  return catalog;
}

TinyBuild site(std::string const& id) {
  TinyBuild build;
  build.id = id;
  build.phases = R"([{ mw = 300, energized = "2025-12" }, { mw = 700, energized = "2026-12" }])";
  build.basis = "{ facility = 0.6, it = 0.4 }";
  return build;
}

/// Tallies of every output of a run, by scope, metric and date.
using Results = std::map<std::string, std::vector<std::uint64_t>>;

Results results(Catalog const& catalog) {
  Plan const plan =
      compile(catalog, {{"2026", "2027"}, {"all"}, {"accelerators", "homes_energy", "co2_mt"}});
  RunOptions options;
  options.backend = Backend::cpu;
  options.paths = 4000;
  Tallies const tallies = run(plan, options).tallies;
  PlanView const view(plan.bytes.data());
  Results all;
  for (std::uint32_t o = 0; o < plan.labels.size(); ++o) {
    TallyRecord const& record = view.tallies()[o];
    auto const first = tallies.counts.begin() + record.first_bin;
    std::vector<std::uint64_t> numbers(first, first + record.zero_bin + record.bins + 4);
    numbers.push_back(tallies.sums[o].low);
    numbers.push_back(tallies.squares[o].low);
    OutputLabel const& label = plan.labels[o];
    all[label.scope + ' ' + label.metric + ' ' + label.date] = numbers;
  }
  return all;
}

/// Every build of `before` has the same results in `after`.
void expect_builds_untouched(Results const& before, Results const& after) {
  int compared = 0;
  for (auto const& [key, numbers] : before) {
    if (!key.starts_with("build:")) continue;
    ASSERT_TRUE(after.contains(key)) << key;
    EXPECT_TRUE(after.at(key) == numbers) << key;
    ++compared;
  }
  EXPECT_GT(compared, 0);
}

TEST(Independence, AddingABuildChangesNoOther) {
  Results const before = results(catalog_of_laws().build(site("m")).build(site("q")).parse());
  for (char const* const id : {"a", "n", "z"}) {  // before, between and after the others
    SCOPED_TRACE(id);
    Results const after =
        results(catalog_of_laws().build(site("m")).build(site("q")).build(site(id)).parse());
    expect_builds_untouched(before, after);
    EXPECT_NE(before.at("portfolio accelerators 2027-12-31"),
              after.at("portfolio accelerators 2027-12-31"));
  }
}

TEST(Independence, OrderInTheFileChangesNothing) {
  Plan const one = compile(catalog_of_laws().build(site("m")).build(site("q")).parse(), {});
  Plan const other = compile(catalog_of_laws().build(site("q")).build(site("m")).parse(), {});
  EXPECT_EQ(fingerprint(one), fingerprint(other));
  EXPECT_EQ(one.bytes, other.bytes);
}

TEST(Independence, AddingAPhaseAtTheEndKeepsTheDrawsOfTheOthers) {
  TinyBuild longer = site("m");
  longer.phases.insert(longer.phases.size() - 1, R"(, { mw = 50, energized = "2033-12" })");
  expect_builds_untouched(results(catalog_of_laws().build(site("m")).parse()),
                          results(catalog_of_laws().build(longer).parse()));
}

TEST(Independence, AddingARegionOrAPlatformChangesNothing) {
  Results const before = results(catalog_of_laws().build(site("m")).parse());
  TinyCatalog more = catalog_of_laws().build(site("m"));
  more.add(
      "[regions.abroad]\nname = \"Abroad\"\nparent = \"us\"\nparameters = { household_kwh_per_year "
      "= \"2000 to 4000\" }");
  more.add(
      "[platforms.another]\nname = \"Another\"\nparameters = { it_kw_per_accelerator = \"1 to 2\" "
      "}");
  EXPECT_TRUE(results(more.parse()) == before) << "not in use";

  TinyBuild user = site("user");
  user.region = "abroad";
  user.platforms = "{ another = 1.0 }";
  user.groups = "[]";
  more.law("capex_usd_bn_per_it_gw", "40");
  more.add("[platforms.third]\nname = \"Third\"\npeak_pflops = { fp8 = 1.0 }");
  expect_builds_untouched(before, results(more.build(user).parse()));
}

TEST(Independence, BuildsOfOneRegionAndPlatformShareTheirDraws) {
  TinyCatalog catalog;
  catalog.law("it_kw_per_accelerator", "\"1.7 to 2.4\"")
      .law("household_kwh_per_year", "\"10000 to 11000\"");
  TinyBuild one, two;
  one.id = "one", two.id = "two";
  Results const all = results(catalog.build(one).build(two).parse());
  for (char const* const metric : {"accelerators", "homes_energy"})
    EXPECT_EQ(all.at("build:one " + std::string(metric) + " 2027-12-31"),
              all.at("build:two " + std::string(metric) + " 2027-12-31"))
        << metric;
}

/// The shipped catalog with its files included in the opposite order.
TEST(Independence, OrderOfFilesChangesNothing) {
  namespace fs = std::filesystem;
  fs::path const data = NAMEPLATE_DATA_DIR,
                 copy = fs::path(testing::TempDir()) / "nameplate-reordered";
  fs::remove_all(copy);
  fs::copy(data, copy, fs::copy_options::recursive);
  std::ifstream in(data / "catalog.toml");
  std::vector<std::string> before, includes, after;
  for (std::string line; std::getline(in, line);) {
    bool const is_include = line.find(".toml\",") != std::string::npos;
    (is_include ? includes : includes.empty() ? before : after).push_back(line);
  }
  ASSERT_GT(includes.size(), 3u) << "the catalog's include list is not one file a line any more";
  std::reverse(includes.begin(), includes.end());
  {
    std::ofstream out(copy / "catalog.toml");
    for (auto const* const lines : {&before, &includes, &after})
      for (std::string const& line : *lines) out << line << '\n';
  }
  Request const request{{"2028"}, {"portfolio"}, {}};
  EXPECT_EQ(fingerprint(compile(load_catalog(data / "catalog.toml"), request)),
            fingerprint(compile(load_catalog(copy / "catalog.toml"), request)));
  fs::remove_all(copy);
}

}  // namespace
}  // namespace nameplate
