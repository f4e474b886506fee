#include "host/request/comparison_request.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "host/compile/outputs.hpp"
#include "host/refuse.hpp"
#include "host/request/headline.hpp"

namespace nameplate {
namespace {

constexpr MetricId default_metrics[] = {MetricId::facility_gw, MetricId::h100e,
                                        MetricId::energy_twh, MetricId::homes_energy,
                                        MetricId::capex_usd_bn};

/// What both catalogs can answer of the default metrics.
std::vector<std::string> default_names(Catalog const& base, Catalog const& alternative) {
  std::vector<std::string> names;
  for (MetricId const id : default_metrics)
    if (obstacle(base, id).empty() && obstacle(alternative, id).empty())
      names.emplace_back(info(id).name);
  return names;
}

std::vector<std::string> common_scopes(Catalog const& base, Catalog const& alternative,
                                       Request const& request) {
  std::vector<AskedScope> const in_alternative = read_request(alternative, request).scopes;
  std::vector<std::string> names;
  for (AskedScope const& scope : read_request(base, request).scopes) {
    auto const is_same = [&](AskedScope const& other) { return other.name == scope.name; };
    if (std::any_of(in_alternative.begin(), in_alternative.end(), is_same))
      names.push_back(scope.name);
  }
  if (names.empty()) refuse("scope", "the two catalogs have none of it in common");
  return names;
}

}  // namespace

Request comparison_request(Request asked, Catalog const& base, Catalog const& alternative) {
  asked.metrics =
      asked.metrics.empty() ? default_names(base, alternative) : spelled_out(asked.metrics, base);
  asked.scopes = common_scopes(base, alternative, asked);
  return asked;
}

}  // namespace nameplate
