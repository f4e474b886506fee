#include "kernels/path_parts.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "nameplate/plan.hpp"
#include "tests/support/tiny_catalog.hpp"

namespace nameplate {
namespace {

constexpr std::uint64_t seed = 5, path = 12;

/// Two builds, of which each has variables of its own, and a shared one.
Plan drawn_plan(std::vector<std::string> const& builds) {
  TinyCatalog catalog;
  catalog.law("load_factor", R"({ family = "uniform", min = 0.6, max = 0.8 })")
      .law("delay_months", R"({ family = "normal", mean = 3, sd = 2 })")
      .law("inference_share", R"({ family = "uniform", min = 0.3, max = 0.5 })");
  for (std::string const& id : builds) {
    TinyBuild build;
    build.id = id;
    catalog.build(build);
  }
  Request request;
  request.metrics = {"facility_gw", "energy_twh", "inference_gw"};
  request.dates = {"2026", "2028"};
  return compile(catalog.parse(), request);
}

/// The slots of a path and its outputs.
struct PathValues {
  std::vector<float> slots, outputs;
};

PathValues evaluated(Plan const& plan) {
  PlanView const view(plan.bytes.data());
  PathValues values{std::vector<float>(view.header().slot_count),
                    std::vector<float>(view.header().output_count)};
  Slots<float> const slots(values.slots.data());
  fill_constants(view, slots);
  evaluate_path<float>(view, seed, path, slots,
                       [&](std::uint32_t o, float value) { values.outputs[o] = value; });
  return values;
}

TEST(PathParts, TheChainGivesTheOutputsOfTheVariablesInTheirSlots) {
  Plan const plan = drawn_plan({"site"});
  PathValues values = evaluated(plan);
  std::vector<float> outputs(values.outputs.size());
  PlanView const view(plan.bytes.data());
  evaluate_chain(view, Slots<float>(values.slots.data()),
                 [&](std::uint32_t o, float value) { outputs[o] = value; });
  EXPECT_EQ(outputs, values.outputs);

  values.slots[view.variables()[plan.variable_count - 1].slot] += 1;
  evaluate_chain(view, Slots<float>(values.slots.data()),
                 [&](std::uint32_t o, float value) { outputs[o] = value; });
  EXPECT_NE(outputs, values.outputs) << "draws of its own";
}

TEST(PathParts, DrawsAreThoseOfThePath) {
  Plan const plan = drawn_plan({"site"});
  PathValues const values = evaluated(plan);
  PlanView const view(plan.bytes.data());
  std::uint32_t expected = 0;
  for (std::size_t i = 0; i < plan.variable_count; ++i)
    expected += bits(values.slots[view.variables()[i].slot]);

  std::vector<float> slots(view.header().slot_count);
  fill_constants(view, Slots<float>(slots.data()));
  EXPECT_EQ(draw_path(view, seed, path, Slots<float>(slots.data())), expected);
  EXPECT_NE(draw_path(view, seed, path + 1, Slots<float>(slots.data())), expected);
}

TEST(PathParts, DrawsAreThoseOfEveryBuild) {
  Plan const one = drawn_plan({"site"}), two = drawn_plan({"site", "other"});
  ASSERT_GT(two.variable_count, one.variable_count);
  auto const sum = [](Plan const& plan) {
    PlanView const view(plan.bytes.data());
    std::vector<float> slots(view.header().slot_count);
    fill_constants(view, Slots<float>(slots.data()));
    return draw_path(view, seed, path, Slots<float>(slots.data()));
  };
  EXPECT_NE(sum(one), sum(two));
}

}  // namespace
}  // namespace nameplate
