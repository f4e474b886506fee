#include "host/python/arguments.hpp"

#include <fmt/format.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "host/catalog/problems.hpp"
#include "host/refuse.hpp"
#include "host/request/arguments.hpp"
#include "nameplate/plan.hpp"
#include "nameplate/run.hpp"

namespace nb = nanobind;
using namespace nanobind::literals;

namespace nameplate::python {
namespace {

using Words = std::vector<std::string>;

void make_question(Request* request, Words const& dates, Words const& scope, Words const& metrics,
                   Words given, bool gross) {
  new (request)
      Request{expand_dates("dates", split_lists("dates", dates)), split_lists("scope", scope),
              split_lists("metrics", metrics), std::move(given), gross};
}

void make_machine(RunOptions* options, std::string const& paths, std::string const& seed,
                  std::string const& first_path, std::string const& backend, std::string const& isa,
                  std::string const& threads, std::vector<int> devices) {
  constexpr std::uint64_t any = std::numeric_limits<std::uint64_t>::max();
  RunOptions checked;
  checked.paths = parse_count("paths", paths, 1, most_paths);
  checked.seed = parse_count("seed", seed, 0, any);
  checked.first_path = parse_count("first_path", first_path, 0, most_paths);
  checked.backend = static_cast<Backend>(parse_word("backend", backend, backend_words()));
  checked.isa = static_cast<Isa>(parse_word("isa", isa, isa_words()));
  checked.threads = static_cast<int>(parse_count("threads", threads, 0, most_threads));
  checked.devices = std::move(devices);
  new (options) RunOptions(std::move(checked));
}

void check_word(std::string const& what, std::string const& word, Words const& known) {
  if (std::find(known.begin(), known.end(), word) == known.end())
    refuse("", fmt::format("unknown {} \"{}\"{}", what, word, suggestion(word, known)));
}

}  // namespace

void bind_arguments(nb::module_& module) {
  nb::class_<Request>(module, "Question", "What to ask of the model.")
      .def("__init__", make_question, "dates"_a, "scope"_a, "metrics"_a, "given"_a, "gross"_a);
  nb::class_<RunOptions>(module, "Machine", "How much to draw, and on what.")
      .def("__init__", make_machine, "paths"_a, "seed"_a, "first_path"_a, "backend"_a, "isa"_a,
           "threads"_a, "devices"_a)
      .def_ro("paths", &RunOptions::paths);
  module.def("check_word", check_word, "what"_a, "word"_a, "known"_a,
             "Refuses a word that is not known, naming the nearest one that is.");
}

}  // namespace nameplate::python
