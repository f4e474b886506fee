#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "host/claims/claims_report.hpp"
#include "host/cli/catalog_path.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/machine_options.hpp"
#include "host/cli/model_options.hpp"
#include "host/cli/output_options.hpp"
#include "host/request/arguments.hpp"
#include "nameplate/team.hpp"

namespace nameplate {
namespace {

/// The command line as written.
struct ClaimsArguments {
  std::string catalog;
  OutputArguments output;
  ModelArguments model;
  MachineArguments machine;
  std::vector<std::string> claims;
};

std::vector<std::string> const formats = {"table", "json"};

/// How many claims are done, on a line of standard error that is erased in the end.
class ClaimCount {
 public:
  explicit ClaimCount(bool is_quiet) : is_visible_(!is_quiet && ::isatty(STDERR_FILENO) == 1) {}
  ClaimCount(ClaimCount const&) = delete;
  ClaimCount(ClaimCount&&) = delete;
  ClaimCount& operator=(ClaimCount const&) = delete;
  ClaimCount& operator=(ClaimCount&&) = delete;
  ~ClaimCount() {
    if (is_visible_) std::fputs("\r\x1b[K", stderr);
  }

  void update(std::size_t done, std::size_t total) const {
    if (!is_visible_) return;
    fmt::print(stderr, "\r{} of {} claims\x1b[K", done, total);
    std::fflush(stderr);
  }

 private:
  bool is_visible_;
};

void claims_command(ClaimsArguments const& arguments) {
  bool const is_json = format_of(arguments.output, formats) == 1;
  RunOptions const options = options_of(arguments.machine);
  Catalog const catalog = load_with_notice(catalog_path(arguments.catalog),
                                           catalog_options_of(arguments.model), options.team);
  Language const say = Language::named(arguments.output.language, catalog.translations);
  std::vector<std::string> const ids = split_lists("--claim", arguments.claims);
  Destination destination(arguments.output);

  ClaimsReport const report = [&] {
    ClaimCount const count(arguments.machine.is_quiet);
    return evaluate_claims(catalog, ids, options, [&count](std::size_t done, std::size_t total) {
      count.update(done, total);
    });
  }();
  destination.write(is_json ? to_json(report) : to_table(report, say));
}

void add_claims_options(CLI::App& command, ClaimsArguments& arguments) {
  command
      .add_option("catalog", arguments.catalog, "Catalog with claims; the shipped one unless given")
      ->type_name("CATALOG");
  command.add_option("--claim", arguments.claims, "Only these claims")->type_name("ID");
  add_catalog_options(command, arguments.model);
  add_machine_options(command, arguments.machine);
  add_output_options(command, arguments.output, formats);
}

}  // namespace

void add_claims_command(CLI::App& program, Team* team) {
  CLI::App* const command = program.add_subcommand(
      "claims",
      "Set published claims beside the model: how likely, and true under what assumption");
  auto const arguments = std::make_shared<ClaimsArguments>();
  arguments->machine.team = team;
  arguments->output.is_silent = arguments->machine.is_quiet = !speaks(team);
  add_claims_options(*command, *arguments);
  command->footer(
      "\nExamples:\n"
      "  nameplate claims\n"
      "  nameplate claims --as-of 2025-12-31\n"
      "  nameplate claims --set claims.homes-30gw-energy.value=20e6\n"
      "  nameplate claims --claim homes-30gw-nameplate,nvidia-first-gw --paths 1e7\n"
      "  nameplate claims my.toml --format json -o claims.json");
  command->callback([arguments] { claims_command(*arguments); });
}

}  // namespace nameplate
