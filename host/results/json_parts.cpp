#include "host/results/json_parts.hpp"

#include <cmath>
#include <utility>

#include "nameplate/version.hpp"

namespace nameplate {

Json json_number(double x) {
  if (std::isinf(x)) return x > 0 ? "Infinity" : "-Infinity";
  return x;
}

Json json_number(std::optional<double> const& x) { return x ? json_number(*x) : Json(); }

Json json_quantiles(std::vector<QuantileEstimate> const& quantiles) {
  Json array = Json::array();
  for (auto const& [p, value, low, high] : quantiles)
    array.push_back({{"p", p},
                     {"value", json_number(value)},
                     {"low", json_number(low)},
                     {"high", json_number(high)}});
  return array;
}

Json json_partial(RunOptions const& options, PathSet const& missing) {
  Json spans = Json::array();
  for (PathSpan const& span : missing.spans())
    spans.push_back({{"first_path", span.first}, {"paths", span.count}});
  return {{"paths_asked", options.paths}, {"missing", std::move(spans)}};
}

Json json_run_facts(RunFacts const& facts) {
  BuildInfo const build = build_info();
  double const rate = static_cast<double>(facts.paths) / facts.seconds;
  return {
      {"backend", facts.backend},
      {"device", facts.device},
      {"seconds", facts.seconds},
      {"paths_per_second", facts.seconds > 0 ? Json(rate) : Json()},
      {"version", build.version},
      {"commit", build.commit},
      {"compiler", build.compiler},
      {"flags", build.flags},
      {"build_type", build.build_type},
      {"cuda", build.cuda},
  };
}

std::string json_document(std::string_view schema, Json results, Json run_facts, Json more) {
  Json document = {{"schema", schema},
                   {"schema_version", json_schema_version},
                   {"results", std::move(results)},
                   {"run", std::move(run_facts)}};
  document.update(more);
  // Names may come from files and command lines of any encoding.
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace nameplate
