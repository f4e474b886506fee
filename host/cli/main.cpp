#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>

#include "host/cli/command_line.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/partial_result.hpp"
#include "host/cli/usage.hpp"
#include "host/team/failure.hpp"
#include "nameplate/team.hpp"
#include "nameplate/version.hpp"

namespace nameplate {
namespace {

std::string version_text() {
  BuildInfo const build = build_info();
  return fmt::format(
      "nameplate {}\ncommit    {}\ncompiler  {}\nflags     {}\nbuild     {}\nCUDA      {}",
      build.version, build.commit, build.compiler, build.flags, build.build_type, build.cuda);
}

/// One process of a team is enough for what runs no paths. The others end once they have parsed it.
void leave_to_speaker(CLI::App& program, std::initializer_list<char const*> commands) {
  for (char const* const command : commands)
    program.get_subcommand(command)->parse_complete_callback([] { throw CLI::Success(); });
}

/// Parses the command line, which runs the subcommand that it names. Returns the exit code.
int run_program(int argc, char const* const* argv, Team* team) {
  CommandLine const command_line(argc, argv);
  CLI::App program(
      "What announced gigawatts of AI build-out will really deliver: power, accelerators, compute, "
      "energy\n"
      "and household equivalents, by date, with their uncertainty.",
      "nameplate");
  program.set_help_flag("-h,--help", "This text, or that of a command");
  program.set_version_flag("--version", version_text(), "Version and how it was built");
  program.require_subcommand(1);
  add_run_command(program, command_line, team);
  add_compare_command(program, command_line, team);
  add_sweep_command(program, command_line, team);
  add_merge_command(program);
  add_backtest_command(program, team);
  add_claims_command(program, team);
  add_sensitivity_command(program, team);
  add_explain_change_command(program, team);
  add_report_command(program);
  add_show_command(program);
  add_explain_command(program);
  add_check_command(program);
  add_bench_command(program, team);
  add_completion_commands(program);
  add_manual_command(program);
  if (!speaks(team))
    leave_to_speaker(program, {"merge", "report", "show", "explain", "check", "completion",
                               "complete", "manual"});
  program.footer(
      "\nExit codes: 0 success, 1 bench compare found a regression, merged parts leave paths "
      "out, or a\ntarget of --until was missed, "
      "2 bad input, 3 the run failed, 130 or 143 interrupted by SIGINT or SIGTERM, with partial "
      "results.\n\n"
      "Start with:\n  nameplate run\n  nameplate explain facility_gw");
  try {
    program.parse(argc, argv);
  } catch (CLI::RuntimeError const& verdict) {  // a command's own exit code
    return verdict.get_exit_code();
  } catch (CLI::ParseError const& error) {
    if (error.get_exit_code() != static_cast<int>(CLI::ExitCodes::Success))
      refuse_usage(program, error);
    if (speaks(team)) program.exit(error);  // prints the help or the version
  }
  return success;
}

/// How a process ends, and what it says then.
struct Ending {
  int exit_code = success;
  std::string text;
};

/// Runs the program with the other processes of its team, if there is one; all end together.
Ending run_in_team(int argc, char const* const* argv, Team* team) {
  Ending ending;
  std::optional<Failure> failure;
  try {
    ending.exit_code = run_program(argc, argv, team);
  } catch (PartialResult const& partial) {  // asked for by a signal: no failure
    ending = {partial.exit_code(), partial.what()};
  } catch (...) {
    failure = current_failure();
  }
  if (team != nullptr) failure = team->close(failure);
  if (failure) ending = {failure->exit_code, failure->text};
  return ending;
}

}  // namespace
}  // namespace nameplate

int main(int argc, char** argv) {
  using namespace nameplate;
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error to tell of
  std::unique_ptr<Team> team;
  Ending ending;
  try {
    team = join_team();
    ending = run_in_team(argc, argv, team.get());
  } catch (...) {  // no team to tell
    Failure const failure = current_failure();
    ending = {failure.exit_code, failure.text};
  }
  if (speaks(team.get()) && !ending.text.empty()) fmt::print(stderr, "{}\n", ending.text);
  return ending.exit_code;
}
