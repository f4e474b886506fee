#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "host/cli/arguments.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/headline.hpp"
#include "host/cli/output_options.hpp"
#include "host/cli/partial_result.hpp"
#include "host/refuse.hpp"
#include "host/results/comparison.hpp"
#include "host/results/partial.hpp"
#include "host/results/report.hpp"
#include "host/results/text.hpp"
#include "nameplate/checkpoint.hpp"

namespace nameplate {
namespace {

/// The command line as written.
struct MergeArguments {
  std::vector<std::string> files;
  OutputArguments output;
  std::string checkpoint;
  bool has_tail = false;
};

enum class Format { table, json, csv };
std::vector<std::string> const formats = {"table", "json", "csv"};

constexpr int paths_missing_exit_code = 1;

Checkpoint merged(std::vector<std::string> const& files) {
  Checkpoint checkpoint = read_checkpoint_file(files.front());
  for (std::size_t i = 1; i < files.size(); ++i)
    checkpoint = merge(std::move(checkpoint), read_checkpoint_file(files[i]),
                       i == 1 ? files.front() : "those before", files[i]);
  if (checkpoint.paths.empty())
    refuse("", "holds no paths, so there are no results", Location{.file = files.front()});
  return checkpoint;
}

/// A catalog of nothing but what reports say of it.
Catalog named_catalog(CheckpointPlan const& side) {
  Catalog catalog;
  catalog.name = side.catalog;
  catalog.as_of = side.as_of;
  for (auto const& [scope, name] : side.scope_names) {
    std::string const id = scope.substr(scope.find(':') + 1);
    if (scope.starts_with("group:")) {
      catalog.groups[id].name = name;
    } else {
      catalog.builds[id].name = name;
    }
  }
  return catalog;
}

RunOptions options_of(CheckpointSubject const& subject) {
  RunOptions options;
  options.seed = subject.seed;
  options.first_path = subject.range.first;
  options.paths = subject.range.count;
  return options;
}

std::string run_report(Checkpoint const& checkpoint, RunFacts const& facts, PathSet const& missing,
                       MergeArguments const& arguments, Format format) {
  CheckpointPlan const& side = checkpoint.subject.plans[0];
  Catalog const catalog = named_catalog(side);
  RunOptions const options = options_of(checkpoint.subject);
  Summary summary = summarize(side.plan, checkpoint.tallies[0]);
  if (arguments.has_tail) add_tails(side.plan, checkpoint.tallies[0], summary);
  Report const report{catalog, side.plan, options, facts, summary, missing};
  if (format == Format::json) return to_json(report);
  if (format == Format::csv) return to_csv(report);
  return to_table(report, has_headline(side.plan.labels));
}

std::string comparison_report(Checkpoint checkpoint, RunFacts const& facts, PathSet const& missing,
                              MergeArguments const& arguments, Format format) {
  if (format == Format::csv || arguments.has_tail)
    refuse(
        "",
        fmt::format("is a comparison, which has no {}", format == Format::csv ? "CSV" : "--tail"),
        Location{.file = arguments.files.front()});
  CheckpointSubject const& subject = checkpoint.subject;
  CheckpointPlan const &base = subject.plans[0], &alternative = subject.plans[1];
  Catalog const base_catalog = named_catalog(base),
                alternative_catalog = named_catalog(alternative);
  RunOptions const options = options_of(subject);
  std::vector<Tallies>& tallies = checkpoint.tallies;
  Comparison const comparison{difference_plan(base.plan),
                              {std::move(tallies[0]), std::move(tallies[1]), std::move(tallies[2])},
                              checkpoint.paths,
                              facts};
  std::vector<DifferenceSummary> const differences =
      summarize(base.plan, alternative.plan, comparison);
  ComparisonReport const report{base_catalog, alternative_catalog, subject.alternative_name,
                                base.plan,    alternative.plan,    options,
                                facts,        differences,         missing};
  return format == Format::json ? to_json(report) : to_table(report);
}

/// A new file; an earlier one would be lost.
void write_checkpoint(Checkpoint const& checkpoint, std::string const& path) {
  CheckpointFile const file(path);
  if (std::filesystem::exists(file.path()))
    refuse_value("--checkpoint", path, "is there already; name another file");
  file.write(to_bytes(checkpoint));
}

void merge_command(MergeArguments const& arguments) {
  auto const format = static_cast<Format>(format_of(arguments.output, formats));
  Destination destination(arguments.output);
  Checkpoint checkpoint = merged(arguments.files);
  if (!arguments.checkpoint.empty()) write_checkpoint(checkpoint, arguments.checkpoint);
  PathSpan const range = checkpoint.subject.range;
  PathSet const missing = checkpoint.paths.missing_from(range);
  RunFacts const facts{.backend = "merge",
                       .device = fmt::format("{} checkpoints", arguments.files.size())};
  destination.write(
      checkpoint.subject.is_comparison()
          ? comparison_report(std::move(checkpoint), facts, missing, arguments, format)
          : run_report(checkpoint, facts, missing, arguments, format));
  if (!missing.empty())
    throw PartialResult(
        paths_missing_exit_code,
        fmt::format("partial: {} of {} paths are missing: {}", grouped(missing.count()),
                    grouped(range.count), paths_text(missing)));
}

void add_merge_options(CLI::App& command, MergeArguments& arguments) {
  command.add_option("checkpoints", arguments.files, "Checkpoints of ranges of paths of one run")
      ->required()
      ->type_name("CHECKPOINT");
  command
      .add_flag("--tail", arguments.has_tail, "Also extreme percentiles and expected shortfalls")
      ->disable_flag_override();
  command
      .add_option("--checkpoint", arguments.checkpoint,
                  "Also write all of it as one checkpoint, which run --resume goes on from")
      ->type_name("FILE");
  add_output_options(command, arguments.output, formats);
}

}  // namespace

void add_merge_command(CLI::App& program) {
  CLI::App* const command = program.add_subcommand(
      "merge", "Put together ranges of paths that were run apart, from their checkpoints");
  auto const arguments = std::make_shared<MergeArguments>();
  add_merge_options(*command, *arguments);
  command->footer(
      "\nThe results are the same bytes as those of one run of all the paths. A path may be in one "
      "checkpoint only;\nwhere paths are missing in between, the results are marked partial and "
      "the "
      "exit code is 1.\n"
      "\nExamples:\n"
      "  nameplate run --paths 5e8 --checkpoint a.ckpt                     # on one machine\n"
      "  nameplate run --paths 5e8 --first-path 5e8 --checkpoint b.ckpt    # on another\n"
      "  nameplate merge a.ckpt b.ckpt --format json -o result.json");
  command->callback([arguments] { merge_command(*arguments); });
}

}  // namespace nameplate
