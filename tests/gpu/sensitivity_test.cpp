#include "nameplate/sensitivity.hpp"

#include "tests/gpu/gpu_test.hpp"
#include "tests/support/tiny_catalog.hpp"

/// Plans whose draws were rewritten give the CPU's samples, so the indices are the same doubles.
namespace nameplate {
namespace {

using GpuSensitivity = GpuTest;

Plan loaded_plan() {
  TinyBuild other;
  other.id = "other";
  other.basis = "{ facility = 0.5, it = 0.5 }";
  Catalog const catalog = TinyCatalog()
                              .factors(R"(["grid"])", "[[1]]")
                              .scope("size_factor", "phase")
                              .law("size_factor", R"({ family = "normal", mean = 1, sd = 0.1 })")
                              .loadings("size_factor", "grid = 0.5, site = 0.4")
                              .build({})
                              .build(other)
                              .parse();
  return compile(catalog, {.dates = {"2030"}, .metrics = {"facility_gw"}});
}

TEST_F(GpuSensitivity, IsTheCpus) {
  Plan const plan = loaded_plan();
  for (Grouping const grouping : {Grouping::parameter, Grouping::factor}) {
    RunOptions options{.paths = 1024, .backend = Backend::cuda};
    Sensitivity const cuda = analyze_sensitivity(plan, grouping, options);
    options.backend = Backend::cpu;
    Sensitivity const cpu = analyze_sensitivity(plan, grouping, options);
    EXPECT_EQ(cuda.facts.backend, "cuda");
    ASSERT_EQ(cuda.inputs.size(), cpu.inputs.size());
    for (std::size_t i = 0; i < cpu.inputs.size(); ++i) {
      InputEffect const &a = cuda.outputs[0].effects[i], &b = cpu.outputs[0].effects[i];
      EXPECT_EQ(a.first_order.value, b.first_order.value);
      EXPECT_EQ(a.total.value, b.total.value);
      EXPECT_EQ(a.shapley.value, b.shapley.value);
      EXPECT_EQ(a.shapley.standard_error, b.shapley.standard_error);
      EXPECT_EQ(a.median_at_p10, b.median_at_p10);
      EXPECT_EQ(a.pawn, b.pawn);
    }
  }
}

}  // namespace
}  // namespace nameplate
