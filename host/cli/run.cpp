#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
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
#include "host/cli/run_report.hpp"
#include "host/cli/stoppable_run.hpp"
#include "host/request/arguments.hpp"
#include "host/request/headline.hpp"
#include "host/request/precision_targets.hpp"
#include "host/results/npy.hpp"
#include "host/results/output_file.hpp"
#include "host/results/report.hpp"
#include "nameplate/qmc.hpp"
#include "nameplate/team.hpp"
#include "nameplate/until.hpp"

namespace nameplate {
namespace {

/// The command line as written.
struct RunArguments {
  ModelArguments model;
  MachineArguments machine;
  OutputArguments output;
  ResumeArguments resume;
  std::string catalog, samples, report;
  bool has_tail = false, is_exact = false, is_qmc = false;
  std::string randomizations = "16";
  std::vector<std::string> until;
};

constexpr std::uint64_t most_randomizations = 4096;
constexpr char const* default_qmc_paths = "1048576";
constexpr char const* default_until_paths = "1e9";  // at most
constexpr int target_missed = 1;                    // exit code

enum class Format { table, json, csv };
std::vector<std::string> const formats = {"table", "json", "csv"};

/// The metrics as asked, or the default of the format.
std::vector<std::string> metric_words(Request const& request, Format format) {
  if (!request.metrics.empty()) return request.metrics;
  return {format == Format::table ? headline_word : all_word};
}

std::string written(Report const& report, Format format, bool is_headline, Language const& say) {
  switch (format) {
    case Format::json:
      return to_json(report);
    case Format::csv:
      return to_csv(report);
    default:
      return to_table(report, is_headline, say);
  }
}

struct Simulation {
  RunFacts facts;
  Summary summary;
  std::vector<PrecisionState> precision = {};
};

Simulation summarized(Plan const& plan, Tallies const& tallies, RunFacts facts, bool has_tail) {
  Simulation result{std::move(facts), summarize(plan, tallies)};
  if (has_tail) add_tails(plan, tallies, result.summary);
  return result;
}

/// Tallies the paths.
Simulation simulate(Plan const& plan, RunArguments const& arguments, StoppableRun& stoppable) {
  Evaluation const done = stoppable.evaluate([&](RunOptions const& options) {
    RunResult result =
        with_progress_bar(options, arguments.machine.is_quiet,
                          [&](RunOptions const& with_bar) { return run(plan, with_bar); });
    Evaluation evaluation{{}, std::move(result.paths), std::move(result.facts)};
    evaluation.tallies.push_back(std::move(result.tallies));
    return evaluation;
  });
  return summarized(plan, done.tallies[0], done.facts, arguments.has_tail);
}

/// Tallies as many paths as the targets need.
Simulation simulate_until(Plan const& plan, std::vector<PrecisionTarget> const& targets,
                          RunArguments const& arguments, StoppableRun& stoppable) {
  std::vector<PrecisionState> states;
  Evaluation const done = stoppable.evaluate([&](RunOptions const& options) {
    UntilResult result = run_until(plan, targets, options, stoppable.earlier_tallies());
    states = std::move(result.states);
    if (!states.empty()) stoppable.ask_for(result.paths);
    Evaluation evaluation{{}, std::move(result.run.paths), std::move(result.run.facts)};
    evaluation.tallies.push_back(std::move(result.run.tallies));
    return evaluation;
  });
  Simulation result = summarized(plan, done.tallies[0], done.facts, arguments.has_tail);
  result.precision = std::move(states);
  return result;
}

/// Keeps the paths, for flags that need them all at once.
Simulation sample(Plan const& plan, RunOptions const& options, RunArguments const& arguments,
                  std::optional<OutputFile>& samples_file) {
  Samples const samples =
      with_progress_bar(options, arguments.machine.is_quiet,
                        [&](RunOptions const& with_bar) { return sample(plan, with_bar); });
  if (samples_file) write_npy(samples, *samples_file);
  if (arguments.is_exact) return {samples.facts, summarize_exactly(plan, samples, options)};
  return summarized(plan, tally(plan, samples, options), samples.facts, arguments.has_tail);
}

/// Evaluates Sobol' points.
Simulation simulate_qmc(Plan const& plan, RunOptions const& options,
                        RunArguments const& arguments) {
  std::uint64_t const randomizations = parse_count("--randomizations", arguments.randomizations,
                                                   fewest_randomizations, most_randomizations);
  QmcResult result = with_progress_bar(
      options, arguments.machine.is_quiet,
      [&](RunOptions const& with_bar) { return run_qmc(plan, with_bar, randomizations); });
  return {std::move(result.facts), std::move(result.summary)};
}

bool keeps_samples(RunArguments const& arguments) {
  return arguments.is_exact || !arguments.samples.empty();
}

/// --exact and --samples need all paths in memory; a checkpoint holds tallies.
void refuse_checkpoint_of_samples(RunArguments const& arguments) {
  if (!arguments.resume.file.empty() && keeps_samples(arguments))
    refuse_value("--checkpoint", arguments.resume.file,
                 fmt::format("a checkpoint holds no samples, so {} cannot go on from it",
                             arguments.is_exact ? "--exact" : "--samples"));
}

/// Sobol' points are evaluated from the first to the last, and their errors need each randomization
/// by itself.
void refuse_beside_qmc(RunArguments const& arguments, RunOptions const& options) {
  std::string const why = "cannot be used together with --qmc";
  if (keeps_samples(arguments))
    refuse_value(arguments.is_exact ? "--exact" : "--samples", arguments.samples, why);
  if (arguments.has_tail) refuse_value("--tail", "", why);  // its errors are of random paths
  if (!arguments.resume.file.empty()) refuse_value("--checkpoint", arguments.resume.file, why);
  if (options.first_path != 0)
    refuse_value("--first-path", std::to_string(options.first_path), why);
}

/// A report's own runs are those of one process and of random paths.
void refuse_beside_report(RunArguments const& arguments, RunOptions const& options) {
  std::string const why = "cannot be used together with --report";
  if (arguments.is_qmc) refuse_value("--qmc", "", why);
  if (options.team != nullptr && options.team->size() > 1)
    refuse_value("--report", arguments.report, "cannot be written by several processes");
  for (auto const& [option, file] :
       {std::pair("--output", arguments.output.file), std::pair("--samples", arguments.samples)})
    if (arguments.report == file)
      refuse_value("--report", file, fmt::format("is also the file of {}", option));
}

/// The targets are looked at after numbers of paths that the command line has not said.
void refuse_beside_until(RunArguments const& arguments, RunOptions const& options) {
  std::string const why = "cannot be used together with --until";
  if (keeps_samples(arguments))
    refuse_value(arguments.is_exact ? "--exact" : "--samples", arguments.samples, why);
  if (arguments.is_qmc) refuse_value("--qmc", "", why);
  bool const is_shared = options.team != nullptr && options.team->size() > 1;
  if (is_shared && !arguments.resume.file.empty())
    refuse_value("--checkpoint", arguments.resume.file, why + " in several processes");
}

/// What is run if the number of paths is left open.
void set_default_paths(RunArguments& arguments) {
  if (arguments.machine.paths != MachineArguments{}.paths) return;
  if (arguments.is_qmc) arguments.machine.paths = default_qmc_paths;
  if (!arguments.until.empty()) arguments.machine.paths = default_until_paths;
}

bool has_missed_target(Simulation const& done) {
  return std::any_of(done.precision.begin(), done.precision.end(),
                     [](PrecisionState const& state) { return !state.is_reached; });
}

void run_command(RunArguments arguments, CommandLine const& command_line) {
  set_default_paths(arguments);
  auto const format = static_cast<Format>(format_of(arguments.output, formats));
  RunOptions options = options_of(arguments.machine);
  apply(arguments.resume, options);
  refuse_checkpoint_of_samples(arguments);
  if (arguments.is_qmc) refuse_beside_qmc(arguments, options);
  if (!arguments.until.empty()) refuse_beside_until(arguments, options);
  if (!arguments.report.empty()) refuse_beside_report(arguments, options);
  Catalog const catalog = load_with_notice(catalog_path(arguments.catalog),
                                           catalog_options_of(arguments.model), options.team);
  Language const say = Language::named(arguments.output.language, catalog.translations);
  Request request = request_of(arguments.model);
  std::vector<std::string> const metrics = metric_words(request, format);
  request.metrics = spelled_out(metrics, catalog);
  Plan const plan = compile(catalog, request);
  std::vector<PrecisionTarget> const targets =
      precision_targets("--until", arguments.until, catalog, plan);
  if (!arguments.samples.empty() && arguments.samples == arguments.output.file)
    refuse_value("--samples", arguments.samples, "is also the file of --output");
  Destination destination(arguments.output);
  std::optional<OutputFile> samples_file;
  if (!arguments.samples.empty()) samples_file.emplace(arguments.samples);

  std::optional<RunReport> html;
  if (!arguments.report.empty())
    html.emplace(arguments.report, catalog, request, plan, options, arguments.machine.is_quiet);

  auto const write = [&](Simulation const& done, PathSet missing) {
    Report const report{catalog,
                        plan,
                        options,
                        done.facts,
                        done.summary,
                        std::move(missing),
                        done.precision,
                        command_line.text(),
                        html ? &html->study() : nullptr};
    destination.write(written(report, format, metrics.front() == headline_word, say));
    if (html) html->write(report, say);
  };
  if (arguments.is_qmc) return write(simulate_qmc(plan, options, arguments), {});
  if (keeps_samples(arguments)) return write(sample(plan, options, arguments, samples_file), {});
  StoppableRun stoppable(arguments.resume, command_line, {checkpoint_plan(catalog, plan)}, options);
  Simulation const done = targets.empty() ? simulate(plan, arguments, stoppable)
                                          : simulate_until(plan, targets, arguments, stoppable);
  if (done.summary.paths > 0) write(done, stoppable.missing());
  stoppable.conclude();
  if (has_missed_target(done)) throw CLI::RuntimeError(target_missed);
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

void add_qmc_options(CLI::App& command, RunArguments& arguments) {
  command
      .add_flag("--qmc", arguments.is_qmc,
                "Scrambled Sobol' points in place of random paths: smaller errors at equal paths")
      ->disable_flag_override();
  command
      .add_option("--randomizations", arguments.randomizations,
                  "Of the points, whose spread gives the errors; paths must be so many times a "
                  "power of two (16)")
      ->type_name("N");
}

void add_report_option(CLI::App& command, RunArguments& arguments) {
  command
      .add_option("--report", arguments.report,
                  "Also write an HTML report with charts, builds, claims, what drives the results, "
                  "assumptions and sources")
      ->type_name("FILE.html");
}

void add_until_option(CLI::App& command, RunArguments& arguments) {
  command
      .add_option("--until", arguments.until,
                  "Stop once half of the 95 % interval is below a bound; --paths is then the most "
                  "(1e9). METRIC@DATE:mean or :p50, with < 0.1% or < 0.05 (in its unit)")
      ->type_name("TARGET");
}

}  // namespace

void add_run_command(CLI::App& program, CommandLine const& command_line, Team* team) {
  CLI::App* const command =
      program.add_subcommand("run", "Run the Monte Carlo simulation and report the results");
  auto const arguments = std::make_shared<RunArguments>();
  arguments->machine.team = team;
  arguments->output.is_silent = arguments->machine.is_quiet = !speaks(team);
  command->add_option("catalog", arguments->catalog, "Catalog to run; the shipped one unless given")
      ->type_name("CATALOG");
  add_model_options(*command, arguments->model);
  add_tail_options(*command, *arguments);
  add_qmc_options(*command, *arguments);
  add_until_option(*command, *arguments);
  add_report_option(*command, *arguments);
  add_machine_options(*command, arguments->machine);
  add_resume_options(*command, arguments->resume);
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
      "  nameplate run --qmc --paths 262144\n"
      "  nameplate run --until \"households@2030:p50 < 0.1%\" --until \"facility_gw@2030:mean < "
      "0.01\"\n"
      "  nameplate run --report report.html\n"
      "  nameplate run my.toml --paths 1e8 --seed 7 --format json -o result.json\n"
      "  nameplate run my.toml --paths 1e11 --checkpoint run.ckpt --resume\n"
      "  nameplate run my.toml --first-path 5e8 --paths 5e8 --checkpoint second-half.ckpt");
  command->callback([arguments, &command_line] { run_command(*arguments, command_line); });
}

}  // namespace nameplate
