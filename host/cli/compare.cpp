#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "host/cli/catalog_path.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/machine_options.hpp"
#include "host/cli/model_options.hpp"
#include "host/cli/output_options.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/resume_options.hpp"
#include "host/cli/stoppable_run.hpp"
#include "host/refuse.hpp"
#include "host/request/arguments.hpp"
#include "host/request/comparison_request.hpp"
#include "host/results/comparison.hpp"
#include "nameplate/team.hpp"

namespace nameplate {
namespace {

/// The command line as written.
struct CompareArguments {
  ModelArguments model;
  MachineArguments machine;
  OutputArguments output;
  ResumeArguments resume;
  std::string base, alternative;
  std::vector<std::string> changes;
};

std::vector<std::string> const formats = {"table", "json"};

std::string alternative_name(CompareArguments const& arguments) {
  std::string changes = fmt::format("{}", fmt::join(arguments.changes, ", "));
  if (arguments.alternative.empty()) return changes;
  return changes.empty() ? arguments.alternative : arguments.alternative + " with " + changes;
}

Comparison compare_stoppably(Plan const& base, Plan const& alternative, bool is_quiet,
                             StoppableRun& stoppable) {
  Evaluation done = stoppable.evaluate([&](RunOptions const& options) {
    Comparison result = with_progress_bar(options, is_quiet, [&](RunOptions const& with_bar) {
      return compare(base, alternative, with_bar);
    });
    Evaluation evaluation{{}, std::move(result.paths), std::move(result.facts)};
    evaluation.tallies.reserve(3);
    for (Tallies* tallies :
         {&result.tallies.base, &result.tallies.alternative, &result.tallies.difference})
      evaluation.tallies.push_back(std::move(*tallies));
    return evaluation;
  });
  return {difference_plan(base),
          {std::move(done.tallies[0]), std::move(done.tallies[1]), std::move(done.tallies[2])},
          std::move(done.paths),
          std::move(done.facts)};
}

void compare_command(CompareArguments const& arguments, CommandLine const& command_line) {
  bool const is_json = format_of(arguments.output, formats) == 1;
  if (arguments.alternative.empty() && arguments.changes.empty())
    refuse("", "nothing to compare with: give a second catalog, or --change KEY=VALUE");
  RunOptions options = options_of(arguments.machine);
  apply(arguments.resume, options);
  std::string const base_path = catalog_path(arguments.base);
  CatalogOptions catalog_options = catalog_options_of(arguments.model);
  Catalog const base = load_with_notice(base_path, catalog_options, options.team);
  Language const say = Language::named(arguments.output.language, base.translations);
  catalog_options.changes = arguments.changes;
  Catalog const alternative =
      load_with_notice(arguments.alternative.empty() ? base_path : arguments.alternative,
                       catalog_options, options.team);
  Request const request = comparison_request(request_of(arguments.model), base, alternative);
  Plan const base_plan = compile(base, request), alternative_plan = compile(alternative, request);
  Destination destination(arguments.output);

  StoppableRun stoppable(
      arguments.resume, command_line,
      {checkpoint_plan(base, base_plan), checkpoint_plan(alternative, alternative_plan)}, options,
      alternative_name(arguments));
  Comparison const comparison =
      compare_stoppably(base_plan, alternative_plan, arguments.machine.is_quiet, stoppable);
  std::vector<DifferenceSummary> const differences =
      summarize(base_plan, alternative_plan, comparison);
  ComparisonReport const report{base,
                                alternative,
                                alternative_name(arguments),
                                base_plan,
                                alternative_plan,
                                options,
                                comparison.facts,
                                differences,
                                stoppable.missing()};
  if (!comparison.paths.empty())
    destination.write(is_json ? to_json(report) : to_table(report, say));
  stoppable.conclude();
}

void add_catalogs(CLI::App& command, CompareArguments& arguments) {
  command.add_option("base", arguments.base, "Catalog; the shipped one unless given")
      ->type_name("BASE");
  command.add_option("alternative", arguments.alternative, "Catalog to compare with it")
      ->type_name("ALTERNATIVE");
  command
      .add_option("--change", arguments.changes,
                  "Change a figure of the alternative alone: builds.X.slip_months=6")
      ->type_name("KEY=VALUE");
}

}  // namespace

void add_compare_command(CLI::App& program, CommandLine const& command_line, Team* team) {
  CLI::App* const command = program.add_subcommand(
      "compare", "Compare two catalogs path by path, with common random numbers");
  auto const arguments = std::make_shared<CompareArguments>();
  arguments->machine.team = team;
  arguments->output.is_silent = arguments->machine.is_quiet = !speaks(team);
  add_catalogs(*command, *arguments);
  add_model_options(*command, arguments->model);
  add_machine_options(*command, arguments->machine);
  add_resume_options(*command, arguments->resume);
  add_output_options(*command, arguments->output, formats);
  command->footer(
      "\nResults depend on the catalogs, what is asked, the seed and the number of paths.\n"
      "\nExamples:\n"
      "  nameplate compare base.toml alt.toml\n"
      "  nameplate compare --change builds.meta-hyperion.slip_months=6 --scope group:meta\n"
      "  nameplate compare --change 'parameters.load_factor.distribution=\"0.6 to 0.95\"'"
      " --metrics energy_twh --dates 2028,2030");
  command->callback([arguments, &command_line] { compare_command(*arguments, command_line); });
}

}  // namespace nameplate
