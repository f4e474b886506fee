#include "host/python/sweeps.hpp"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>

#include <memory>
#include <string>
#include <utility>

#include "host/python/background.hpp"
#include "host/python/catalog.hpp"
#include "host/python/values.hpp"
#include "host/request/sweep_request.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/sweep_columns.hpp"
#include "host/sweep/sweep_csv.hpp"

namespace nb = nanobind;
using namespace nanobind::literals;

namespace nameplate::python {
namespace {

/// What a sweep asks for, before it has a catalog.
struct PlannedSweep {
  Sweep sweep;

  std::string catalog() const { return sweep.catalog.empty() ? "" : sweep.catalog_file().string(); }
};

struct SweepResult {
  std::string csv, columnar;
};

PlannedSweep read_tree(nb::typed<nb::dict, nb::str, nb::any> const& tree) {
  return {read_sweep(to_node(tree, {.file = "scenarios"}), "scenarios")};
}

RunOptions options_of(Sweep const& sweep, RunOptions options, bool has_paths, bool has_seed) {
  if (!has_paths && sweep.paths) options.paths = *sweep.paths;
  if (!has_seed && sweep.seed) options.seed = *sweep.seed;
  return options;
}

SweepResult run(PlannedSweep const& planned, EditableCatalog const& catalog, Request request,
                RunOptions const& machine, bool has_paths, bool has_seed, nb::object progress) {
  Sweep const& sweep = planned.sweep;
  RunOptions const options = options_of(sweep, machine, has_paths, has_seed);
  auto const source = catalog.shared_source();
  ScenarioPlans const plans(
      sweep, *source, sweep_request(std::move(request), sweep, source->base()), options.threads);
  SweepResult result{csv_header(sweep), columnar_head(sweep)};
  SweepSink const sink{.record =
                           [&](std::size_t scenario, Summary const& summary) {
                             return ScenarioRecord{csv_rows(sweep, scenario, summary),
                                                   columnar_batch(sweep, scenario, summary),
                                                   std::nullopt};
                           },
                       .write =
                           [&](std::size_t, ScenarioRecord const& record) {
                             result.csv += record.rows;
                             result.columnar += record.columnar;
                           }};
  run_in_background(options, {std::move(progress), plans.count() * options.paths},
                    [&](RunOptions const& watched) { run_sweep(plans, 0, sink, watched); });
  result.columnar += arrow_end();
  return result;
}

}  // namespace

void bind_sweeps(nb::module_& module) {
  nb::class_<PlannedSweep>(module, "PlannedSweep", "Scenarios of one catalog.")
      .def_static(
          "load", [](std::string const& path) { return PlannedSweep{load_sweep(path)}; }, "path"_a)
      .def_static("read", read_tree, "tree"_a, "Of what a file would hold.")
      .def_prop_ro("catalog", &PlannedSweep::catalog, "Its file; empty: the shipped one.")
      .def_prop_ro("as_of", [](PlannedSweep const& planned) { return planned.sweep.as_of; })
      .def("__len__", [](PlannedSweep const& planned) { return planned.sweep.scenarios.size(); });
  nb::class_<SweepResult>(module, "SweepResult", "The results of all scenarios.")
      .def(
          "stream", [](SweepResult const& result) { return owning_bytes(result.columnar); },
          "As an Arrow stream, a record batch for each scenario.")
      .def("to_csv", [](SweepResult const& result) { return result.csv; });
  module.def("sweep", run, "planned"_a, "catalog"_a, "question"_a, "machine"_a, "has_paths"_a,
             "has_seed"_a, "progress"_a.none());
}

}  // namespace nameplate::python
