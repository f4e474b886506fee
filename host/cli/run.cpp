#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/catalog/problems.hpp"
#include "host/cli/arguments.hpp"
#include "host/cli/catalog_path.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/console.hpp"
#include "host/cli/progress.hpp"
#include "host/compile/outputs.hpp"
#include "host/results/npy.hpp"
#include "host/results/output_file.hpp"
#include "host/results/report.hpp"

namespace nameplate {
namespace {

constexpr std::uint64_t max_paths = 1'000'000'000'000'000'000;
constexpr std::uint64_t max_threads = 4096;

/// The command line as written.
struct RunArguments {
  std::string catalog, paths = "1e6", seed = "1", threads = "0", as_of;
  std::string backend = "auto", isa = "auto", format = "table", output, samples;
  std::vector<std::string> dates, scopes, metrics, given, assignments;
  bool is_gross = false, has_tail = false, is_exact = false, is_quiet = false;
};

enum class Format { table, json, csv };

/// What a table shows unless asked: a dozen screens of numbers help nobody.
constexpr MetricId headline_metrics[] = {
    MetricId::planned_gw,   MetricId::facility_gw, MetricId::gross_gw,         MetricId::overlap_gw,
    MetricId::accelerators, MetricId::h100e,       MetricId::effective_eflops, MetricId::energy_twh,
    MetricId::homes_energy, MetricId::capex_usd_bn};

constexpr char const* headline_word = "headline";
constexpr char const* all_word = "all";

/// The metrics as asked, or the default of the format.
std::vector<std::string> metric_words(RunArguments const& arguments, Format format) {
  if (!arguments.metrics.empty()) return split_lists("--metrics", arguments.metrics);
  return {format == Format::table ? headline_word : all_word};
}

/// The headline metrics that the catalog has the parameters for.
std::vector<std::string> headline(Catalog const& catalog) {
  std::vector<std::string> names;
  for (MetricId const id : headline_metrics)
    if (obstacle(catalog, id).empty()) names.emplace_back(info(id).name);
  return names;
}

Request request_of(RunArguments const& arguments, Catalog const& catalog,
                   std::vector<std::string> const& metrics) {
  Request request;
  request.dates = expand_dates("--dates", split_lists("--dates", arguments.dates));
  if (!arguments.scopes.empty()) request.scopes = split_lists("--scope", arguments.scopes);
  request.given = arguments.given;
  request.gross = arguments.is_gross;
  if (metrics == std::vector<std::string>{all_word}) return request;
  for (std::string const& word : metrics) {
    std::vector<std::string> const names =
        word == headline_word ? headline(catalog) : std::vector{word};
    request.metrics.insert(request.metrics.end(), names.begin(), names.end());
  }
  return request;
}

RunOptions options_of(RunArguments const& arguments) {
  RunOptions options;
  options.paths = parse_count("--paths", arguments.paths, 1, max_paths);
  options.seed =
      parse_count("--seed", arguments.seed, 0, std::numeric_limits<std::uint64_t>::max());
  options.threads = static_cast<int>(parse_count("--threads", arguments.threads, 0, max_threads));
  options.backend =
      static_cast<Backend>(parse_word("--backend", arguments.backend, {"auto", "cpu", "cuda"}));
  options.isa =
      static_cast<Isa>(parse_word("--isa", arguments.isa, {"auto", "portable", "avx2", "avx512"}));
  return options;
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
  std::optional<ProgressBar> bar(std::in_place, options.paths, arguments.is_quiet);
  options.progress = [&bar](std::uint64_t done) { bar->update(done); };
  if (!arguments.is_exact && !samples_file) {
    auto const [tallies, facts] = run(plan, options);
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
  auto const format =
      static_cast<Format>(parse_word("--format", arguments.format, {"table", "json", "csv"}));
  RunOptions const options = options_of(arguments);
  CatalogOptions catalog_options{.as_of = {}, .assignments = arguments.assignments};
  if (!arguments.as_of.empty()) catalog_options.as_of = arguments.as_of;
  Catalog const catalog = load_catalog(catalog_path(arguments.catalog), catalog_options);
  std::vector<std::string> const metrics = metric_words(arguments, format);
  Plan const plan = compile(catalog, request_of(arguments, catalog, metrics));
  if (!arguments.samples.empty() && arguments.samples == arguments.output)
    refuse_value("--samples", arguments.samples, "is also the file of --output");
  // Before the run: a name that cannot be written is known at once.
  std::optional<OutputFile> file, samples_file;
  if (!arguments.output.empty()) file.emplace(arguments.output);
  if (!arguments.samples.empty()) samples_file.emplace(arguments.samples);

  auto const [facts, summary] = simulate(plan, options, arguments, samples_file);
  Report const report{catalog, plan, options, facts, summary};
  std::string const text = written(report, format, metrics.front() == headline_word);
  if (file) {
    file->write(text);
  } else {
    print_output(text);
  }
}

void add_model_options(CLI::App& command, RunArguments& arguments) {
  command.add_option("catalog", arguments.catalog, "Catalog to run; the shipped one unless given")
      ->type_name("CATALOG");
  command
      .add_option("--dates", arguments.dates, "Report dates: 2026,2028-06,2030-Q1 or 2026..2030")
      ->type_name("DATE");
  command
      .add_option("--scope", arguments.scopes,
                  "portfolio, group:NAME, build:NAME, groups, builds or all")
      ->type_name("SCOPE");
  command
      .add_option(
          "--metrics", arguments.metrics,
          "headline, all, or names: energy_twh, capex_usd_bn/it_gw (a ratio), facility_gw:added, "
          "facility_gw:growth")
      ->type_name("METRIC");
  command
      .add_option(
          "--given", arguments.given,
          "Only paths on which \"build:NAME completes\" (all of it gets built) or \"build:NAME "
          "fails\"")
      ->type_name("CONDITION");
  command.add_flag("--gross", arguments.is_gross, "Do not take overlaps between builds off")
      ->disable_flag_override();
  command
      .add_option("--set", arguments.assignments,
                  "Change a figure of the catalog: builds.X.capacity_gw=8")
      ->type_name("KEY=VALUE");
  command.add_option("--as-of", arguments.as_of, "Only what was known at that date")
      ->type_name("DATE");
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

void add_machine_options(CLI::App& command, RunArguments& arguments) {
  command.add_option("--paths", arguments.paths, "Monte Carlo paths (1e6)")->type_name("N");
  command.add_option("--seed", arguments.seed, "Seed of the draws (1)")->type_name("N");
  command.add_option("--threads", arguments.threads, "CPU threads; 0: all (0)")->type_name("N");
  command.add_option("--backend", arguments.backend, "auto, cpu or cuda (auto)")->type_name("NAME");
  command
      .add_option("--isa", arguments.isa, "CPU instructions: auto, portable, avx2 or avx512 (auto)")
      ->type_name("NAME");
  command.add_option("--format", arguments.format, "table, json or csv (table)")->type_name("NAME");
  command.add_option("-o,--output", arguments.output, "Write to a file instead of standard output")
      ->type_name("FILE");
  command.add_flag("--quiet", arguments.is_quiet, "No progress bar")->disable_flag_override();
}

}  // namespace

void add_run_command(CLI::App& program) {
  CLI::App* const command =
      program.add_subcommand("run", "Run the Monte Carlo simulation and report the results");
  auto const arguments = std::make_shared<RunArguments>();
  add_model_options(*command, *arguments);
  add_tail_options(*command, *arguments);
  add_machine_options(*command, *arguments);
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
