#include "host/sweep/sweep_in_team.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <bit>
#include <boost/algorithm/hex.hpp>
#include <iterator>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "host/sweep/in_order.hpp"
#include "host/team/failure.hpp"
#include "host/team/own_share.hpp"
#include "nameplate/team.hpp"
#include "nameplate/version.hpp"

namespace nameplate {
namespace {

using Json = nlohmann::json;

/// Scenarios of a round for each process: at its end some wait for others, for part of the time
/// that one scenario takes.
constexpr std::size_t scenarios_per_process = 32;

/// Scenarios to claim, for all processes of a round. Its end leaves none to any, so that whatever
/// ends the part of one ends those of the others.
class ScenarioClaims {
 public:
  ScenarioClaims(SharedCounter& counter, std::size_t count) : counter_(counter), count_(count) {}
  ScenarioClaims(ScenarioClaims const&) = delete;
  ScenarioClaims(ScenarioClaims&&) = delete;
  ScenarioClaims& operator=(ScenarioClaims const&) = delete;
  ScenarioClaims& operator=(ScenarioClaims&&) = delete;
  ~ScenarioClaims() { counter_.add(std::uint64_t{1} << 63); }

  /// Thread-safe.
  std::optional<std::size_t> claim() {
    std::lock_guard const lock(mutex_);
    std::optional<std::uint64_t> const before = counter_.add(1);
    if (!before) throw RunError("rank 0, which deals out the scenarios, does not answer");
    return *before < count_ ? std::optional<std::size_t>(*before) : std::nullopt;
  }

 private:
  std::mutex mutex_;
  SharedCounter& counter_;
  std::size_t const count_;
};

/// Bytes that are no UTF-8 travel as hexadecimal digits, numbers as their bits.
Json json_of(std::size_t scenario, ScenarioRecord const& record) {
  std::string columnar;
  boost::algorithm::hex(record.columnar, std::back_inserter(columnar));
  Json json = {{"scenario", scenario}, {"rows", record.rows}, {"columnar", columnar}};
  if (record.moved)
    for (double const value : *record.moved)
      json["moved"].push_back(std::bit_cast<std::uint64_t>(value));
  return json;
}

ScenarioRecord record_of(Json const& json) {
  ScenarioRecord record{.rows = json["rows"], .columnar = {}, .moved = {}};
  boost::algorithm::unhex(json["columnar"].get<std::string>(), std::back_inserter(record.columnar));
  if (json.contains("moved")) {
    record.moved.emplace();
    for (std::size_t i = 0; i < record.moved->size(); ++i)
      (*record.moved)[i] = std::bit_cast<double>(json["moved"][i].get<std::uint64_t>());
  }
  return record;
}

/// This process's part of a round, for the others.
std::string run_part(SweepRound const& round, SweepSink const& sink, RunOptions const& options) {
  std::unique_ptr<SharedCounter> const counter = options.team->make_counter(options.stop);
  ScenarioClaims claims(*counter, round.size());
  std::mutex mutex;
  Json records = Json::array();
  RunFacts const facts = round.run([&] { return claims.claim(); },
                                   [&](std::size_t scenario, Summary const& summary) {
                                     Json json = json_of(scenario, sink.record(scenario, summary));
                                     std::lock_guard const lock(mutex);
                                     records.push_back(std::move(json));
                                   },
                                   options);
  bool const is_stopped = options.stop != nullptr && *options.stop;
  Json const part = {{"records", std::move(records)},
                     {"is_stopped", is_stopped},
                     {"paths", facts.paths},
                     {"backend", facts.backend},
                     {"device", facts.device}};
  return part.dump();
}

/// What all processes have come to.
class TeamSweep {
 public:
  TeamSweep(std::size_t first, SweepSink const& sink, RunOptions const& options)
      : sink_(sink), options_(options), in_order_(first, sink) {}

  void run(SweepRound const& round) {
    options_.team->meet("the next round of a sweep", "");  // rank 0 may have failed to write
    std::string part;
    try {
      part = run_part(round, sink_, options_);
    } catch (...) {
      options_.team->fail(current_failure());
    }
    std::vector<std::string> const parts = options_.team->meet("a round of a sweep", part);
    devices_.clear();
    for (std::string const& text : parts) take(Json::parse(text));
  }

  bool is_stopped() const { return is_stopped_; }

  RunFacts facts() const {
    RunFacts facts;
    facts.paths = paths_;
    if (devices_.empty()) return facts;  // nothing was left to do
    facts.backend = fmt::format("{}", fmt::join(backends_, " + "));
    facts.device = device_names(devices_);
    return facts;
  }

 private:
  void take(Json const& part) {
    is_stopped_ = is_stopped_ || part["is_stopped"].get<bool>();
    paths_ += part["paths"].get<std::uint64_t>();
    backends_.insert(part["backend"]);
    devices_.push_back(part["device"]);
    if (!speaks(options_.team)) return;
    for (Json const& record : part["records"]) in_order_.add(record["scenario"], record_of(record));
  }

  SweepSink const& sink_;
  RunOptions const& options_;
  InOrder in_order_;
  bool is_stopped_ = false;
  std::uint64_t paths_ = 0;
  std::set<std::string> backends_;
  std::vector<std::string> devices_;
};

/// What must be the same in all processes, for people to read where it is not.
std::string job_of(ScenarioPlans const& plans, RunOptions const& options) {
  BuildInfo const build = build_info();
  return fmt::format(
      "a sweep of {} scenarios, {} paths each with seed {}, plans {:016x}, by version "
      "{} ({})",
      plans.count(), options.paths, options.seed, plans.fingerprint(), build.version, build.commit);
}

}  // namespace

RunFacts sweep_in_team(ScenarioPlans const& plans, std::size_t first, SweepSink const& sink,
                       RunOptions const& asked) {
  RunOptions options = asked;
  options.progress = {};
  Json json = introduction(options);
  json["first"] = first;
  std::vector<std::string> const introductions =
      options.team->meet(job_of(plans, options), json.dump());
  first = Json::parse(introductions.front())["first"];
  take_share(introductions, options);
  TeamSweep sweep(first, sink, options);
  std::size_t const step = scenarios_per_process * static_cast<std::size_t>(options.team->size());
  for (std::size_t begin = first; begin < plans.count() && !sweep.is_stopped(); begin += step)
    sweep.run(SweepRound(plans, begin, std::min(begin + step, plans.count())));
  return sweep.facts();
}

}  // namespace nameplate
