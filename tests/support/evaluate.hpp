#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "kernels/path.hpp"
#include "nameplate/plan.hpp"

namespace nameplate {

/// Evaluates single paths of a plan with the value type V. The plan outlives it.
template <class V>
class PathEvaluator {
 public:
  PathEvaluator(Plan const& plan, std::uint64_t seed)
      : view_(plan.bytes.data()),
        seed_(seed),
        slots_(view_.header().slot_count),
        outputs_(view_.header().output_count) {
    fill_constants(view_, Slots<V>(slots_.data()));
  }

  /// Every output of the path, by output index.
  std::vector<V> const& operator()(std::uint64_t path) {
    evaluate_path<V>(view_, seed_, path, Slots<V>(slots_.data()),
                     [&](std::uint32_t output, V value) { outputs_[output] = value; });
    return outputs_;
  }

  /// Value in a slot after the last path.
  V slot(std::uint32_t index) const { return slots_[index]; }

 private:
  PlanView view_;
  std::uint64_t seed_;
  std::vector<V> slots_, outputs_;
};

/// Index of an output; `date` as in the labels ("2028-12-31").
inline std::size_t output_index(Plan const& plan, std::string const& metric,
                                std::string const& scope, std::string const& date) {
  for (std::size_t i = 0; i < plan.labels.size(); ++i) {
    OutputLabel const& label = plan.labels[i];
    if (label.metric == metric && label.scope == scope && label.date == date) return i;
  }
  throw std::out_of_range("no output " + metric + " " + scope + " " + date);
}

/// Output `index` of the paths [0, paths).
inline std::vector<double> samples(Plan const& plan, std::size_t index, std::uint64_t paths,
                                   std::uint64_t seed = 1) {
  PathEvaluator<float> evaluate(plan, seed);
  std::vector<double> values;
  for (std::uint64_t path = 0; path < paths; ++path) values.push_back(evaluate(path)[index]);
  return values;
}

/// The only output of a plan on path 0: what a plan without uncertainty gives.
inline double only_output(Plan const& plan) {
  if (plan.labels.size() != 1) throw std::logic_error("the plan has several outputs");
  return samples(plan, 0, 1)[0];
}

}  // namespace nameplate
