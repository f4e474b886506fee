#include "host/request/headline.hpp"

#include <algorithm>
#include <iterator>

#include "host/compile/outputs.hpp"

namespace nameplate {
namespace {

constexpr MetricId headline_metrics[] = {
    MetricId::planned_gw,   MetricId::facility_gw, MetricId::gross_gw,         MetricId::overlap_gw,
    MetricId::accelerators, MetricId::h100e,       MetricId::effective_eflops, MetricId::energy_twh,
    MetricId::homes_energy, MetricId::capex_usd_bn};

}  // namespace

std::vector<std::string> headline(Catalog const& catalog) {
  std::vector<std::string> names;
  for (MetricId const id : headline_metrics)
    if (obstacle(catalog, id).empty()) names.emplace_back(info(id).name);
  return names;
}

bool has_headline(std::vector<OutputLabel> const& labels) {
  auto const is_named = [](OutputLabel const& label) {
    return std::any_of(std::begin(headline_metrics), std::end(headline_metrics),
                       [&](MetricId id) { return info(id).name == label.metric; });
  };
  auto const is_first = [](OutputLabel const& label) {
    return label.metric == info(headline_metrics[0]).name;
  };
  return std::all_of(labels.begin(), labels.end(), is_named) &&
         std::any_of(labels.begin(), labels.end(), is_first);
}

std::vector<std::string> spelled_out(std::vector<std::string> const& asked,
                                     Catalog const& catalog) {
  if (asked == std::vector<std::string>{all_word}) return {};
  std::vector<std::string> metrics;
  for (std::string const& word : asked) {
    std::vector<std::string> const names =
        word == headline_word ? headline(catalog) : std::vector{word};
    metrics.insert(metrics.end(), names.begin(), names.end());
  }
  return metrics;
}

}  // namespace nameplate
