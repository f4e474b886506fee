#include "host/python/analyses.hpp"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <optional>
#include <utility>
#include <vector>

#include "host/claims/claims_report.hpp"
#include "host/python/background.hpp"
#include "host/python/catalog.hpp"
#include "host/request/arguments.hpp"
#include "host/request/comparison_request.hpp"
#include "host/request/output_words.hpp"
#include "host/results/comparison.hpp"
#include "host/sensitivity/sensitivity_report.hpp"

namespace nb = nanobind;
using namespace nanobind::literals;

namespace nameplate::python {
namespace {

using Words = std::vector<std::string>;

template <class Report>
Document document(Report const& report) {
  return {to_json(report), to_table(report)};
}

Document compare_catalogs(EditableCatalog const& base_catalog,
                          EditableCatalog const& alternative_catalog, std::string const& name,
                          Request const& asked, RunOptions const& options, nb::object progress) {
  auto const base = base_catalog.shared(), alternative = alternative_catalog.shared();
  Request const request = comparison_request(asked, *base, *alternative);
  Plan const base_plan = compile(*base, request);
  Plan const alternative_plan = compile(*alternative, request);
  Document result;
  run_in_background(options, {std::move(progress), options.paths}, [&](RunOptions const& watched) {
    Comparison const comparison = compare(base_plan, alternative_plan, watched);
    auto const differences = summarize(base_plan, alternative_plan, comparison);
    result = document(ComparisonReport{*base, *alternative, name, base_plan, alternative_plan,
                                       options, comparison.facts, differences});
  });
  return result;
}

Document analyze(EditableCatalog const& source, Words const& outputs, std::string const& by,
                 Request request, RunOptions const& options, nb::object progress) {
  auto const grouping =
      static_cast<Grouping>(parse_word("by", by, {"parameter", "factor", "build"}));
  auto const catalog = source.shared();
  set_outputs("metric", outputs, request);
  Plan const plan = compile(*catalog, request);
  std::uint64_t const evaluations = sensitivity_evaluations(plan, grouping, options.paths);
  Document result;
  run_in_background(options, {std::move(progress), evaluations}, [&](RunOptions const& watched) {
    Sensitivity const sensitivity = analyze_sensitivity(plan, grouping, watched);
    result = document(SensitivityReport{*catalog, plan, options, sensitivity});
  });
  return result;
}

/// Progress counts claims, not paths.
Document judge_claims(EditableCatalog const& source, Words const& claims, RunOptions const& options,
                      nb::object progress) {
  auto const catalog = source.shared();
  Words const ids = split_lists("claim", claims);
  std::size_t const total = ids.empty() ? catalog->claims.size() : ids.size();
  Document result;
  run_in_background(options, {std::move(progress), total}, [&](RunOptions const& watched) {
    RunOptions each = watched;
    each.progress = nullptr;
    ClaimsReport const report = evaluate_claims(
        *catalog, ids, each, [&](std::size_t done, std::size_t) { watched.progress(done); });
    result = document(report);
  });
  return result;
}

}  // namespace

void bind_analyses(nb::module_& module) {
  nb::class_<Document>(module, "Document", "An analysis in the forms of the command line.")
      .def_ro("json", &Document::json)
      .def_ro("table", &Document::table);
  module.def("compare", compare_catalogs, "base"_a, "alternative"_a, "name"_a, "question"_a,
             "machine"_a, "progress"_a.none());
  module.def("sensitivity", analyze, "catalog"_a, "metric"_a, "by"_a, "question"_a, "machine"_a,
             "progress"_a.none());
  module.def("claims", judge_claims, "catalog"_a, "claim"_a, "machine"_a, "progress"_a.none());
}

}  // namespace nameplate::python
