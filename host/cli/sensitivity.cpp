#include <memory>
#include <string>
#include <vector>

#include "host/cli/catalog_path.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/machine_options.hpp"
#include "host/cli/model_options.hpp"
#include "host/cli/output_options.hpp"
#include "host/cli/progress.hpp"
#include "host/request/arguments.hpp"
#include "host/request/output_words.hpp"
#include "host/sensitivity/sensitivity_report.hpp"

namespace nameplate {
namespace {

/// The command line as written.
struct SensitivityArguments {
  std::string catalog, by = "parameter";
  std::vector<std::string> outputs;
  ModelArguments model;
  MachineArguments machine{.paths = "65536"};
  OutputArguments output;
};

std::vector<std::string> const formats = {"table", "json"};

void sensitivity_command(SensitivityArguments const& arguments) {
  bool const is_json = format_of(arguments.output, formats) == 1;
  auto const grouping =
      static_cast<Grouping>(parse_word("--by", arguments.by, {"parameter", "factor", "build"}));
  RunOptions const options = options_of(arguments.machine);
  Catalog const catalog = load_with_notice(catalog_path(arguments.catalog),
                                           catalog_options_of(arguments.model), options.team);
  Language const say = Language::named(arguments.output.language, catalog.translations);
  Request request = request_of(arguments.model);
  set_outputs("--metric", arguments.outputs, request);
  Plan const plan = compile(catalog, request);
  Destination destination(arguments.output);
  ProgressBar bar(sensitivity_evaluations(plan, grouping, options.paths),
                  arguments.machine.is_quiet);
  RunOptions with_bar = options;
  with_bar.progress = [&bar](std::uint64_t done) { bar.update(done); };
  Sensitivity const sensitivity = analyze_sensitivity(plan, grouping, with_bar);
  SensitivityReport const report{catalog, plan, options, sensitivity};
  destination.write(is_json ? to_json(report) : to_table(report, say));
}

}  // namespace

void add_sensitivity_command(CLI::App& program, Team* team) {
  CLI::App* const command = program.add_subcommand(
      "sensitivity",
      "What drives a metric: variance shares, swings, by parameter, factor or build");
  auto const arguments = std::make_shared<SensitivityArguments>();
  arguments->machine.team = team;
  command->add_option("catalog", arguments->catalog, "Catalog; the shipped one unless given")
      ->type_name("CATALOG");
  command
      ->add_option("--metric", arguments->outputs,
                   "Metric, or METRIC@DATE; dates are otherwise those of --dates")
      ->type_name("METRIC[@DATE]")
      ->required();
  command->add_option("--by", arguments->by, "What counts as an input (parameter)")
      ->type_name("parameter|factor|build");
  add_scope_options(*command, arguments->model);
  add_catalog_options(*command, arguments->model);
  add_machine_options(*command, arguments->machine);
  add_output_options(*command, arguments->output, formats);
  command->footer(
      "\nEvaluates about 5 x inputs x paths. With several dates, indices of all of them come from "
      "the same draws.\n"
      "\nExamples:\n"
      "  nameplate sensitivity --metric homes_energy@2030 --scope group:openai\n"
      "  nameplate sensitivity --metric effective_eflops --dates 2026..2030 --by factor\n"
      "  nameplate sensitivity my.toml --metric energy_twh@2028 --by build --format json -o "
      "indices.json");
  command->callback([arguments] { sensitivity_command(*arguments); });
}

}  // namespace nameplate
