#include "host/results/metric_info.hpp"

#include <algorithm>
#include <iterator>

namespace nameplate {

MetricInfo const* find_metric_info(std::string_view label) {
  if (label.find('/') != std::string_view::npos) return nullptr;
  std::string_view const name = label.substr(0, label.find(':'));
  if (name == "households") return &info(MetricId::homes_energy);  // as a request may call it
  auto const* const metric = std::find_if(std::begin(metric_table), std::end(metric_table),
                                          [&](MetricInfo const& row) { return row.name == name; });
  return metric == std::end(metric_table) ? nullptr : metric;
}

}  // namespace nameplate
