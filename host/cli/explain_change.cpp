#include "host/change/explain_change.hpp"

#include <memory>
#include <string>
#include <vector>

#include "host/cli/commands.hpp"
#include "host/cli/machine_options.hpp"
#include "host/cli/model_options.hpp"
#include "host/cli/output_options.hpp"
#include "host/request/output_words.hpp"
#include "nameplate/team.hpp"

namespace nameplate {
namespace {

/// The command line as written.
struct ChangeArguments {
  std::string before, after;
  std::vector<std::string> outputs;
  ModelArguments model;
  MachineArguments machine{.paths = "65536"};
  OutputArguments output;
};

std::vector<std::string> const formats = {"table", "json"};

void explain_change_command(ChangeArguments const& arguments) {
  bool const is_json = format_of(arguments.output, formats) == 1;
  Language const& say = Language::named(arguments.output.language);
  RunOptions const options = options_of(arguments.machine);
  Request request = request_of(arguments.model);
  set_outputs("--metric", arguments.outputs, request);
  Destination destination(arguments.output);
  ChangeExplanation const explanation = explain_change(
      arguments.before, arguments.after, request, catalog_options_of(arguments.model), options);
  destination.write(is_json ? to_json(explanation, options) : to_table(explanation, options, say));
}

}  // namespace

void add_explain_change_command(CLI::App& program, Team* team) {
  CLI::App* const command = program.add_subcommand(
      "explain-change",
      "Which edits between two catalogs moved the median of a metric, and how far");
  auto const arguments = std::make_shared<ChangeArguments>();
  arguments->machine.team = team;
  arguments->output.is_silent = arguments->machine.is_quiet = !speaks(team);
  command->add_option("before", arguments->before, "The catalog as it was")
      ->type_name("OLD")
      ->required();
  command->add_option("after", arguments->after, "The catalog as it is")
      ->type_name("NEW")
      ->required();
  command
      ->add_option("--metric", arguments->outputs,
                   "Metric, or METRIC@DATE; dates are otherwise those of --dates")
      ->type_name("METRIC[@DATE]")
      ->required();
  add_scope_options(*command, arguments->model);
  add_catalog_options(*command, arguments->model);
  add_machine_options(*command, arguments->machine);
  add_output_options(*command, arguments->output, formats);
  command->footer(
      "\nExamples:\n"
      "  nameplate explain-change old.toml new.toml --metric households@2030\n"
      "  nameplate explain-change old.toml new.toml --metric facility_gw@2028 --scope "
      "group:openai --format json -o change.json");
  command->callback([arguments] { explain_change_command(*arguments); });
}

}  // namespace nameplate
