#include "host/results/joint.hpp"

#include <fmt/format.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "host/cpu/for_each_tile.hpp"

namespace nameplate {
namespace {

constexpr std::size_t levels = joint_levels.size();
constexpr std::size_t block_words = 64;  // 4096 paths: masks of 64 outputs stay in the cache

/// One bit a path of a block.
using Mask = std::array<std::uint64_t, block_words>;

/// Where one output has a value, and where that is beyond its quantile at each level.
struct Masks {
  Mask defined = {};
  std::array<Mask, levels> beyond = {};
};

struct LevelCounts {
  std::uint64_t first = 0, second = 0, both = 0;  // paths beyond, of those with both values
};

struct PairCounts {
  std::uint64_t paths = 0;  // with values of both
  std::array<LevelCounts, levels> level = {};
};

bool is_beyond(JointLevel const& level, double value, double quantile) {
  return level.side == Side::high ? value > quantile : value < quantile;
}

Masks masks_of(std::span<float const> values, JointOutput const& output) {
  Masks masks;
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::uint64_t const is_defined = values[i] >= output.least_value ? 1 : 0;
    masks.defined[i / 64] |= is_defined << i % 64;
    for (std::size_t level = 0; level < levels; ++level) {
      bool const beyond = is_beyond(joint_levels[level], values[i], output.quantiles[level]);
      masks.beyond[level][i / 64] |= (beyond ? is_defined : 0) << i % 64;
    }
  }
  return masks;
}

std::uint64_t count_common(Mask const& a, Mask const& b) {
  std::uint64_t count = 0;
  for (std::size_t word = 0; word < block_words; ++word)
    count += static_cast<std::uint64_t>(std::popcount(a[word] & b[word]));
  return count;
}

void add_pair(Masks const& first, Masks const& second, PairCounts& counts) {
  counts.paths += count_common(first.defined, second.defined);
  for (std::size_t level = 0; level < levels; ++level) {
    counts.level[level].first += count_common(first.beyond[level], second.defined);
    counts.level[level].second += count_common(first.defined, second.beyond[level]);
    counts.level[level].both += count_common(first.beyond[level], second.beyond[level]);
  }
}

/// Counts of every pair, (0, 1), (0, 2), ..., (1, 2), ...
using AllCounts = std::vector<PairCounts>;

void add_block(std::vector<Masks> const& masks, AllCounts& counts) {
  auto pair = counts.begin();
  for (std::size_t first = 0; first < masks.size(); ++first)
    for (std::size_t second = first + 1; second < masks.size(); ++second)
      add_pair(masks[first], masks[second], *pair++);
}

void add(AllCounts const& other, AllCounts& counts) {
  for (std::size_t pair = 0; pair < counts.size(); ++pair) {
    counts[pair].paths += other[pair].paths;
    for (std::size_t level = 0; level < levels; ++level) {
      counts[pair].level[level].first += other[pair].level[level].first;
      counts[pair].level[level].second += other[pair].level[level].second;
      counts[pair].level[level].both += other[pair].level[level].both;
    }
  }
}

AllCounts count_pairs(Samples const& samples, std::span<JointOutput const> outputs,
                      RunOptions const& options) {
  AllCounts const none(samples.outputs * (samples.outputs - 1) / 2);
  tbb::enumerable_thread_specific<AllCounts> partial(none);
  constexpr std::size_t block_paths = block_words * 64;
  with_threads(options, [&] {
    tbb::parallel_for(
        std::size_t{0}, (samples.paths + block_paths - 1) / block_paths, [&](std::size_t block) {
          std::size_t const begin = block * block_paths;
          std::size_t const paths = std::min(block_paths, samples.paths - begin);
          std::vector<Masks> masks;
          masks.reserve(samples.outputs);
          for (std::size_t o = 0; o < samples.outputs; ++o)
            masks.push_back(masks_of(samples.row(o).subspan(begin, paths), outputs[o]));
          add_block(masks, partial.local());
        });
  });
  AllCounts total = none;
  for (AllCounts const& counts : partial) add(counts, total);
  return total;
}

JointEvent event_of(JointLevel const& level, LevelCounts const& counts, std::uint64_t paths) {
  JointEvent event;
  event.side = level.side;
  event.p = level.p;
  if (paths == 0) return event;
  auto const n = static_cast<double>(paths);
  double const probability = static_cast<double>(counts.both) / n;
  event.probability = probability;
  event.standard_error = std::sqrt(probability * (1 - probability) / n);
  double const independent =
      static_cast<double>(counts.first) / n * (static_cast<double>(counts.second) / n);
  if (independent > 0) event.independence_ratio = probability / independent;
  return event;
}

}  // namespace

std::vector<JointExceedance> joint_exceedances(Samples const& samples,
                                               std::span<JointOutput const> outputs,
                                               RunOptions const& options) {
  AllCounts const counts = count_pairs(samples, outputs, options);
  std::vector<JointExceedance> result;
  result.reserve(counts.size());
  for (std::size_t first = 0; first < samples.outputs; ++first) {
    for (std::size_t second = first + 1; second < samples.outputs; ++second) {
      PairCounts const& pair = counts[result.size()];
      JointExceedance joint{.first = first, .second = second, .events = {}};
      for (std::size_t level = 0; level < levels; ++level)
        joint.events.push_back(event_of(joint_levels[level], pair.level[level], pair.paths));
      result.push_back(std::move(joint));
    }
  }
  return result;
}

std::string joint_obstacle(Summary const& summary, Language const& say) {
  std::size_t const outputs = summary.outputs.size();
  if (outputs < 2) return say("joint exceedance takes two outputs or more");
  if (outputs <= max_joint_outputs) return {};
  return say.format(
      "joint exceedance is counted for up to {} outputs, of which there are {}: ask for fewer "
      "metrics, dates or scopes",
      max_joint_outputs, outputs);
}

}  // namespace nameplate
