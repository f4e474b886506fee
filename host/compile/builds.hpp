#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "host/compile/outputs.hpp"
#include "host/compile/values.hpp"

/// The builds of a request with every law found, before slots are numbered.
namespace nameplate {

struct PlannedMixPart {
  float share;
  Platform const* platform;
  ValueRef kw, training_mfu, inference_utilization, capex, price;
  bool operator==(PlannedMixPart const&) const = default;
};

struct PlannedMix {
  ValueRef first;
  std::vector<PlannedMixPart> parts;
};

struct PlannedPhase {
  float planned_mw, contract_share, announced_month, start_month;
  ValueRef delay, completion, threshold, size, per_ramp;
};

struct PlannedSegment {
  ValueRef mix;
  std::vector<PlannedPhase> phases;
};

struct PlannedMembership {
  std::uint32_t scope;
  std::vector<ValueRef> overlaps;
};

struct PlannedBuild {
  std::array<ValueRef, parameter_count> values;
  DrawSet draws;
  std::vector<PlannedMix> mixes;
  std::vector<PlannedSegment> segments;
  std::vector<PlannedMembership> memberships;
  float contract_usd = 0;
  ValueRef contract_mix, us_kwh, us_peak;
  ValueRef capex_factor, completion_shift, funds_usd_bn_per_mw;
  Condition condition = Condition::none;
};

/// Parameters that decide the size of a build beyond those that decide every build's: those of a
/// contract in dollars, and of power stated for accelerator systems.
std::set<ParameterId> size_parameters(Build const& build);

/// Plans the builds that some scope counts, drawing only parameters that some asked metric reads.
class BuildPlanner {
 public:
  BuildPlanner(Catalog const& catalog, Asked const& asked, Values& values);

  PlannedBuild plan(Build const& build);

  /// Mixes made of shared values only, evaluated once per path.
  std::vector<PlannedMix> const& shared_mixes() const { return shared_mixes_; }

 private:
  bool needs(ParameterId id) const { return needed_.contains(id); }
  ValueRef value_of(ParameterId id, Build const& build, std::size_t phase,
                    Platform const* platform = nullptr);
  ValueRef basis_of(Build const& build);
  ValueRef mix_of(Build const& build, std::size_t phase, PlannedBuild& planned);
  PlannedPhase phase_of(Build const& build, std::size_t phase);
  ValueRef completion_of(Build const& build, std::size_t phase, ValueRef threshold);
  void add_segments(Build const& build, PlannedBuild& planned);
  void add_memberships(Build const& build, PlannedBuild& planned);
  void set_contract(Build const& build, PlannedBuild& planned);
  void set_financing(Build const& build, PlannedBuild& planned);

  Catalog const& catalog_;
  Asked const& asked_;
  Values& values_;
  std::set<ParameterId> needed_;
  std::vector<PlannedMix> shared_mixes_;
};

}  // namespace nameplate
