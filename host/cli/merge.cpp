#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "host/cli/checkpoint_report.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/output_options.hpp"
#include "host/cli/partial_result.hpp"
#include "host/refuse.hpp"
#include "host/request/arguments.hpp"
#include "host/results/partial.hpp"
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

std::vector<std::string> const formats = {"table", "json", "csv"};  // as ReportFormat

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

/// A new file; an earlier one would be lost.
void write_checkpoint(Checkpoint const& checkpoint, std::string const& path) {
  CheckpointFile const file(path);
  if (std::filesystem::exists(file.path()))
    refuse_value("--checkpoint", path, "is there already; name another file");
  file.write(to_bytes(checkpoint));
}

void merge_command(MergeArguments const& arguments) {
  auto const format = static_cast<ReportFormat>(format_of(arguments.output, formats));
  Language const& say = Language::named(arguments.output.language);
  Destination destination(arguments.output);
  Checkpoint checkpoint = merged(arguments.files);
  if (!arguments.checkpoint.empty()) write_checkpoint(checkpoint, arguments.checkpoint);
  PathSpan const range = checkpoint.subject.range;
  PathSet const missing = checkpoint.paths.missing_from(range);
  ReportForm const form{.format = format,
                        .has_tail = arguments.has_tail,
                        .name = arguments.files.front(),
                        .say = say};
  RunFacts const facts{.backend = "merge",
                       .device = fmt::format("{} checkpoints", arguments.files.size())};
  destination.write(report_of(std::move(checkpoint), facts, form));
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
