#include "host/team/run_in_team.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "host/team/failure.hpp"
#include "host/team/job.hpp"
#include "host/team/own_share.hpp"
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

/// What a process tells the others when a run begins.
std::string introduction_with_done(RunOptions const& options) {
  Json json = introduction(options);
  json["done"] = spans_json(options.done);
  return json.dump();
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

/// Makes the paths and facts of one process those of all.
void unite(std::vector<std::string> const& texts, PathSet const& paths, Outcome& outcome) {
  std::uint64_t claimed_end = 0;
  PathSet abandoned;
  std::set<std::string> backends;
  std::vector<std::string> devices;
  devices.reserve(texts.size());
  for (std::string const& text : texts) {
    Json const share = Json::parse(text);
    devices.push_back(share["device"]);
    claimed_end = std::max(claimed_end, share["claimed_end"].get<std::uint64_t>());
    abandoned.add(path_set(share["abandoned"]));
    backends.insert(share["backend"]);
  }
  outcome.paths = {};
  PathSet const all = paths.slice(0, claimed_end);
  for (PathSpan const& span : all.spans()) outcome.paths.add(abandoned.missing_from(span));
  outcome.facts.backend = fmt::format("{}", fmt::join(backends, " + "));
  outcome.facts.device = device_names(devices);
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
      team.meet(job(plans, options), introduction_with_done(options));
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
