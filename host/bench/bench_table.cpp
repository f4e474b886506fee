#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "host/bench/bench.hpp"
#include "host/results/text.hpp"
#include "nameplate/version.hpp"

namespace nameplate {
namespace {

constexpr char const* nothing = "-";

std::string share(std::optional<double> const& part) {
  return part ? fmt::format("{} %", significant(100 * *part, 2, 2)) : nothing;
}

/// Seconds of a repetition as a rate.
double rate_at(StateReport const& state, double seconds) {
  return static_cast<double>(state.measurement.items) / seconds;
}

/// A prefix of a unit and its factor.
struct Prefix {
  double factor;
  char const* letter;
};

Prefix prefix_of(double rate) {
  constexpr Prefix prefixes[] = {{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}};
  for (Prefix const& prefix : prefixes)
    if (rate >= prefix.factor) return prefix;
  return {1, ""};
}

/// "4.213 [4.198 .. 4.240] M paths/s".
std::string rate_text(Workload const& workload, StateReport const& state) {
  Prefix const prefix = prefix_of(state.rate());
  auto const shown = [&](double seconds) {
    return significant(rate_at(state, seconds) / prefix.factor, 4);
  };
  std::string const interval = state.seconds.interval
                                   ? fmt::format("[{} .. {}]", shown(state.seconds.interval->high),
                                                 shown(state.seconds.interval->low))
                                   : "[-]";
  return fmt::format("{} {} {} {}s/s", pad_left(shown(state.seconds.median), 5),
                     pad_right(interval, 18), prefix.letter, workload.item);
}

/// Energy of a billion items.
std::string energy_text(StateReport const& state) {
  if (!state.joules) return nothing;
  double const items = static_cast<double>(state.measurement.items) *
                       static_cast<double>(state.measurement.seconds.size());
  return significant(*state.joules / items * 1e9) + " J";
}

std::string noise_text(StateReport const& state) {
  std::optional<double> const noise = state.seconds.noise();
  std::string const text = noise ? fmt::format("{:.1f} %", 100 * *noise) : nothing;
  return text + (state.measurement.is_settled ? " " : "!");
}

/// "draws", "draws, 1 thread" where there are several states.
std::string row_name(WorkloadReport const& row, StateReport const& state) {
  if (row.states.size() == 1) return std::string(row.workload->name);
  return fmt::format("{}, threads: {}", row.workload->name, state.asked_threads);
}

std::string line(std::string_view name, std::string_view rate, std::string_view noise,
                 std::string_view arithmetic, std::string_view bandwidth, std::string_view energy) {
  return trimmed(pad_right(name, 31) + pad_right(rate, 40) + pad_left(noise, 8) +
                 pad_left(arithmetic, 8) + pad_left(bandwidth, 8) + pad_left(energy, 10));
}

std::string rows(BenchReport const& report) {
  std::string text = line("", "median [95 % interval]", "noise ", "arithm.", "bandw.", "per 1e9");
  for (WorkloadReport const& row : report.workloads)
    for (StateReport const& state : row.states)
      text += line(row_name(row, state), rate_text(*row.workload, state), noise_text(state),
                   share(state.arithmetic_share), share(state.bandwidth_share), energy_text(state));
  return text;
}

std::string device_line(BenchReport const& report) {
  int threads = 0;
  for (StateReport const& state : report.workloads.front().states)
    threads = std::max(threads, state.threads);
  std::string text = fmt::format("Device   {}: {}", report.device.name, report.device.kind);
  if (threads > 0) text += fmt::format(", {} thread{}", threads, threads == 1 ? "" : "s");
  if (report.sensors.driver) text += fmt::format(", driver {}", *report.sensors.driver);
  if (report.load_before && report.load_after)
    text +=
        fmt::format("; load {:.2f} before, {:.2f} after", *report.load_before, *report.load_after);
  return text + "\n";
}

std::string head(BenchReport const& report) {
  BuildInfo const build = build_info();
  NoiseRule const& rule = report.suite.rule;
  return fmt::format("nameplate {}, commit {}, {}\n", build.version, build.commit, build.compiler) +
         device_line(report) +
         fmt::format("Plan     {}: {} builds, {} variables, {} outputs; fingerprint {}\n",
                     report.plan.name, report.plan.builds, report.plan.variables,
                     report.plan.outputs, report.plan.fingerprint) +
         fmt::format(
             "Suite    {}: repeats until the median is known to ± {} %, at most {} s a row\n\n",
             report.suite.name, significant(100 * rule.max_noise, 2),
             significant(rule.max_seconds, 2));
}

/// What held the device back, and what did not settle.
std::string warnings(BenchReport const& report) {
  std::string text;
  for (WorkloadReport const& row : report.workloads) {
    for (StateReport const& state : row.states) {
      if (!state.throttle_reasons.empty())
        text += fmt::format("! {}: the device was throttled: {}\n", row_name(row, state),
                            fmt::join(state.throttle_reasons, ", "));
      if (!state.measurement.is_settled)
        text += fmt::format("! {}: still noisier than asked after {} repetitions\n",
                            row_name(row, state), state.seconds.count);
    }
  }
  return text;
}

}  // namespace

std::string to_table(BenchReport const& report) {
  return head(report) + rows(report) + "\n" +
         wrapped(
             "noise: half the interval over the median. arithm., bandw.: share of the limits in "
             "the first two rows, by counted operations and by bytes that must move. per 1e9: "
             "energy of a billion items.") +
         "\n" + warnings(report);
}

}  // namespace nameplate
