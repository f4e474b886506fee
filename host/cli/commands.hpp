#pragma once

#include <CLI/CLI.hpp>

#include "host/cli/command_line.hpp"

/// The subcommands. Each adds itself with its options to the program and acts when the command line
/// names it; it throws InputError, RunError and PartialResult. Those that run paths share them with
/// the team, if there is one; its other processes are silent. The command line outlives the
/// program.
namespace nameplate {

class Team;

void add_run_command(CLI::App& program, CommandLine const& command_line, Team* team);
void add_compare_command(CLI::App& program, CommandLine const& command_line, Team* team);
void add_sweep_command(CLI::App& program, CommandLine const& command_line, Team* team);
void add_merge_command(CLI::App& program);
void add_report_command(CLI::App& program);
void add_show_command(CLI::App& program);
void add_explain_command(CLI::App& program);
void add_check_command(CLI::App& program);
void add_backtest_command(CLI::App& program, Team* team);
void add_claims_command(CLI::App& program, Team* team);
void add_explain_change_command(CLI::App& program, Team* team);
void add_sensitivity_command(CLI::App& program, Team* team);
void add_bench_command(CLI::App& program, Team* team);
/// `completion`, and `complete`, which the scripts that it prints call.
void add_completion_commands(CLI::App& program);
/// `manual`: the manual page, for the build.
void add_manual_command(CLI::App& program);

}  // namespace nameplate
