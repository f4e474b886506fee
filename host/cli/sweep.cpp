#include <fmt/format.h>

#include <csignal>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "host/cli/catalog_path.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/console.hpp"
#include "host/cli/interruption.hpp"
#include "host/cli/machine_options.hpp"
#include "host/cli/model_options.hpp"
#include "host/cli/output_options.hpp"
#include "host/cli/partial_result.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/resume_options.hpp"
#include "host/cli/sweep_files.hpp"
#include "host/cli/way_on.hpp"
#include "host/request/arguments.hpp"
#include "host/request/sweep_request.hpp"
#include "host/results/text.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/sweep_columns.hpp"
#include "host/sweep/sweep_csv.hpp"
#include "host/sweep/sweep_table.hpp"
#include "host/team/failure.hpp"
#include "nameplate/team.hpp"

namespace nameplate {
namespace {

constexpr int signal_exit_code = 128;  // plus the signal, as shells have it

/// The command line as written.
struct SweepArguments {
  ModelArguments model;
  MachineArguments machine;
  ResumeArguments resume;
  std::string sweep, rows, columnar, language = "en";
  bool has_paths = false, has_seed = false;
  Team* team = nullptr;
};

RunOptions run_options(SweepArguments const& arguments, Sweep const& sweep) {
  RunOptions options = options_of(arguments.machine);
  apply(arguments.resume, options);
  if (!arguments.has_paths && sweep.paths) options.paths = *sweep.paths;
  if (!arguments.has_seed && sweep.seed) options.seed = *sweep.seed;
  return options;
}

Request request_of(SweepArguments const& arguments, Sweep const& sweep, Catalog const& catalog) {
  Request asked = request_of(arguments.model);
  if (arguments.model.scopes.empty()) asked.scopes.clear();
  return sweep_request(std::move(asked), sweep, catalog);
}

CatalogSource source_of(SweepArguments const& arguments, Sweep const& sweep) {
  CatalogOptions options = catalog_options_of(arguments.model);
  if (!options.as_of && !sweep.as_of.empty()) options.as_of = sweep.as_of;
  auto const path = sweep.catalog.empty() ? catalog_path("") : sweep.catalog_file();
  CatalogSource source = open_catalog(path, options);
  tell_of_repair(source.base(), arguments.team);
  return source;
}

/// No file may be written twice, and what a checkpoint keeps must be one that can go on.
void check_files(SweepArguments const& arguments) {
  std::vector<std::pair<char const*, std::string const*>> const files = {
      {"--output", &arguments.rows},
      {"--columnar", &arguments.columnar},
      {"--checkpoint", &arguments.resume.file}};
  for (std::size_t i = 0; i < files.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (!files[i].second->empty() && *files[i].second == *files[j].second)
        refuse_value(files[i].first, *files[i].second,
                     fmt::format("is also the file of {}", files[j].first));
  if (arguments.columnar == "-") refuse_value("--columnar", "-", "must be a file");
  if (arguments.rows == "-" && !arguments.resume.file.empty())
    refuse_value("--output", "-", "cannot go on from a checkpoint: name a file");
}

/// P5, P50 and P95 of an output, where it has values.
std::optional<std::array<double, 3>> moved_quantiles(OutputSummary const& output) {
  std::vector<double> const& p = sweep_quantiles();
  if (output.quantiles.size() != p.size()) return std::nullopt;
  return std::array{output.quantiles.front().value, output.quantiles[p.size() / 2].value,
                    output.quantiles.back().value};
}

/// A sweep with all that it takes to run.
class SweepCommand {
 public:
  SweepCommand(SweepArguments const& arguments, CommandLine const& command_line)
      : arguments_(arguments),
        sweep_(load_sweep(arguments.sweep)),
        options_(run_options(arguments, sweep_)),
        source_(source_of(arguments, sweep_)),
        plans_(sweep_, source_, request_of(arguments, sweep_, source_.base()), options_.threads),
        labels_(plans_.plan(0)->labels),
        say_(Language::named(arguments.language, source_.base().translations)) {
    if (!speaks(arguments.team)) return;
    SweepFileNames const names{arguments.rows, arguments.columnar, csv_header(sweep_),
                               columnar_head(sweep_)};
    files_.emplace(names, arguments.resume, command_line, sweep_subject(sweep_, plans_, options_),
                   options_.snapshot_seconds);
  }

  void run() {
    Interruption const interruption;
    options_.stop = &interruption.flag();
    RunFacts const facts = evaluate();
    if (!files_) return;
    files_->finish(files_->done() == plans_.count() ? arrow_end() : "");
    if (arguments_.rows != "-" && files_->done() > 0)
      print_output(to_table({sweep_, source_.base(), labels_, options_, facts, files_->moved(),
                             plans_.distinct_count()},
                            say_));
    if (files_->done() < plans_.count()) stop(interruption.signal());
  }

 private:
  RunFacts evaluate() {
    SweepSink const sink{
        .record = [this](std::size_t scenario,
                         Summary const& summary) { return record(scenario, summary); },
        .write = [this](std::size_t, ScenarioRecord const& record) { files_->write(record); }};
    std::size_t const first = files_ ? files_->done() : 0;
    auto const run = [&] {
      return with_bar((plans_.count() - first) * options_.paths, [&](RunOptions const& options) {
        return run_sweep(plans_, first, sink, options);
      });
    };
    return with_way_on(run, [this] { return way_on(); });
  }

  template <class Evaluate>
  RunFacts with_bar(std::uint64_t paths, Evaluate const& evaluate) {
    ProgressBar bar(paths, arguments_.machine.is_quiet);
    RunOptions options = options_;
    options.progress = [&bar](std::uint64_t done) { bar.update(done); };
    return evaluate(options);
  }

  ScenarioRecord record(std::size_t scenario, Summary const& summary) const {
    ScenarioRecord record;
    if (!arguments_.rows.empty()) record.rows = csv_rows(sweep_, scenario, summary);
    if (!arguments_.columnar.empty()) record.columnar = columnar_batch(sweep_, scenario, summary);
    record.moved = moved_quantiles(summary.outputs[shown_output(labels_)]);
    return record;
  }

  std::string way_on() const { return files_ ? files_->way_on() : ""; }

  /// Of a signal to this process, or, in a team, to another one.
  [[noreturn]] void stop(int signal) const {
    std::string text = fmt::format("interrupted: {} of {} scenarios are done",
                                   grouped(files_->done()), grouped(plans_.count()));
    if (arguments_.resume.file.empty()) text += "; a sweep with --checkpoint FILE can go on";
    throw PartialResult(signal_exit_code + (signal != 0 ? signal : SIGTERM), text + way_on());
  }

  SweepArguments const& arguments_;
  Sweep sweep_;
  RunOptions options_;
  CatalogSource source_;
  ScenarioPlans plans_;
  std::vector<OutputLabel> labels_;
  Language say_;
  std::optional<SweepFiles> files_;  // of the process that writes
};

void add_file_options(CLI::App& command, SweepArguments& arguments) {
  command
      .add_option("-o,--output", arguments.rows,
                  "Write all results as CSV, scenario by scenario; - for standard output")
      ->type_name("FILE");
  command
      .add_option("--columnar", arguments.columnar,
                  "Write all results as an Arrow stream, a record batch for each scenario")
      ->type_name("FILE.arrows");
  add_language_option(command, arguments.language);
}

}  // namespace

void add_sweep_command(CLI::App& program, CommandLine const& command_line, Team* team) {
  CLI::App* const command = program.add_subcommand(
      "sweep", "Run many scenarios of one catalog, with common random numbers");
  auto const arguments = std::make_shared<SweepArguments>();
  arguments->team = arguments->machine.team = team;
  arguments->machine.paths = default_sweep_paths;
  arguments->machine.is_quiet = !speaks(team);
  command->add_option("sweep", arguments->sweep, "File that lists the scenarios (docs/sweeps.md)")
      ->type_name("SWEEP")
      ->required();
  add_model_options(*command, arguments->model);
  add_machine_options(*command, arguments->machine);
  add_checkpoint_options(*command, arguments->resume);
  add_file_options(*command, *arguments);
  command->footer(
      "\nWhat is asked, --paths and --seed replace what the file says; --set holds in all "
      "scenarios. A scenario's results\nare those of `nameplate run` with its settings.\n"
      "\nExamples:\n"
      "  nameplate sweep data/sweeps/announced.toml\n"
      "  nameplate sweep data/sweeps/announced.toml -o announced.csv --columnar announced.arrows\n"
      "  nameplate sweep my.toml --paths 1e6 -o my.csv --checkpoint my.ckpt --resume\n"
      "  nameplate sweep my.toml --metrics homes_energy --dates 2030 -o - | head");
  command->callback([command, arguments, &command_line] {
    arguments->has_paths = command->count("--paths") > 0;
    arguments->has_seed = command->count("--seed") > 0;
    check_files(*arguments);
    SweepCommand(*arguments, command_line).run();
  });
}

}  // namespace nameplate
