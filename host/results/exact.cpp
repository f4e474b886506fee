#include <algorithm>
#include <limits>

#include "host/results/joint.hpp"
#include "host/results/order_statistics.hpp"
#include "host/results/tail.hpp"
#include "kernels/plan_view.hpp"
#include "nameplate/summary.hpp"

namespace nameplate {
namespace {

/// What is lower than this, or NaN, is no value (kernels/tally.hpp).
float least_value(TallyRecord const& record) {
  return record.zero_bin == 0 ? 0.0f : -std::numeric_limits<float>::infinity();
}

/// Sorts `values` and returns those that are values.
std::span<float const> sorted(std::span<float> values, float least, RunOptions const& options) {
  sort_values(values, options);
  auto const begin = std::lower_bound(values.begin(), values.end(), least,
                                      [](float value, float bound) { return value < bound; });
  auto const end = std::partition_point(begin, values.end(), [](float value) {
    return value == value;  // NaN is last
  });
  return {begin, end};
}

JointOutput joint_output(OrderStatistics const& order, float least) {
  JointOutput output{.least_value = least};
  if (order.count() == 0) return output;
  for (std::size_t level = 0; level < joint_levels.size(); ++level)
    output.quantiles[level] = order.at({{rank_at(joint_levels[level].p, order.count())}}).front();
  return output;
}

}  // namespace

Summary summarize_exactly(Plan const& plan, Samples const& samples, RunOptions const& options,
                          std::vector<double> const& p) {
  Summary summary = summarize(plan, tally(plan, samples, options), p);
  summary.is_exact = true;
  TallyRecord const* const records = PlanView(plan.bytes.data()).tallies();
  std::vector<JointOutput> joint_outputs;
  joint_outputs.reserve(samples.outputs);
  std::vector<float> values(samples.paths);
  for (std::size_t o = 0; o < samples.outputs; ++o) {
    std::ranges::copy(samples.row(o), values.begin());
    float const least = least_value(records[o]);
    SortedOrder const order(sorted(values, least, options));
    summary.outputs[o].quantiles = quantiles(order, p);
    summary.outputs[o].tail = tail_of(order);
    joint_outputs.push_back(joint_output(order, least));
  }
  if (samples.outputs >= 2 && samples.outputs <= max_joint_outputs)
    summary.joint = joint_exceedances(samples, joint_outputs, options);
  return summary;
}

}  // namespace nameplate
