#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/evaluate.hpp"
#include "tests/support/exact_math.hpp"

/// Rounding errors of the model: the same template in double with exact functions, on the same
/// draws.
namespace nameplate {
namespace {

constexpr std::uint64_t path_count = 10'000, seed = 3;
constexpr double bound = 1e-5;  // relative, as docs/numeric-contract.md promises

/// What was decided on a path: which phases are built, and the value of every discrete variable.
using Decisions = std::vector<double>;

template <class V>
void add_discrete(PlanView plan, Range groups, Slots<V> slots, Decisions& decisions) {
  for (std::uint32_t g = groups.first; g < groups.first + groups.count; ++g) {
    Range const variables = plan.groups()[g].variables;
    for (std::uint32_t i = variables.first; i < variables.first + variables.count; ++i) {
      Variable const& variable = plan.variables()[i];
      MarginalKind const kind = variable.marginal.kind;
      if (kind == MarginalKind::steps || kind == MarginalKind::word_steps)
        decisions.push_back(static_cast<double>(slots[variable.slot]));
    }
  }
}

template <class V>
Decisions decisions_on(PlanView plan, std::uint64_t path) {
  std::vector<V> memory(plan.header().slot_count);
  Slots<V> const slots(memory.data());
  fill_constants(plan, slots);
  PathDraws<DrawWordOf<V>> const draws(seed, path);
  draw_variables(plan, plan.header().shared_groups, draws, slots);
  Decisions decisions;
  add_discrete(plan, plan.header().shared_groups, slots, decisions);
  for (std::uint32_t b = 0; b < plan.header().build_count; ++b) {
    BuildRecord const& build = plan.builds()[b];
    draw_variables(plan, build.groups, draws, slots);
    add_discrete(plan, build.groups, slots, decisions);
    for (std::uint32_t s = build.segments.first; s < build.segments.first + build.segments.count;
         ++s) {
      Range const phases = plan.segments()[s].phases;
      for (std::uint32_t i = phases.first; i < phases.first + phases.count; ++i) {
        PhaseRecord const& phase = plan.phases()[i];
        decisions.push_back(slots[phase.completion_slot] + slots[phase.threshold_slot] > V(0) ? 1
                                                                                              : 0);
      }
    }
  }
  return decisions;
}

struct Comparison {
  double worst = 0;
  std::string at;             // the output where
  std::uint64_t flipped = 0;  // paths on which float and double decide differently
};

/// Changes are left out: differences of totals that are compared themselves.
void compare_path(Plan const& plan, std::vector<float> const& rounded,
                  std::vector<double> const& exact, Comparison& result) {
  for (std::size_t i = 0; i < exact.size(); ++i) {
    if (plan.labels[i].quantity == Quantity::added) continue;
    ASSERT_EQ(std::isnan(rounded[i]), std::isnan(exact[i])) << plan.labels[i].metric;
    double const error = exact[i] == 0 ? std::abs(rounded[i]) : std::abs(rounded[i] / exact[i] - 1);
    if (error > result.worst)
      result.worst = error, result.at = plan.labels[i].metric + " of " + plan.labels[i].scope;
  }
}

Comparison compare(Plan const& plan) {
  PlanView const view(plan.bytes.data());
  PathEvaluator<float> rounded(plan, seed);
  PathEvaluator<double> exact(plan, seed);
  Comparison result;
  for (std::uint64_t path = 0; path < path_count; ++path) {
    if (decisions_on<float>(view, path) != decisions_on<double>(view, path)) {
      ++result.flipped;
    } else {
      compare_path(plan, rounded(path), exact(path), result);
    }
  }
  return result;
}

struct ReferencePlan {
  char const* name;
  char const* path;  // from the data folder
  Request request;
};

class DoubleReference : public testing::TestWithParam<ReferencePlan> {};

TEST_P(DoubleReference, BoundsTheRoundingError) {
  Catalog const catalog = load_catalog(std::string(NAMEPLATE_DATA_DIR) + GetParam().path);
  Comparison const result = compare(compile(catalog, GetParam().request));
  EXPECT_LT(result.worst, bound) << result.at;
  EXPECT_GT(result.worst, 1e-8)
      << "float and double cannot agree so well: is the reference another float?";
  EXPECT_LE(result.flipped, path_count / 10'000);
}

/// r20 at dates when its phases have been online for a while: the share of a phase that is just
/// starting is a difference of two months, whose rounding is absolute.
INSTANTIATE_TEST_SUITE_P(
    Plans, DoubleReference,
    testing::Values(
        ReferencePlan{
            "shipped", "/catalog.toml", {{"2027", "2030"}, {"portfolio", "group:openai"}, {}}},
        ReferencePlan{"r20",
                      "/../bench/plans/r20.toml",
                      {{"2032", "2034"},
                       {"portfolio"},
                       {"facility_gw", "accelerators", "effective_eflops", "homes_peak"}}},
        ReferencePlan{"ref6",
                      "/../bench/plans/ref6.toml",
                      {{"2025"}, {"portfolio"}, {"h100e", "facility_gw", "homes_energy"}}}),
    [](testing::TestParamInfo<ReferencePlan> const& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace nameplate
