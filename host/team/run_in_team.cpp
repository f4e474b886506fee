#include "host/team/run_in_team.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>
#include <utility>

#include "host/notice.hpp"
#include "host/refuse.hpp"
#include "host/team/failure.hpp"
#include "host/team/job.hpp"
#include "host/team/machine_share.hpp"
#include "host/team/sum_tallies.hpp"
#include "host/team/team_claims.hpp"

namespace nameplate {
namespace {

using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

Json spans_json(PathSet const& paths) {
  Json spans = Json::array();
  for (PathSpan const& span : paths.spans()) spans.push_back({span.first, span.count});
  return spans;
}

PathSet path_set(Json const& spans) {
  PathSet paths;
  for (Json const& span : spans) paths.add(PathSpan{span[0], span[1]});
  return paths;
}

/// Numbers of the devices that a process may use.
std::vector<int> device_numbers(RunOptions const& options, std::size_t visible) {
  if (!options.devices.empty()) return options.devices;
  std::vector<int> numbers(visible);
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

/// What a process has: it tells the others when a run begins.
std::string introduction(RunOptions const& options) {
  Json json = {
      {"cores", usable_cores()}, {"devices", Json::array()}, {"done", spans_json(options.done)}};
  if (options.backend != Backend::cpu) {
    std::vector<std::string> const names = cuda_device_ids();
    for (int const number : device_numbers(options, names.size()))
      if (number >= 0 && static_cast<std::size_t>(number) < names.size())
        json["devices"].push_back(names[static_cast<std::size_t>(number)]);
  }
  return json.dump();
}

/// Takes the CPU in place of devices that were dealt out, not asked for, if they cannot be used: as
/// chosen_backend.
void settle_backend(RunOptions& options) {
  std::string reason;
  CudaState const state = cuda_state(options.devices, reason);
  if (state == CudaState::usable) return;
  if (state == CudaState::failing)
    notify(options, fmt::format("CUDA: {}; the CPU runs instead", reason));
  options.backend = Backend::cpu;
}

/// Limits a process to its share of the machine that it is on.
void take_share(std::vector<std::string> const& introductions, RunOptions& options) {
  std::vector<int> const ranks = options.team->ranks_of_machine();
  std::vector<MachineView> views;
  views.reserve(ranks.size());
  for (int const rank : ranks) {
    Json const json = Json::parse(introductions[static_cast<std::size_t>(rank)]);
    views.push_back({json["cores"], json["devices"]});
  }
  auto const self = std::find(ranks.begin(), ranks.end(), options.team->rank()) - ranks.begin();
  std::vector<std::string> const& seen = views[static_cast<std::size_t>(self)].devices;
  MachineShare const share = share_machine(views)[static_cast<std::size_t>(self)];
  if (options.threads == 0) options.threads = share.threads;
  if (seen.empty()) return;
  if (!share.devices.empty()) {
    std::vector<int> const numbers = device_numbers(options, seen.size());
    bool const is_asked = options.backend == Backend::cuda || !options.devices.empty();
    options.devices.clear();
    for (int const position : share.devices)
      options.devices.push_back(numbers[static_cast<std::size_t>(position)]);
    if (!is_asked) settle_backend(options);
  } else if (options.backend == Backend::automatic) {
    options.backend = Backend::cpu;
  } else {
    refuse("backend", fmt::format("cuda: more processes than devices: the {} that this process "
                                  "sees are given to others of the {} on its machine",
                                  seen.size(), ranks.size()));
  }
}

/// What one process has done of the list of `paths`, for the others.
struct Share {
  std::uint64_t claimed_end = 0;  // beyond its last claim
  PathSet abandoned;              // claimed, but not evaluated
  RunFacts facts;
};

Share share_of(PathSet const& paths, PathSet const& claimed, Outcome const& outcome) {
  Share share{.claimed_end = 0, .abandoned = {}, .facts = outcome.facts};
  for (PathSpan const& positions : claimed.spans()) {
    share.claimed_end = positions.end();
    PathSet const mine = paths.slice(positions.first, positions.count);
    for (PathSpan const& span : mine.spans()) share.abandoned.add(outcome.paths.missing_from(span));
  }
  return share;
}

std::string to_text(Share const& share) {
  Json const json = {{"claimed_end", share.claimed_end},
                     {"abandoned", spans_json(share.abandoned)},
                     {"backend", share.facts.backend},
                     {"device", share.facts.device}};
  return json.dump();
}

/// "3 x 16 lanes (avx512), 1 thread + NVIDIA H100"
std::string device_names(std::vector<Json> const& shares) {
  std::map<std::string, int> counts;
  for (Json const& share : shares) ++counts[share["device"]];
  std::vector<std::string> names;
  names.reserve(counts.size());
  for (auto const& [device, count] : counts)
    names.push_back(count == 1 ? device : fmt::format("{} x {}", count, device));
  return fmt::format("{} ranks: {}", shares.size(), fmt::join(names, " + "));
}

/// Makes the paths and facts of one process those of all.
void unite(std::vector<std::string> const& texts, PathSet const& paths, Outcome& outcome) {
  std::uint64_t claimed_end = 0;
  PathSet abandoned;
  std::set<std::string> backends;
  std::vector<Json> shares;
  shares.reserve(texts.size());
  for (std::string const& text : texts) {
    Json const& share = shares.emplace_back(Json::parse(text));
    claimed_end = std::max(claimed_end, share["claimed_end"].get<std::uint64_t>());
    abandoned.add(path_set(share["abandoned"]));
    backends.insert(share["backend"]);
  }
  outcome.paths = {};
  PathSet const all = paths.slice(0, claimed_end);
  for (PathSpan const& span : all.spans()) outcome.paths.add(abandoned.missing_from(span));
  outcome.facts.backend = fmt::format("{}", fmt::join(backends, " + "));
  outcome.facts.device = device_names(shares);
}

/// This process's part of the run; `claimed` tells which positions of `paths` it claimed. All leave
/// it together, those that failed and those that did not. \throws as run_executors
Outcome run_part(MakeExecutors const& make, std::span<Plan const* const> plans,
                 std::vector<std::string> const& introductions, RunOptions& options,
                 PathSet const& paths, PathSet& claimed) {
  std::unique_ptr<SharedCounter> const counter = options.team->make_counter(options.stop);
  TeamClaims claims(*counter, paths.count(), options.team->size());
  take_share(introductions, options);
  Outcome outcome = run_alone(make, plans, options,
                              [&claims](std::uint64_t at_least) { return claims.claim(at_least); });
  if (claims.is_lost()) throw RunError("rank 0, which deals out the paths, does not answer");
  claimed = claims.claimed();
  return outcome;
}

}  // namespace

Outcome run_in_team(MakeExecutors const& make, std::span<Plan const* const> plans,
                    RunOptions const& asked) {
  auto const start = Clock::now();
  Team& team = *asked.team;
  RunOptions options = asked;
  std::vector<std::string> const introductions =
      team.meet(job(plans, options), introduction(options));
  options.done = path_set(Json::parse(introductions.front())["done"]);
  options.progress = {};
  PathSet const paths = options.done.missing_from({options.first_path, options.paths});
  Outcome outcome;
  std::string share;
  try {
    PathSet claimed;
    outcome = run_part(make, plans, introductions, options, paths, claimed);
    share = to_text(share_of(paths, claimed, outcome));
  } catch (...) {
    team.fail(current_failure());
  }
  unite(team.meet("the end of a run", share), paths, outcome);
  for (Tallies& tallies : outcome.tallies) sum_tallies(team, tallies);
  outcome.facts.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return outcome;
}

}  // namespace nameplate
