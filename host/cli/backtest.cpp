#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/backtest/report.hpp"
#include "host/cli/catalog_path.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/machine_options.hpp"
#include "host/cli/model_options.hpp"
#include "host/cli/output_options.hpp"
#include "host/cli/progress.hpp"
#include "nameplate/team.hpp"

namespace nameplate {
namespace {

/// The command line as written.
struct BacktestArguments {
  std::string milestones, catalog, as_of;
  OutputArguments output;
  MachineArguments machine{.paths = "2e5"};
  std::vector<std::string> assignments;
  bool repairs_correlation = false;
};

std::vector<std::string> const formats = {"table", "json"};

void backtest_command(BacktestArguments const& arguments) {
  bool const is_json = format_of(arguments.output, formats) == 1;
  Language const& say = Language::named(arguments.output.language);
  BacktestOptions options{.catalog = catalog_path(arguments.catalog),
                          .catalog_options = {.as_of = {}, .assignments = arguments.assignments},
                          .run = options_of(arguments.machine),
                          .progress = {}};
  options.catalog_options.repair_correlation = arguments.repairs_correlation;
  if (!arguments.as_of.empty()) options.catalog_options.as_of = arguments.as_of;
  Destination destination(arguments.output);

  Backtest const backtest = [&] {
    std::optional<ProgressBar> bar;
    options.progress = [&](std::uint64_t done, std::uint64_t total) {
      if (!bar) bar.emplace(total, arguments.machine.is_quiet);
      bar->update(done);
    };
    return run_backtest(milestones_path(arguments.milestones), options);
  }();
  destination.write(is_json ? to_json(backtest) : to_table(backtest, say));
}

void add_backtest_options(CLI::App& command, BacktestArguments& arguments) {
  command
      .add_option("milestones", arguments.milestones,
                  "Resolved milestones; the shipped ones unless given")
      ->type_name("MILESTONES");
  command
      .add_option("--catalog", arguments.catalog, "Catalog to judge; the shipped one unless given")
      ->type_name("CATALOG");
  command
      .add_option(
          "--as-of", arguments.as_of,
          "Judge what was known at that date by what has happened since; unless given, each "
          "milestone by what was known when it was said")
      ->type_name("DATE");
  command
      .add_option("--set", arguments.assignments,
                  "Change a figure of the catalog: parameters.ramp_months.distribution=5")
      ->type_name("KEY=VALUE");
  add_repair_option(command, arguments.repairs_correlation);
  add_machine_options(command, arguments.machine);
  add_output_options(command, arguments.output, formats);
}

}  // namespace

void add_backtest_command(CLI::App& program, Team* team) {
  CLI::App* const command = program.add_subcommand(
      "backtest", "Judge the catalog's laws by milestones that have been resolved since");
  auto const arguments = std::make_shared<BacktestArguments>();
  arguments->machine.team = team;
  arguments->output.is_silent = arguments->machine.is_quiet = !speaks(team);
  add_backtest_options(*command, *arguments);
  command->footer(
      "\nThe laws are judged, never fitted: what the misses point to is evidence for a person.\n"
      "\nExamples:\n"
      "  nameplate backtest\n"
      "  nameplate backtest --as-of 2025-06-30\n"
      "  nameplate backtest my-milestones.toml --catalog my.toml --paths 1e6 --format json -o "
      "backtest.json");
  command->callback([arguments] { backtest_command(*arguments); });
}

}  // namespace nameplate
