#include "host/sweep/scenario_plans.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>

#include "host/compile/compile.hpp"
#include "host/cpu/for_each_tile.hpp"
#include "host/results/text.hpp"

namespace nameplate {
namespace {

constexpr std::size_t most_kept_bytes = std::size_t{256} << 20;

/// Tells plans apart: two hashes of their bytes, of which no two plans of a sweep have both in
/// common by chance.
struct PlanKey {
  std::uint64_t of_all = 0, of_halves = 0;
  bool operator==(PlanKey const&) const = default;
};

struct HashOfKey {
  std::size_t operator()(PlanKey const& key) const { return key.of_all; }
};

constexpr std::uint64_t odd_factor =
    0x9e3779b97f4a7c15;  // spreads bits: 2^64 over the golden ratio

PlanKey key_of(Plan const& plan) {
  std::string_view const bytes(reinterpret_cast<char const*>(plan.bytes.data()), plan.bytes.size());
  std::hash<std::string_view> const hash;
  std::size_t const half = bytes.size() / 2;
  return {hash(bytes), hash(bytes.substr(0, half)) * odd_factor + hash(bytes.substr(half))};
}

/// Calls `work` once for each number below `count`, on so many threads. \throws what it throws
template <class Work>
void for_each_on_threads(std::size_t count, std::size_t threads, Work const& work) {
  std::atomic<std::size_t> next = 0;
  std::exception_ptr error;
  std::mutex mutex;
  auto const run = [&] {
    try {
      for (std::size_t i = next++; i < count; i = next++) work(i);
    } catch (...) {
      std::lock_guard const lock(mutex);
      error = std::current_exception();
      next = count;
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min(threads, count); ++i) others.emplace_back(run);
    run();
  }
  if (error) std::rethrow_exception(error);
}

/// "scenario \"late\"", "scenarios \"a\", \"b\"", "998 scenarios, \"a\" the first"
std::string names_of(std::vector<std::size_t> const& numbers, Sweep const& sweep) {
  constexpr std::size_t most_names = 20;
  std::vector<std::string> names;
  names.reserve(numbers.size());
  for (std::size_t const number : numbers)
    names.push_back(fmt::format("\"{}\"", sweep.scenarios[number].id));
  if (names.size() == 1) return "scenario " + names.front();
  if (names.size() <= most_names) return fmt::format("scenarios {}", fmt::join(names, ", "));
  return fmt::format("{} scenarios, {} the first", grouped(names.size()), names.front());
}

}  // namespace

struct ScenarioPlans::Compiled {
  PlanKey key;
  std::vector<Problem> problems;
};

namespace {

/// A problem that several scenarios have is told once. What the base itself lacks is told alone:
/// the others lack it too.
template <class AllCompiled>
void throw_problems(AllCompiled const& compiled, Sweep const& sweep) {
  if (!compiled.front().problems.empty()) throw InputError(compiled.front().problems);
  std::vector<std::pair<Problem, std::vector<std::size_t>>> found;
  std::unordered_map<std::string, std::size_t> positions;
  for (std::size_t i = 0; i < compiled.size(); ++i) {
    for (Problem const& problem : compiled[i].problems) {
      auto const [at, is_new] = positions.try_emplace(to_string(problem), found.size());
      if (is_new) found.emplace_back(problem, std::vector<std::size_t>());
      found[at->second].second.push_back(i);
    }
  }
  if (found.empty()) return;
  Problems problems;
  problems.add_file(sweep.path);
  for (auto const& [problem, scenarios] : found)
    problems.add(problem.at, problem.place,
                 fmt::format("{} (in {})", problem.text, names_of(scenarios, sweep)));
  problems.throw_if_any();
}

}  // namespace

ScenarioPlans::ScenarioPlans(Sweep const& sweep, CatalogSource const& source, Request request,
                             int threads)
    : sweep_(sweep),
      source_(source),
      request_(std::move(request)),
      kept_(sweep.scenarios.size()),
      first_equal_(sweep.scenarios.size()) {
  std::vector<Compiled> compiled(sweep.scenarios.size());
  compiled[0] = compile_one(0);  // makes most of the tables
  for_each_on_threads(compiled.size() - 1, thread_count({.threads = threads}),
                      [&](std::size_t i) { compiled[i + 1] = compile_one(i + 1); });
  throw_problems(compiled, sweep_);
  find_equal_plans(compiled);
}

Plan ScenarioPlans::compiled(std::size_t scenario) const {
  std::vector<Override> overrides;
  for (Setting const& setting : sweep_.scenarios[scenario].settings) {
    SweptValue const& value = sweep_.values[setting.value];
    overrides.push_back({sweep_.keys[setting.key].key, value.value, value.at});
  }
  if (overrides.empty()) return compile(source_.base(), request_, &tables_);
  return compile(source_.with(overrides), request_, &tables_);
}

ScenarioPlans::Compiled ScenarioPlans::compile_one(std::size_t scenario) {
  Compiled result;
  try {
    Plan plan = compiled(scenario);
    result.key = key_of(plan);
    std::lock_guard const lock(mutex_);
    if (kept_bytes_ + plan.bytes.size() > most_kept_bytes) return result;
    kept_bytes_ += plan.bytes.size();
    kept_[scenario] = std::make_shared<Plan const>(std::move(plan));
  } catch (InputError const& error) {
    result.problems = error.problems();
  }
  return result;
}

void ScenarioPlans::find_equal_plans(std::vector<Compiled> const& compiled) {
  std::unordered_map<PlanKey, std::size_t, HashOfKey> first;
  for (std::size_t i = 0; i < compiled.size(); ++i) {
    fingerprint_ = (fingerprint_ ^ compiled[i].key.of_all) * odd_factor;
    first_equal_[i] = first.try_emplace(compiled[i].key, i).first->second;
    if (first_equal_[i] != i) kept_[i].reset();
  }
  distinct_count_ = first.size();
}

ScenarioPlans::SharedPlan ScenarioPlans::plan(std::size_t scenario) const {
  std::size_t const first = first_equal_[scenario];
  if (kept_[first]) return kept_[first];
  return std::make_shared<Plan const>(compiled(first));
}

}  // namespace nameplate
