#include "host/run_executors.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <thread>
#include <utility>

#include "host/path_progress.hpp"
#include "nameplate/team.hpp"

namespace nameplate {
namespace {

using Clock = PathQueue::Clock;

/// What one executor has done while the queue was open.
struct Part {
  PathSet paths;
  std::vector<Tallies> tallies;
  std::exception_ptr error;
};

/// An executor that fails shuts the queue for the others.
Part run_one(Executor& executor, PathQueue& queue, PathProgress& progress) {
  Part part;
  PathSource source(queue, [&](std::uint64_t paths) { progress.add(paths); });
  try {
    executor.run(source);
    part.tallies = executor.take();
    part.paths = source.taken();
  } catch (...) {
    queue.close();
    part.error = std::current_exception();
  }
  return part;
}

std::vector<Part> run_all(Executors const& executors, PathQueue& queue, PathProgress& progress) {
  std::vector<Part> parts(executors.size());
  std::vector<std::jthread> threads;  // the first executor has this one
  threads.reserve(executors.size());
  for (std::size_t i = 1; i < executors.size(); ++i)
    threads.emplace_back([&, i] { parts[i] = run_one(*executors[i], queue, progress); });
  parts[0] = run_one(*executors[0], queue, progress);
  threads.clear();
  return parts;
}

/// Adds up parts. The first one is taken over, which spares memory; without any the plans' tallies
/// are zero.
void add(std::vector<Part> parts, std::span<Plan const* const> plans, Outcome& total) {
  for (Part& part : parts) {
    if (part.paths.empty()) continue;
    total.paths.add(part.paths);
    if (total.tallies.empty()) {
      total.tallies = std::move(part.tallies);
    } else {
      for (std::size_t i = 0; i < plans.size(); ++i) total.tallies[i] += part.tallies[i];
    }
  }
  if (!total.tallies.empty()) return;
  total.tallies.reserve(plans.size());
  for (Plan const* plan : plans) total.tallies.emplace_back(*plan);
}

std::exception_ptr first_error(std::vector<Part> const& parts) {
  for (Part const& part : parts)
    if (part.error) return part.error;
  return {};
}

/// "2 x NVIDIA H100 + NVIDIA A100", in the order in which names first come.
std::string device_names(Executors const& executors) {
  std::vector<std::pair<std::string, int>> counts;
  for (std::unique_ptr<Executor> const& executor : executors) {
    std::string name = executor->device();
    auto const same = std::find_if(counts.begin(), counts.end(),
                                   [&](auto const& count) { return count.first == name; });
    if (same == counts.end())
      counts.emplace_back(std::move(name), 1);
    else
      ++same->second;
  }
  std::vector<std::string> texts;
  texts.reserve(counts.size());
  for (auto const& [name, count] : counts)
    texts.push_back(count == 1 ? name : fmt::format("{} x {}", count, name));
  return fmt::format("{}", fmt::join(texts, " + "));
}

std::size_t processes(RunOptions const& options) {
  return options.team == nullptr ? 1 : static_cast<std::size_t>(options.team->size());
}

Clock::time_point end_of_round(RunOptions const& options) {
  if (!options.snapshot) return Clock::time_point::max();
  return Clock::now() + std::chrono::duration_cast<Clock::duration>(
                            std::chrono::duration<double>(options.snapshot_seconds));
}

}  // namespace

Outcome run_executors(Executors executors, std::span<Plan const* const> plans,
                      RunOptions const& options, ClaimPositions claim) {
  auto const start = Clock::now();
  bool const is_shared = claim != nullptr;
  Outcome total;
  PathQueue queue(options.done.missing_from({options.first_path, options.paths}), options.stop,
                  std::move(claim), executors.size() * processes(options));
  PathProgress progress(options.progress);
  while (queue.has_more()) {
    queue.open_until(end_of_round(options));
    std::vector<Part> parts = run_all(executors, queue, progress);
    std::exception_ptr const error = first_error(parts);
    add(std::move(parts), plans, total);
    if (options.snapshot && (error || is_shared || queue.has_more()))
      options.snapshot({total.tallies, total.paths});
    if (error) std::rethrow_exception(error);
  }
  if (total.tallies.empty()) add({}, plans, total);  // nothing was left to do
  total.facts.device = device_names(executors);
  total.facts.paths = total.paths.count();
  total.facts.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return total;
}

}  // namespace nameplate
