#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <string>

#include "bench/harness.hpp"
#include "bench/reference_plans.hpp"
#include "host/compile/resolve.hpp"

namespace nameplate {
namespace {

double mean_of(Catalog const& catalog, ParameterId id, Build const& build, std::size_t phase) {
  return mean(*resolve(catalog, id, build, phase)->law);
}

/// Mean online share of a phase at `month`: the mean over its ramp of the chance that it has
/// started (Simpson's rule).
double mean_online_share(Catalog const& catalog, Build const& build, std::size_t phase,
                         double month) {
  constexpr int steps = 400;
  Distribution const& delay = *resolve(catalog, ParameterId::delay_months, build, phase)->law;
  double const ramp = mean_of(catalog, ParameterId::ramp_months, build, phase);
  double const start = month - build.phases[phase].energized_month - ramp;
  double sum = 0;
  for (int i = 0; i <= steps; ++i) {
    double const weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
    sum += weight * cumulative(delay, start + ramp * i / steps);
  }
  return sum / (3 * steps);
}

/// Mean facility power online at `month` [GW], in closed form. \pre factors of a product are
/// independent, ramps are constant, bases are facility or IT, phases are given in MW, as in the
/// reference plans
double mean_facility_gw(Catalog const& catalog, double month) {
  double sum = 0;
  for (auto const& [id, build] : catalog.builds) {
    for (std::size_t i = 0; i < build.phases.size(); ++i) {
      auto const factor = [&](ParameterId parameter) {
        return mean_of(catalog, parameter, build, i);
      };
      double const facility_per_mw =
          build.basis.facility + build.basis.it * factor(ParameterId::design_peak_ratio);
      sum += 1e-3 * *build.phases[i].planned_mw * facility_per_mw *
             factor(ParameterId::completion_probability) * factor(ParameterId::size_factor) *
             mean_online_share(catalog, build, i, month);
    }
  }
  return sum;
}

/// The mean facility power at the last date, within 5 standard errors of the exact one.
void check_summary(ReferencePlan const& reference, Summary const& summary) {
  std::string const& date = reference.request.dates.back();
  double const exact =
      mean_facility_gw(reference.catalog, months_after_epoch(date, reference.catalog, "dates"));
  OutputSummary const* last = nullptr;
  for (OutputSummary const& output : summary.outputs)
    if (output.label.metric == "facility_gw") last = &output;
  double const off = (*last->mean - exact) / *last->mean_standard_error;
  require(std::abs(off) < 5,
          fmt::format("{}: mean facility power {} GW is {:.1f} standard errors off {} GW",
                      reference.name, *last->mean, off, exact));
}

void bench_run(benchmark::State& state, ReferencePlan const& reference, int threads) {
  RunOptions options;
  options.paths = reference.paths;
  options.backend = Backend::cpu;
  options.threads = threads;
  Summary summary;
  std::string device;
  for (auto _ : state) {
    ++options.seed;
    RunResult const result = run(reference.plan, options);
    summary = summarize(reference.plan, result.tallies, reference_probabilities);
    device = result.facts.device;
  }
  check_summary(reference, summary);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(reference.paths));
  state.SetLabel(fmt::format("items: paths, {}", device));
}

}  // namespace

void register_benchmarks() {
  for (std::string_view const plan : reference_plan_names) {
    auto const reference = std::make_shared<ReferencePlan const>(reference_plan(plan));
    auto const add = [&](char const* threads_text, int threads) {
      benchmark::RegisterBenchmark(
          fmt::format("run/{}/{}", plan, threads_text).c_str(),
          [=](benchmark::State& state) { bench_run(state, *reference, threads); })
          ->Unit(benchmark::kMillisecond)
          ->UseRealTime();
    };
    add("1_thread", 1);
    add("all_threads", 0);
  }
}

}  // namespace nameplate
