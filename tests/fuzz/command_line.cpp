#include <map>

#include "host/cli/machine_options.hpp"
#include "host/cli/model_options.hpp"
#include "host/request/headline.hpp"
#include "tests/fuzz/reader.hpp"

using namespace nameplate;

namespace {

/// An option's value a line, "--dates 2026..2030"; other lines say nothing.
ModelArguments model_arguments(std::vector<std::string> const& lines) {
  ModelArguments arguments;
  std::map<std::string, std::vector<std::string>*> const options = {
      {"--dates", &arguments.dates},
      {"--scope", &arguments.scopes},
      {"--metrics", &arguments.metrics},
      {"--given", &arguments.given}};
  for (std::string const& line : lines) {
    std::size_t const space = line.find(' ');
    auto const option = options.find(line.substr(0, space));
    if (option != options.end() && space != std::string::npos)
      option->second->push_back(line.substr(space + 1));
    if (line.starts_with("--as-of ")) arguments.as_of = line.substr(8);
    if (line == "--gross") arguments.is_gross = true;
  }
  return arguments;
}

MachineArguments machine_arguments(std::vector<std::string> const& lines) {
  MachineArguments arguments;
  for (std::string const& line : lines) {
    if (line.starts_with("--paths ")) arguments.paths = line.substr(8);
    if (line.starts_with("--seed ")) arguments.seed = line.substr(7);
    if (line.starts_with("--threads ")) arguments.threads = line.substr(10);
  }
  return arguments;
}

}  // namespace

/// What is asked of a run of the base catalog.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::vector<std::string> const lines = lines_of(text_of(data, size));
  expect_value_or_input_error([&] { options_of(machine_arguments(lines)); });
  expect_value_or_input_error([&] {
    ModelArguments const arguments = model_arguments(lines);
    Request request = request_of(arguments);
    Catalog const catalog = load_catalog(base_catalog, catalog_options_of(arguments));
    request.metrics = spelled_out(request.metrics, catalog);
    compile_and_evaluate(catalog, request);
  });
  return 0;
}
