#include "host/python/runs.hpp"

#include <nanobind/ndarray.h>
#include <nanobind/stl/map.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "host/python/background.hpp"
#include "host/python/catalog.hpp"
#include "host/python/device_array.hpp"
#include "host/python/simulation.hpp"
#include "host/python/values.hpp"
#include "host/request/headline.hpp"
#include "host/request/precision_targets.hpp"
#include "host/results/summary_columns.hpp"

namespace nb = nanobind;
using namespace nanobind::literals;

namespace nameplate::python {
namespace {

Simulation start(EditableCatalog const& catalog, Request request, RunOptions const& options,
                 std::string samples, bool tail, bool exact, std::vector<std::string> until,
                 std::uint64_t randomizations, nb::object progress) {
  Extras const extras{std::move(samples), tail, exact, std::move(until), randomizations};
  check(extras, options);
  Simulation simulation;
  simulation.catalog = catalog.shared();
  simulation.options = options;
  request.metrics =
      spelled_out(request.metrics.empty() ? std::vector<std::string>{all_word} : request.metrics,
                  *simulation.catalog);
  simulation.plan = compile(*simulation.catalog, request);
  std::vector<PrecisionTarget> const targets =
      precision_targets("until", extras.until, *simulation.catalog, simulation.plan);
  run_in_background(options, {std::move(progress), options.paths}, [&](RunOptions const& watched) {
    simulate(simulation, extras, targets, watched);
  });
  return simulation;
}

/// (scope, metric, date, title, unit) of every output.
std::vector<std::vector<std::string>> labels(Simulation const& simulation) {
  std::vector<std::vector<std::string>> labels;
  labels.reserve(simulation.plan.labels.size());
  for (OutputLabel const& label : simulation.plan.labels)
    labels.push_back({label.scope, label.metric, label.date, label.title, label.unit});
  return labels;
}

std::map<std::string, std::string> build_names(Simulation const& simulation) {
  std::map<std::string, std::string> names;
  for (auto const& [id, build] : simulation.catalog->builds) names[id] = build.name;
  return names;
}

/// The samples of `count` outputs from `first` on: shape (count, paths), the run's own memory.
nb::object rows(Simulation const& simulation, std::size_t first, std::size_t count) {
  if (simulation.device_samples)
    return nb::cast(DeviceArray(simulation.device_samples, first, count));
  if (!simulation.samples) return nb::none();
  using Owner = std::shared_ptr<Samples>;
  nb::capsule const owner(new Owner(simulation.samples),
                          [](void* owned) noexcept { delete static_cast<Owner*>(owned); });
  Samples const& samples = *simulation.samples;
  return nb::cast(nb::ndarray<nb::numpy, float const, nb::ndim<2>>(samples.row(first).data(),
                                                                   {count, samples.paths}, owner));
}

nb::object stream(Simulation const& simulation) {
  return owning_bytes(summary_stream(simulation.summary, {0.05, 0.25, 0.5, 0.75, 0.95}));
}

}  // namespace

void bind_runs(nb::module_& module) {
  nb::class_<Simulation>(module, "Simulation", "A run that is done.")
      .def_prop_ro("labels", labels, "(scope, metric, date, title, unit) of every output.")
      .def_prop_ro("build_names", build_names)
      .def_prop_ro("paths", [](Simulation const& run) { return run.summary.paths; })
      .def_prop_ro("seconds", [](Simulation const& run) { return run.facts.seconds; })
      .def_prop_ro("backend", [](Simulation const& run) { return run.facts.backend; })
      .def_prop_ro("device", [](Simulation const& run) { return run.facts.device; })
      .def("rows", rows, "first"_a, "count"_a, "Samples of outputs; None if none were kept.")
      .def("stream", stream, "The summary as an Arrow stream.")
      .def("to_json", [](Simulation const& run) { return to_json(run.report()); })
      .def("to_csv", [](Simulation const& run) { return to_csv(run.report()); })
      .def("to_table", [](Simulation const& run) {
        return to_table(run.report(), has_headline(run.plan.labels));
      });
  module.def("simulate", start, "catalog"_a, "question"_a, "machine"_a, "samples"_a, "tail"_a,
             "exact"_a, "until"_a, "randomizations"_a, "progress"_a.none());
}

}  // namespace nameplate::python
