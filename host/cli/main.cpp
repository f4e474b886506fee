#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <new>

#include "host/cli/command_line.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/partial_result.hpp"
#include "host/cli/usage.hpp"
#include "nameplate/error.hpp"
#include "nameplate/version.hpp"

namespace nameplate {
namespace {

enum ExitCode { success = 0, bad_input = 2, failed_run = 3 };  // see also PartialResult

std::string version_text() {
  BuildInfo const build = build_info();
  return fmt::format(
      "nameplate {}\ncommit    {}\ncompiler  {}\nflags     {}\nbuild     {}\nCUDA      {}",
      build.version, build.commit, build.compiler, build.flags, build.build_type, build.cuda);
}

/// Parses the command line, which runs the subcommand that it names.
int run_program(int argc, char const* const* argv) {
  CommandLine const command_line(argc, argv);
  CLI::App program(
      "What announced gigawatts of AI build-out will really deliver: power, accelerators, compute, "
      "energy\n"
      "and household equivalents, by date, with their uncertainty.",
      "nameplate");
  program.set_help_flag("-h,--help", "This text, or that of a command");
  program.set_version_flag("--version", version_text(), "Version and how it was built");
  program.require_subcommand(1);
  add_run_command(program, command_line);
  add_compare_command(program, command_line);
  add_merge_command(program);
  add_backtest_command(program);
  add_claims_command(program);
  add_show_command(program);
  add_explain_command(program);
  add_check_command(program);
  add_bench_command(program);
  program.footer(
      "\nExit codes: 0 success, 1 bench compare found a regression or merged parts leave paths "
      "out,\n"
      "2 bad input, 3 the run failed, 130 or 143 interrupted by SIGINT or SIGTERM, with partial "
      "results.\n\n"
      "Start with:\n  nameplate run\n  nameplate explain facility_gw");
  try {
    program.parse(argc, argv);
  } catch (CLI::RuntimeError const& verdict) {  // a command's own exit code
    return verdict.get_exit_code();
  } catch (CLI::ParseError const& error) {
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success))
      return program.exit(error);
    refuse_usage(program, error);
  }
  return success;
}

constexpr char const* out_of_memory =
    "out of memory: ask for fewer threads, metrics, dates or scopes; with --exact or --samples "
    "also for fewer paths";

int report(int code, char const* what) {
  fmt::print(stderr, "{}\n", what);
  return code;
}

}  // namespace
}  // namespace nameplate

int main(int argc, char** argv) {
  using namespace nameplate;
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error to tell of
  try {
    return run_program(argc, argv);
  } catch (PartialResult const& partial) {
    return report(partial.exit_code(), partial.what());
  } catch (InputError const& error) {
    return report(bad_input, error.what());
  } catch (std::bad_alloc const&) {
    return report(failed_run, out_of_memory);
  } catch (std::exception const& error) {  // RunError, or what no one foresaw
    return report(failed_run, error.what());
  }
}
