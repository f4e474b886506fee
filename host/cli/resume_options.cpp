#include "host/cli/resume_options.hpp"

#include <fmt/format.h>

#include "host/refuse.hpp"
#include "host/request/arguments.hpp"

namespace nameplate {
namespace {

constexpr double min_seconds = 0.01, max_seconds = 1e6;

[[noreturn]] void refuse_without_file(char const* option) {
  refuse("", "needs --checkpoint FILE", Location{.file = option});
}

}  // namespace

void add_resume_options(CLI::App& command, ResumeArguments& arguments) {
  command
      .add_option("--first-path", arguments.first_path,
                  "Number of the first path: ranges run apart are put together by merge (0)")
      ->type_name("N");
  add_checkpoint_options(command, arguments);
}

void add_checkpoint_options(CLI::App& command, ResumeArguments& arguments) {
  command
      .add_option("--checkpoint", arguments.file,
                  "Keep what is done in a file, so that the run can go on after an interruption")
      ->type_name("FILE");
  command
      .add_option("--checkpoint-every", arguments.every_seconds,
                  fmt::format("Time from one state that is kept to the next ({:g})",
                              RunOptions{}.snapshot_seconds))
      ->type_name("SECONDS");
  command
      .add_flag("--resume", arguments.is_resumed,
                "Go on with the run in the file of --checkpoint, if it is there")
      ->disable_flag_override();
}

void apply(ResumeArguments const& arguments, RunOptions& options) {
  options.first_path = parse_count("--first-path", arguments.first_path, 0, most_paths);
  if (arguments.file.empty() && arguments.is_resumed) refuse_without_file("--resume");
  if (arguments.every_seconds.empty()) return;
  if (arguments.file.empty()) refuse_without_file("--checkpoint-every");
  options.snapshot_seconds =
      parse_number("--checkpoint-every", arguments.every_seconds, min_seconds, max_seconds);
}

}  // namespace nameplate
