#include "host/python/charts.hpp"

#include <fmt/format.h>
#include <nanobind/stl/map.h>
#include <nanobind/stl/string.h>

#include <optional>
#include <string>

#include "host/refuse.hpp"
#include "host/report/charts.hpp"

namespace nb = nanobind;
using namespace nanobind::literals;

namespace nameplate::python {
namespace {

Json results_of(std::string const& document) { return Json::parse(document).at("results"); }

/// The specification as text. \throws InputError if there is nothing to draw
std::string specification(std::optional<Chart> const& chart, std::string const& what) {
  if (!chart) refuse("", "there is nothing to draw of " + what);
  Json spec = chart->spec;
  spec["title"] = chart->title;
  spec["description"] = chart->description;
  return spec.dump();
}

std::string fan(std::string const& document, std::string const& scope, std::string const& metric) {
  auto const outputs = reported_outputs(results_of(document));
  return specification(fan_chart(outputs, scope, metric, Language::english()),
                       fmt::format("{} of {} by date", metric, scope));
}

std::string waterfall(std::string const& document, std::string const& scope,
                      std::string const& date) {
  auto const outputs = reported_outputs(results_of(document));
  return specification(waterfall_chart(outputs, scope, date, Language::english()),
                       fmt::format("planned, gross and net power of {} at {}", scope, date));
}

std::string ranking(std::string const& document, std::string const& metric, std::string const& date,
                    Names const& build_names) {
  auto const outputs = reported_outputs(results_of(document));
  return specification(ranking_chart(outputs, metric, date, build_names, Language::english()),
                       fmt::format("{} of builds at {}", metric, date));
}

/// \pre there is an output of that number
Json output_of(std::string const& document, std::size_t output) {
  return results_of(document).at("outputs").at(output);
}

std::string tornado(std::string const& document, std::size_t output) {
  return specification(tornado_chart(output_of(document, output), Language::english()),
                       "an output that no input moves");
}

std::string shapley(std::string const& document, std::size_t output) {
  return specification(shapley_chart(output_of(document, output), Language::english()),
                       "an output that no input moves");
}

std::string claims(std::string const& document) {
  return specification(claims_chart(results_of(document), Language::english()), "no claims");
}

}  // namespace

void bind_charts(nb::module_& module) {
  module.def("fan_chart", fan, "document"_a, "scope"_a, "metric"_a);
  module.def("waterfall_chart", waterfall, "document"_a, "scope"_a, "date"_a);
  module.def("ranking_chart", ranking, "document"_a, "metric"_a, "date"_a, "build_names"_a);
  module.def("tornado_chart", tornado, "document"_a, "output"_a);
  module.def("shapley_chart", shapley, "document"_a, "output"_a);
  module.def("claims_chart", claims, "document"_a);
}

}  // namespace nameplate::python
