#pragma once

#include <CLI/CLI.hpp>

#include "host/cli/command_line.hpp"

/// The subcommands. Each adds itself with its options to the program and acts when the command line
/// names it; it throws InputError, RunError and PartialResult. The command line outlives the
/// program.
namespace nameplate {

void add_run_command(CLI::App& program, CommandLine const& command_line);
void add_compare_command(CLI::App& program, CommandLine const& command_line);
void add_merge_command(CLI::App& program);
void add_show_command(CLI::App& program);
void add_explain_command(CLI::App& program);
void add_check_command(CLI::App& program);
void add_backtest_command(CLI::App& program);
void add_claims_command(CLI::App& program);
void add_bench_command(CLI::App& program);

}  // namespace nameplate
