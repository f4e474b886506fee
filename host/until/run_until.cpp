#include <algorithm>
#include <cmath>
#include <utility>

#include "nameplate/until.hpp"

namespace nameplate {
namespace {

constexpr double normal_95 = 1.959963984540054;  // of a 95 % interval
constexpr std::uint64_t first_look = 1 << 16, step = 1 << 14;

/// Half of the 95 % interval, and the estimate.
struct Width {
  double half = 0, value = 0;
};

std::optional<Width> width_of(PrecisionTarget const& target, OutputSummary const& output) {
  if (!target.p) {
    if (!output.mean || !output.mean_standard_error) return {};
    return Width{normal_95 * *output.mean_standard_error, *output.mean};
  }
  for (QuantileEstimate const& quantile : output.quantiles)
    if (quantile.p == *target.p) return Width{(quantile.high - quantile.low) / 2, quantile.value};
  return {};
}

std::vector<double> probabilities(std::vector<PrecisionTarget> const& targets) {
  std::vector<double> p;
  for (PrecisionTarget const& target : targets)
    if (target.p) p.push_back(*target.p);
  std::sort(p.begin(), p.end());
  p.erase(std::unique(p.begin(), p.end()), p.end());
  return p;
}

class Run {
 public:
  Run(Plan const& plan, std::vector<PrecisionTarget> const& targets, RunOptions const& options,
      Tallies const* earlier)
      : plan_(plan),
        targets_(targets),
        options_(options),
        earlier_(earlier),
        done_(options.done),
        result_{.run = {.tallies = Tallies(plan), .paths = {}, .facts = {}}, .states = {}} {}

  UntilResult run() {
    for (std::uint64_t paths = 0; paths < options_.paths;) {
      paths = std::min(look_after(paths), options_.paths);
      if (is_beyond(paths)) continue;  // an earlier run has looked there, and gone on
      if (!evaluate(paths)) break;
      result_.paths = paths;
      result_.states =
          precision(targets_, summarize(plan_, all_tallies(), probabilities(targets_)));
      if (std::all_of(result_.states.begin(), result_.states.end(),
                      [](PrecisionState const& state) { return state.is_reached; }))
        break;
    }
    return std::move(result_);
  }

 private:
  bool is_beyond(std::uint64_t paths) const {
    return !done_.empty() && done_.spans().back().end() > options_.first_path + paths;
  }

  Tallies all_tallies() const {
    Tallies tallies = result_.run.tallies;
    if (earlier_ != nullptr) tallies += *earlier_;
    return tallies;
  }

  /// The paths up to that number that are not done; false if the run is stopped.
  bool evaluate(std::uint64_t paths) {
    if (done_.count() == paths) return true;
    RunOptions round = options_;
    round.paths = paths;
    round.done = done_;
    if (options_.snapshot)
      round.snapshot = [this](Snapshot const& since) { hand_out_snapshot(since); };
    RunResult part = nameplate::run(plan_, round);
    result_.run.tallies += part.tallies;
    result_.run.paths.add(part.paths);
    done_.add(part.paths);
    result_.run.facts = {part.facts.backend, part.facts.device,
                         result_.run.facts.seconds + part.facts.seconds,
                         result_.run.facts.paths + part.facts.paths};
    return done_.count() == paths;
  }

  void hand_out_snapshot(Snapshot const& since) const {
    std::vector<Tallies> tallies = {result_.run.tallies};
    tallies[0] += since.tallies[0];
    PathSet paths = result_.run.paths;
    paths.add(since.paths);
    options_.snapshot({tallies, paths});
  }

  Plan const& plan_;
  std::vector<PrecisionTarget> const& targets_;
  RunOptions const& options_;
  Tallies const* earlier_;
  PathSet done_;
  UntilResult result_;
};

}  // namespace

std::vector<PrecisionState> precision(std::vector<PrecisionTarget> const& targets,
                                      Summary const& summary) {
  std::vector<PrecisionState> states;
  states.reserve(targets.size());
  for (PrecisionTarget const& target : targets) {
    PrecisionState state{target, {}, false};
    if (auto const width = width_of(target, summary.outputs[target.output])) {
      state.half_width = target.is_relative ? width->half / std::abs(width->value) : width->half;
      state.is_reached = *state.half_width < target.half_width;  // not if it is 0 / 0
    }
    states.push_back(std::move(state));
  }
  return states;
}

UntilResult run_until(Plan const& plan, std::vector<PrecisionTarget> const& targets,
                      RunOptions const& options, Tallies const* earlier) {
  return Run(plan, targets, options, earlier).run();
}

std::uint64_t look_after(std::uint64_t paths) {
  if (paths < first_look) return first_look;
  return paths + std::max(step, paths / 5 / step * step);
}

}  // namespace nameplate
