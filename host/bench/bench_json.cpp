#include <fmt/format.h>

#include "host/bench/bench.hpp"
#include "nameplate/version.hpp"

namespace nameplate {
namespace {

Json optional_json(auto const& value) { return value ? Json(*value) : Json(); }

/// The version of nvbench's format (its meta.version.json) that the keys it knows are written in.
Json nvbench_format_version() {
  return {{"major", 1}, {"minor", 0}, {"patch", 0}, {"string", "1.0.0"}};
}

Json meta(std::vector<std::string> const& command_line) {
  BuildInfo const build = build_info();
  return {{"argv", command_line},
          {"version",
           {{"json", nvbench_format_version()},
            {"nameplate", {{"string", build.version}, {"git_sha", build.commit}}}}}};
}

/// A summary as nvbench writes it: numbers are text.
Json nv_summary(std::string const& tag, char const* title, char const* hint, char const* type,
                std::string const& value) {
  return {{"tag", tag},
          {"name", title},
          {"hint", hint},
          {"data", Json::array({{{"name", "value"}, {"type", type}, {"value", value}}})}};
}

/// What nvbench says of isolated repetitions, under its tags: "nv/cold/time/gpu/..." by the
/// device's clock, "nv/cpu_only/time/cpu/..." by the host's.
Json nv_summaries(StateReport const& state) {
  std::string const root = state.is_device_clock ? "nv/cold/" : "nv/cpu_only/";
  std::string const time = root + (state.is_device_clock ? "time/gpu/" : "time/cpu/");
  SeriesSummary const& s = state.seconds;
  Json array = Json::array();
  auto const add = [&](std::string const& tag, char const* title, char const* hint, double value) {
    array.push_back(nv_summary(tag, title, hint, "float64", fmt::format("{}", value)));
  };
  array.push_back(
      nv_summary(root + "sample_size", "Samples", "sample_size", "int64", std::to_string(s.count)));
  add(time + "min", "Min Time", "duration", s.min);
  add(time + "max", "Max Time", "duration", s.max);
  add(time + "mean", "Mean Time", "duration", s.mean);
  add(time + "stdev/absolute", "Noise", "duration", s.standard_deviation);
  add(time + "stdev/relative", "Noise", "percentage", s.standard_deviation / s.mean);
  add(time + "q1", "First Quartile", "duration", s.q1);
  add(time + "median", "Median Time", "duration", s.median);
  add(time + "q3", "Third Quartile", "duration", s.q3);
  for (char const* const range : {"ir", "iqr"}) {  // its name before and since 2026
    add(time + range + "/absolute", "Interquartile Range", "duration", s.q3 - s.q1);
    add(time + range + "/relative", "Interquartile Range", "percentage", (s.q3 - s.q1) / s.median);
  }
  add(root + "bw/item_rate", "Elem/s", "item_rate",
      static_cast<double>(state.measurement.items) / s.mean);
  if (state.bytes_per_item)
    add(root + "bw/global/bytes_per_second", "GlobalMem BW", "byte_rate",
        *state.bytes_per_item * static_cast<double>(state.measurement.items) / s.mean);
  if (state.mean_clock_hz)
    add(root + "sm_clock_rate/mean", "Clock Rate", "frequency", *state.mean_clock_hz);
  add(root + "walltime", "Walltime", "duration", state.measurement.wall_seconds);
  return array;
}

Json energy(StateReport const& state) {
  double const items =
      static_cast<double>(state.measurement.items) * static_cast<double>(state.seconds.count);
  return {{"joules", optional_json(state.joules)},
          {"joules_per_billion_items", state.joules ? Json(*state.joules / items * 1e9) : Json()},
          {"mean_watts", optional_json(state.mean_watts)}};
}

Json own_facts(Workload const& workload, StateReport const& state) {
  Measurement const& measurement = state.measurement;
  auto const items = static_cast<double>(measurement.items);
  auto const& interval = state.seconds.interval;
  return {{"threads", state.threads},
          {"item", workload.item},
          {"items_per_repetition", measurement.items},
          {"clock", state.is_device_clock ? "device" : "host"},
          {"seconds", measurement.seconds},
          {"items_per_second",
           {{"median", state.rate()},
            {"low", interval ? Json(items / interval->high) : Json()},
            {"high", interval ? Json(items / interval->low) : Json()}}},
          {"noise", optional_json(state.seconds.noise())},
          {"is_settled", measurement.is_settled},
          {"operations_per_item", optional_json(state.operations_per_item)},
          {"arithmetic_share", optional_json(state.arithmetic_share)},
          {"bytes_per_item", optional_json(state.bytes_per_item)},
          {"bandwidth_share", optional_json(state.bandwidth_share)},
          {"energy", energy(state)},
          {"mean_clock_hz", optional_json(state.mean_clock_hz)},
          {"mean_memory_clock_hz", optional_json(state.mean_memory_clock_hz)},
          {"max_celsius", optional_json(state.max_celsius)},
          {"throttle_reasons", state.throttle_reasons}};
}

/// The threads of a state as an axis: nvbench's readers tell states apart by it.
Json axes(WorkloadReport const& row) {
  Json values = Json::array();
  for (StateReport const& state : row.states) {
    if (state.asked_threads.empty()) return Json::array();
    values.push_back({{"input_string", state.asked_threads},
                      {"description", ""},
                      {"value", state.asked_threads}});
  }
  return Json::array(
      {{{"name", "Threads"}, {"type", "string"}, {"flags", ""}, {"values", std::move(values)}}});
}

Json axis_values(StateReport const& state) {
  if (state.asked_threads.empty()) return Json::array();
  return Json::array({{{"name", "Threads"}, {"type", "string"}, {"value", state.asked_threads}}});
}

std::string state_name(StateReport const& state) {
  return state.asked_threads.empty() ? "Device=0" : "Device=0 Threads=" + state.asked_threads;
}

Json rule_json(NoiseRule const& rule) {
  return {{"min_samples", rule.min_samples},
          {"min_time", rule.sample_seconds},
          {"max_noise", rule.max_noise},
          {"skip_time", -1.0},
          {"timeout", rule.max_seconds}};
}

Json state_json(WorkloadReport const& row, StateReport const& state, NoiseRule const& rule) {
  Json json = {{"name", state_name(state)}};
  json.update(rule_json(rule));
  json.update(Json{{"device", 0},
                   {"type_config_index", 0},
                   {"axis_values", axis_values(state)},
                   {"summaries", nv_summaries(state)},
                   {"is_skipped", false},
                   {"nameplate", own_facts(*row.workload, state)}});
  return json;
}

Json benchmark_json(WorkloadReport const& row, std::size_t index, NoiseRule const& rule) {
  Json states = Json::array();
  for (StateReport const& state : row.states) states.push_back(state_json(row, state, rule));
  Json json = {{"name", row.workload->name}, {"index", index}};
  json.update(rule_json(rule));
  json.update(Json{{"devices", Json::array({0})},
                   {"axes", axes(row)},
                   {"title", row.workload->title},
                   {"is_limit", row.workload->is_limit},
                   {"states", std::move(states)}});
  return json;
}

Json device_json(BenchReport const& report) {
  SensorFacts const& sensors = report.sensors;
  Json json = report.device.json;
  json["ecc_state"] = sensors.is_ecc_on            ? Json(*sensors.is_ecc_on)
                      : json.contains("ecc_state") ? json["ecc_state"]
                                                   : Json();
  json["driver"] = optional_json(sensors.driver);
  json["max_clock_hz"] = optional_json(sensors.max_clock_hz);
  json["max_memory_clock_hz"] = optional_json(sensors.max_memory_clock_hz);
  json["power_limit_watts"] = optional_json(sensors.power_limit_watts);
  json["energy_source"] = sensors.energy_source.empty() ? Json() : Json(sensors.energy_source);
  return json;
}

Json host_json(BenchReport const& report) {
  HostFacts const& host = report.host;
  return {{"cpu", host.cpu},
          {"logical_cpus", host.logical_cpus},
          {"system", host.system},
          {"frequency_governor", optional_json(host.frequency_governor)},
          {"memory_bytes", optional_json(host.memory_bytes)},
          {"load_before", optional_json(report.load_before)},
          {"load_after", optional_json(report.load_after)}};
}

Json build_json() {
  BuildInfo const build = build_info();
  return {{"version", build.version}, {"commit", build.commit}, {"compiler", build.compiler},
          {"flags", build.flags},     {"cuda", build.cuda},     {"build_type", build.build_type}};
}

}  // namespace

std::string to_json(BenchReport const& report, std::vector<std::string> const& command_line) {
  Json benchmarks = Json::array();
  for (WorkloadReport const& row : report.workloads)
    benchmarks.push_back(benchmark_json(row, benchmarks.size(), report.suite.rule));
  PlanFacts const& plan = report.plan;
  Json const document = {{"schema", bench_schema},
                         {"schema_version", bench_schema_version},
                         {"meta", meta(command_line)},
                         {"suite", report.suite.name},
                         {"backend", report.backend},
                         {"plan",
                          {{"name", plan.name},
                           {"fingerprint", plan.fingerprint},
                           {"builds", plan.builds},
                           {"variables", plan.variables},
                           {"outputs", plan.outputs}}},
                         {"build", build_json()},
                         {"host", host_json(report)},
                         {"devices", Json::array({device_json(report)})},
                         {"benchmarks", std::move(benchmarks)}};
  return document.dump(2) + "\n";
}

}  // namespace nameplate
