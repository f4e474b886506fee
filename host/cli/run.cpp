#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/cli/arguments.hpp"
#include "host/cli/catalog_path.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/headline.hpp"
#include "host/cli/machine_options.hpp"
#include "host/cli/model_options.hpp"
#include "host/cli/output_options.hpp"
#include "host/cli/progress.hpp"
#include "host/results/npy.hpp"
#include "host/results/output_file.hpp"
#include "host/results/report.hpp"
#include "nameplate/team.hpp"

namespace nameplate {
namespace {

/// The command line as written.
struct RunArguments {
  ModelArguments model;
  MachineArguments machine;
  OutputArguments output;
  std::string catalog, samples;
  bool has_tail = false, is_exact = false;
};

enum class Format { table, json, csv };
std::vector<std::string> const formats = {"table", "json", "csv"};

/// The metrics as asked, or the default of the format.
std::vector<std::string> metric_words(Request const& request, Format format) {
  if (!request.metrics.empty()) return request.metrics;
  return {format == Format::table ? headline_word : all_word};
}

std::string written(Report const& report, Format format, bool is_headline) {
  switch (format) {
    case Format::json:
      return to_json(report);
    case Format::csv:
      return to_csv(report);
    default:
      return to_table(report, is_headline);
  }
}

struct Simulation {
  RunFacts facts;
  Summary summary;
};

/// Runs the paths; keeps them only where a flag needs them all at once.
Simulation simulate(Plan const& plan, RunOptions options, RunArguments const& arguments,
                    std::optional<OutputFile>& samples_file) {
  std::optional<ProgressBar> bar(std::in_place, options.paths, arguments.machine.is_quiet);
  options.progress = [&bar](std::uint64_t done) { bar->update(done); };
  if (!arguments.is_exact && !samples_file) {
    auto const [tallies, paths, facts] = run(plan, options);
    bar.reset();
    Simulation result{facts, summarize(plan, tallies)};
    if (arguments.has_tail) add_tails(plan, tallies, result.summary);
    return result;
  }
  Samples const samples = sample(plan, options);
  bar.reset();
  if (samples_file) write_npy(samples, *samples_file);
  if (arguments.is_exact) return {samples.facts, summarize_exactly(plan, samples, options)};
  Tallies const tallies = tally(plan, samples, options);
  Simulation result{samples.facts, summarize(plan, tallies)};
  if (arguments.has_tail) add_tails(plan, tallies, result.summary);
  return result;
}

void run_command(RunArguments const& arguments) {
  auto const format = static_cast<Format>(format_of(arguments.output, formats));
  RunOptions const options = options_of(arguments.machine);
  Catalog const catalog =
      load_catalog(catalog_path(arguments.catalog), catalog_options_of(arguments.model));
  Request request = request_of(arguments.model);
  std::vector<std::string> const metrics = metric_words(request, format);
  request.metrics = spelled_out(metrics, catalog);
  Plan const plan = compile(catalog, request);
  if (!arguments.samples.empty() && arguments.samples == arguments.output.file)
    refuse_value("--samples", arguments.samples, "is also the file of --output");
  Destination destination(arguments.output);
  std::optional<OutputFile> samples_file;
  if (!arguments.samples.empty()) samples_file.emplace(arguments.samples);

  auto const [facts, summary] = simulate(plan, options, arguments, samples_file);
  Report const report{catalog, plan, options, facts, summary};
  destination.write(written(report, format, metrics.front() == headline_word));
}

void add_tail_options(CLI::App& command, RunArguments& arguments) {
  command
      .add_flag("--tail", arguments.has_tail,
                "Also extreme percentiles and expected shortfalls, from tallies")
      ->disable_flag_override();
  command
      .add_flag("--exact", arguments.is_exact,
                "Keep all paths: percentiles and tails are exact, joint exceedance is counted")
      ->disable_flag_override();
  command
      .add_option("--samples", arguments.samples,
                  "Also write every output on every path as a NumPy array (outputs, paths)")
      ->type_name("FILE.npy");
}

}  // namespace

void add_run_command(CLI::App& program, Team* team) {
  CLI::App* const command =
      program.add_subcommand("run", "Run the Monte Carlo simulation and report the results");
  auto const arguments = std::make_shared<RunArguments>();
  arguments->machine.team = team;
  arguments->output.is_silent = !speaks(team);
  command->add_option("catalog", arguments->catalog, "Catalog to run; the shipped one unless given")
      ->type_name("CATALOG");
  add_model_options(*command, arguments->model);
  add_tail_options(*command, *arguments);
  add_machine_options(*command, arguments->machine);
  add_output_options(*command, arguments->output, formats);
  command->footer(
      "\nResults depend on the catalog, what is asked, the seed and the number of paths, and on "
      "nothing else.\n"
      "\nExamples:\n"
      "  nameplate run\n"
      "  nameplate run --dates 2026,2028,2030 --scope group:openai\n"
      "  nameplate run --metrics energy_twh capex_usd_bn/it_gw --scope builds --format csv -o "
      "builds.csv\n"
      "  nameplate run --scope group:openai --given \"build:nvidia-openai-10gw completes\"\n"
      "  nameplate run --scope group:openai --metrics facility_gw,capex_usd_bn --dates 2030 "
      "--exact\n"
      "  nameplate run --set builds.stargate-abilene.capacity_gw=2 --as-of 2025-11-21\n"
      "  nameplate run my.toml --paths 1e8 --seed 7 --format json -o result.json");
  command->callback([arguments] { run_command(*arguments); });
}

}  // namespace nameplate
