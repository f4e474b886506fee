#include "tests/support/laws.hpp"

#include "host/compile/plan_bytes.hpp"
#include "kernels/marginals.hpp"
#include "tests/support/tiny_catalog.hpp"

namespace nameplate {

Distribution parse_law(std::string const& toml) {
  std::string const view = "[evidence.law]\nname = \"Law\"\nunit = \"1\"\nvalue = " + toml;
  return TinyCatalog().build({}).add(view).parse().evidence.at("law").value;
}

KernelLaw::KernelLaw(Distribution const& law, Transform transform, bool is_loaded) {
  MarginalTables tables;
  lowered_ = tables.lower(law, transform, is_loaded);
  PlanBytes bytes(PlanHeader{});
  bytes.add(&TableOffsets::cells, tables.cells());
  bytes.add(&TableOffsets::knots, tables.knots());
  bytes_ = bytes.take();
}

float KernelLaw::at(float z) const {
  float const t = fma(z, static_cast<float>(lowered_.scale), static_cast<float>(lowered_.offset));
  return quantile(PlanView(bytes_.data()), lowered_.marginal, t);
}

float KernelLaw::drawn_by(std::uint32_t word) const {
  if (lowered_.marginal.kind == MarginalKind::word_steps)
    return word_steps_value<float>(PlanView(bytes_.data()), lowered_.marginal, word);
  return at(Math<float>::normal_quantile(word));
}

}  // namespace nameplate
