#include "host/sensitivity/draw_tables.hpp"

#include "host/compile/plan_bytes.hpp"
#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

std::uint32_t size32(std::size_t size) { return static_cast<std::uint32_t>(size); }

template <class T>
std::vector<T> records(T const* first, std::size_t count) {
  return {first, first + count};
}

}  // namespace

DrawTables DrawTables::of(Plan const& plan) {
  PlanView const view(plan.bytes.data());
  DrawTables tables{.header = view.header(),
                    .groups = {},
                    .variables = records(view.variables(), plan.variable_count),
                    .loadings = {},
                    .builds = records(view.builds(), view.header().build_count)};
  std::size_t groups = tables.header.shared_groups.count, loadings = 0;
  for (BuildRecord const& build : tables.builds) groups += build.groups.count;
  for (Variable const& variable : tables.variables) loadings += variable.loadings.count;
  tables.groups = records(view.groups(), groups);
  tables.loadings = records(view.loadings(), loadings);
  return tables;
}

DrawTables DrawTables::without_groups() const {
  return {.header = header, .groups = {}, .variables = {}, .loadings = {}, .builds = builds};
}

Range DrawTables::add_loadings(std::vector<Loading> const& added) {
  Range const range{size32(loadings.size()), size32(added.size())};
  loadings.insert(loadings.end(), added.begin(), added.end());
  return range;
}

void DrawTables::add_group(std::uint32_t stream, std::uint32_t block,
                           std::vector<Variable> const& of_the_block) {
  if (of_the_block.empty()) return;
  groups.push_back({stream, block, {size32(variables.size()), size32(of_the_block.size())}});
  variables.insert(variables.end(), of_the_block.begin(), of_the_block.end());
}

Plan DrawTables::put_into(Plan const& plan,
                          std::optional<std::vector<Output>> const& outputs) const {
  PlanHeader changed = header;
  if (outputs) changed.output_count = size32(outputs->size());
  PlanBytes bytes(changed, plan.bytes);
  bytes.add(&TableOffsets::groups, groups);
  bytes.add(&TableOffsets::variables, variables);
  bytes.add(&TableOffsets::loadings, loadings);
  bytes.add(&TableOffsets::builds, builds);
  if (outputs) bytes.add(&TableOffsets::outputs, *outputs);
  Plan written;
  written.labels = outputs ? std::vector<OutputLabel>(outputs->size()) : plan.labels;
  written.build_count = builds.size();
  written.variable_count = variables.size();
  written.is_gross = plan.is_gross;
  written.bytes = bytes.take();
  return written;
}

Variable normal_variable(std::uint32_t slot, std::uint32_t word, float residual, Range loadings) {
  Variable variable{};
  variable.slot = slot;
  variable.word = word;
  variable.loadings = loadings;
  variable.residual = residual;
  variable.marginal.kind = MarginalKind::identity;
  return variable;
}

}  // namespace nameplate
