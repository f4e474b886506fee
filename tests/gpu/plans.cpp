#include "tests/gpu/plans.hpp"

#include "kernels/metrics.hpp"
#include "tests/support/tiny_catalog.hpp"

namespace nameplate {
namespace {

TinyCatalog varied_catalog() {
  TinyCatalog catalog;
  catalog.factors(R"(["grid", "supply"])", "[[1, 0.4], [0.4, 1]]")
      .law("delay_months", "{ family = \"lognormal\", shift = -3, mu = 2, sigma = 0.7 }")
      .loadings("delay_months", "grid = 0.5, supply = 0.3, site = 0.4")
      .loadings("completion", "grid = -0.4, site = 0.5")
      .by_status(
          "completion_probability",
          "operating = 1, under-construction = { family = \"beta\", p5 = 0.85, p95 = 0.99 }, "
          "announced = { family = \"uniform\", min = 0.1, max = 0.6 }")
      .law("completion_probability", "")
      .law("size_factor", "{ family = \"pert\", min = 0.5, mode = 0.9, max = 1.1 }")
      .law("ramp_months", "\"2 to 9\"")
      .law("design_peak_ratio",
           "{ family = \"normal\", mean = 1.3, sd = 0.1, min = 1.05, max = 2 }")
      .law("annual_pue", "{ family = \"triangular\", min = 1.08, mode = 1.2, max = 1.4 }")
      .law("load_factor", "{ family = \"beta\", alpha = 8, beta = 3 }")
      .law("ai_share",
           "{ family = \"normal\", mean = 0.9, sd = 0.1, clip_min = 0.5, clip_max = 1 }")
      .law("unfilled_share", "{ family = \"bernoulli\", p = 0.2 }")
      .law("availability",
           "{ family = \"discrete\", values = [0.8, 0.9, 0.97], weights = [1, 2, 3] }")
      .law("chips_allocated", "{ family = \"empirical\", p = [0, 0.2, 1], x = [0.5, 0.8, 1] }")
      .law("grid_intensity_trend", "{ family = \"uniform\", min = -0.3, max = -0.1 }")
      .law("inference_share", "{ family = \"beta\", p5 = 0.25, p95 = 0.55 }")
      .law("active_parameters_bn", "\"20 to 200\"")
      .law("useful_life_years", "\"4 to 7\"")
      .law("household_kwh_per_year", "\"9500 to 11500\"")
      .law("it_kw_per_accelerator", "{ family = \"lognormal\", p5 = 1.6, p95 = 2.5, min = 1.2 }")
      .add("[inputs.price]\nunit = \"USD/MWh\"\nvalue = \"20 to 200\"\nloadings = { grid = -0.6 }")
      .add("[inputs.shift]\nunit = \"1\"\nvalue = { family = \"normal\", mean = 0, sd = 1 }")
      .add(
          "[metrics.margin]\ntitle = \"Margin\"\nunit = \"USD/MWh\"\n"
          "formula = \"energy_twh * price / energy_twh - 70 USD/MWh\"")
      .add(
          "[metrics.every_step]\ntitle = \"Every step\"\nunit = \"1\"\n"
          "formula = \"if(margin >= 0 USD/MWh, log(margin / 1 USD * 1 MWh) + exp(shift), "
          "-(min(facility_gw, 1 GW) / 1 GW) ^ 3) + sqrt(max(shift, -1.5)) * 2.5 ^ 2 + "
          "if(price < 50 USD/MWh, 1, (price / 1 USD * 1 MWh) ^ 0.3)\"")
      .add("[groups.pair]\nname = \"Pair\"")
      .add(
          "[platforms.other]\nname = \"Other\"\npeak_pflops = { bf16 = 1.0, fp8 = 3.0 }\n"
          "parameters = { it_kw_per_accelerator = \"1.1 to 1.7\", capex_usd_bn_per_it_gw = 21 }")
      .build({.id = "hall",
              .phases = R"([{ mw = 300, energized = "2025-06", status = "operating" },
                                         { mw = 900, energized = "2027-03", platforms = { chip = 0.3, other = 0.7 } }])",
              .groups = R"(["pair"])",
              .further = ""})
      .build(
          {.id = "plan",
           .phases =
               R"([{ share = 0.4, energized = "2026-06" }, { share = 0.6, energized = "2029" }])",
           .basis = "{ facility = 0.6, it = 0.3, systems = 0.1 }",
           .status = "announced",
           .groups = R"(["pair"])",
           .overlaps = R"([{ with = "hall", share = { family = "beta", p5 = 0.2, p95 = 0.8 } }])",
           .further =
               "capacity_gw = 4\n[builds.plan.financing]\nusd_bn = 90\n"
               "readings.rebate = { probability = 0.4, capex_factor = 0.8, funds_share = 0 }\n"
               "readings.cash = { probability = 0.6, completion_shift = 0.3 }"})
      .build({.id = "cloud",
              .phases = R"([{ share = 1.0, energized = "2026" }])",
              .basis = R"("it")",
              .further = "contract = { usd_bn = 38 }"});
  return catalog;
}

}  // namespace

Plan small_plan(double slip_months) {
  Catalog catalog = TinyCatalog().build(TinyBuild()).parse();
  catalog.builds.at("site").slip_months = slip_months;
  Request request;
  request.dates = {"2026-06"};
  request.metrics = {"facility_gw"};
  return compile(catalog, request);
}

Plan varied_plan(double slip_months, std::vector<std::string> const& given) {
  Catalog catalog = varied_catalog().parse();
  catalog.builds.at("hall").slip_months = slip_months;
  Request request;
  request.given = given;
  request.dates = {"2025", "2029", "2034"};
  request.scopes = {"portfolio", "group:pair", "build:plan"};
  std::vector<std::string> const further = {"capex_usd_bn/it_gw", "facility_gw:growth",
                                            "co2_mt:added",       "every_step",
                                            "margin:added",       "margin/facility_gw"};
  for (MetricInfo const& metric : metric_table) {
    std::string const name = metric.name;
    request.metrics.push_back(name == "users" ? "users:chat" : name);
  }
  request.metrics.insert(request.metrics.end(), further.begin(), further.end());
  return compile(catalog, request);
}

Plan shipped_plan() { return compile(load_catalog(NAMEPLATE_DATA_DIR "/catalog.toml"), {}); }

}  // namespace nameplate
