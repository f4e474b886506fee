// whole_run PLAN [--paths N] [--threads N]: one timed run of a reference plan with its quantiles,
// as JSON, for bench/peers.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <exception>
#include <nlohmann/json.hpp>

#include "bench/reference_plans.hpp"
#include "nameplate/run.hpp"
#include "nameplate/version.hpp"

namespace nameplate {
namespace {

using Json = nlohmann::ordered_json;

/// A result and the seconds that it took, from draws to quantiles.
struct TimedRun {
  Summary summary;
  RunFacts facts;
  double seconds;
};

TimedRun timed_run(Plan const& plan, RunOptions const& options) {
  auto const start = std::chrono::steady_clock::now();
  RunResult const result = run(plan, options);
  Summary summary = summarize(plan, result.tallies, reference_probabilities);
  std::chrono::duration<double> const seconds = std::chrono::steady_clock::now() - start;
  return {std::move(summary), result.facts, seconds.count()};
}

/// Quantiles by "metric date", with standard errors from their 95 % intervals.
Json quantiles_json(Summary const& summary) {
  constexpr double interval_width = 2 * 1.959964;  // in standard errors
  Json result;
  for (OutputSummary const& output : summary.outputs) {
    Json& row = result[output.label.metric + " " + output.label.date];
    for (QuantileEstimate const& quantile : output.quantiles)
      row.push_back({{"p", quantile.p},
                     {"value", quantile.value},
                     {"standard_error", (quantile.high - quantile.low) / interval_width}});
  }
  return result;
}

Json run_json(std::string const& plan_name, RunOptions options) {
  ReferencePlan const reference = reference_plan(plan_name);
  if (options.paths == 0) options.paths = reference.paths;
  RunOptions warm_up = options;
  warm_up.paths = 1000;
  timed_run(reference.plan, warm_up);
  TimedRun const timed = timed_run(reference.plan, options);
  BuildInfo const build = build_info();
  return {{"plan", plan_name},        {"paths", options.paths},
          {"seconds", timed.seconds}, {"device", timed.facts.device},
          {"commit", build.commit},   {"compiler", build.compiler},
          {"flags", build.flags},     {"quantiles", quantiles_json(timed.summary)}};
}

}  // namespace
}  // namespace nameplate

int main(int argc, char** argv) {
  CLI::App app("Times one run of a reference plan on the CPU and prints it as JSON.");
  std::string plan;
  nameplate::RunOptions options;
  options.paths = 0;
  options.backend = nameplate::Backend::cpu;
  app.add_option("plan", plan, "r20 or ref6")->required()->check(CLI::IsMember({"r20", "ref6"}));
  app.add_option("--paths", options.paths, "Default: the plan's own number")
      ->check(CLI::PositiveNumber);
  app.add_option("--threads", options.threads, "Default: all")->check(CLI::PositiveNumber);
  CLI11_PARSE(app, argc, argv);
  try {
    fmt::print("{}\n", nameplate::run_json(plan, options).dump());
  } catch (std::exception const& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
  return 0;
}
