#include "host/compile/uncertain_parameters.hpp"

#include <map>

#include "host/compile/builds.hpp"
#include "host/compile/metric_inputs.hpp"
#include "host/compile/outputs.hpp"
#include "host/compile/resolve.hpp"

namespace nameplate {
namespace {

/// Collects the laws that the outputs of a request read.
class LawsInUse {
 public:
  LawsInUse(Catalog const& catalog, Asked const& asked) : catalog_(catalog) {
    std::set<ParameterId> of_all(schedule_parameters().begin(), schedule_parameters().end());
    for (MetricName const& metric : asked.model_metrics) add_metric(metric, of_all);
    for (Input const* const input : asked.inputs) add_input(*input);
    for (std::string const& id : asked.scopes.front().builds)
      add_build(catalog.builds.at(id), of_all);
  }

  std::vector<UncertainParameter> take() {
    std::vector<UncertainParameter> uncertain;
    for (auto& [id, laws] : laws_)
      uncertain.push_back(
          {info(id).name, info(id).unit, info(id).min, info(id).max, info(id).min_exclusive, laws});
    uncertain.insert(uncertain.end(), others_.begin(), others_.end());
    return uncertain;
  }

 private:
  /// What the metric reads of region `us` and of its use; the rest is read of builds.
  void add_metric(MetricName const& metric, std::set<ParameterId>& of_builds) {
    for (ParameterId const id : metric_parameters(metric.id)) {
      if (reads_in_us_region(metric.id, id))
        add(id, resolve_in_region(catalog_, id, "us"));
      else
        of_builds.insert(id);
    }
    if (metric.id != MetricId::users) return;
    Use const& use = catalog_.uses.at(metric.use);
    add_use("tokens_per_use", "tokens", {.min_exclusive = true}, use.tokens_per_use);
    add_use("uses_per_user_day", "1/day", {.min_exclusive = true}, use.uses_per_user_day);
    add_use("peak_to_mean", "1", {.min = 1}, use.peak_to_mean);
  }

  struct Limit {
    double min = 0;
    bool min_exclusive = false;
  };

  void add_use(char const* name, char const* unit, Limit const& limit, Law const& law) {
    if (!law.distribution.is_constant())
      others_.push_back(
          {name, unit, limit.min, no_limit, limit.min_exclusive, {&law.distribution}});
  }

  /// An input may be anything; one that is never negative is taken to stay so.
  void add_input(Input const& input) {
    Distribution const& law = input.value.distribution;
    if (law.is_constant()) return;
    bool const may_be_negative = quantile(law, 0) < 0;
    others_.push_back({"inputs." + input.id,
                       input.unit,
                       may_be_negative ? -no_limit : 0.0,
                       no_limit,
                       may_be_negative,
                       {&law}});
  }

  void add_build(Build const& build, std::set<ParameterId> parameters) {
    parameters.merge(size_parameters(build));
    for (std::size_t phase = 0; phase < build.phases.size(); ++phase) {
      if (build.phases[phase].status == Status::cancelled) continue;
      for (auto const& [platform, share] : build.phases[phase].platforms)
        for (ParameterId const id : parameters)
          add(id, resolve(catalog_, id, build, phase, &catalog_.platforms.at(platform)));
    }
  }

  void add(ParameterId id, std::optional<ResolvedLaw> const& resolved) {
    if (resolved && !resolved->law->is_constant()) laws_[id].insert(resolved->law);
  }

  Catalog const& catalog_;
  std::map<ParameterId, std::set<Distribution const*>> laws_;
  std::vector<UncertainParameter> others_;  // laws of uses and inputs
};

}  // namespace

std::vector<UncertainParameter> uncertain_parameters(Catalog const& catalog,
                                                     Request const& request) {
  return LawsInUse(catalog, read_request(catalog, request)).take();
}

}  // namespace nameplate
