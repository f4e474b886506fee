#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <optional>

#include "host/cli/commands.hpp"
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

/// One process of a team is enough for what runs no paths.
void leave_to_speaker(CLI::App& program, std::initializer_list<char const*> commands) {
  for (char const* const command : commands) program.get_subcommand(command)->callback([] {});
}

/// Parses the command line, which runs the subcommand that it names.
void run_program(int argc, char const* const* argv, Team* team) {
  CLI::App program(
      "What announced gigawatts of AI build-out will really deliver: power, accelerators, compute, "
      "energy\n"
      "and household equivalents, by date, with their uncertainty.",
      "nameplate");
  program.set_help_flag("-h,--help", "This text, or that of a command");
  program.set_version_flag("--version", version_text(), "Version and how it was built");
  program.require_subcommand(1);
  add_run_command(program, team);
  add_compare_command(program, team);
  add_backtest_command(program, team);
  add_claims_command(program, team);
  add_show_command(program);
  add_explain_command(program);
  add_check_command(program);
  if (!speaks(team)) leave_to_speaker(program, {"show", "explain", "check"});
  program.footer(
      "\nExit codes: 0 success, 2 bad input, 3 the run failed.\n\n"
      "Start with:\n  nameplate run\n  nameplate explain facility_gw");
  try {
    program.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    if (error.get_exit_code() != static_cast<int>(CLI::ExitCodes::Success))
      refuse_usage(program, error);
    if (speaks(team)) program.exit(error);  // prints the help or the version
  }
}

/// What ended the program, if that was not its own end.
std::optional<Failure> failure_of(int argc, char const* const* argv, Team* team) try {
  run_program(argc, argv, team);
  return {};
} catch (...) {
  return current_failure();
}

int report(Failure const& failure) {
  fmt::print(stderr, "{}\n", failure.text);
  return failure.exit_code;
}

}  // namespace
}  // namespace nameplate

int main(int argc, char** argv) {
  using namespace nameplate;
  std::unique_ptr<Team> team;
  try {
    team = join_team();
  } catch (...) {
    return report(current_failure());
  }
  std::optional<Failure> failure = failure_of(argc, argv, team.get());
  if (team) failure = team->close(failure);
  if (!failure) return success;
  return speaks(team.get()) ? report(*failure) : failure->exit_code;
}
