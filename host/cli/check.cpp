#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "host/claims/evaluate_claims.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/console.hpp"
#include "host/cli/model_options.hpp"
#include "nameplate/catalog.hpp"
#include "nameplate/plan.hpp"

namespace nameplate {
namespace {

/// One line on a catalog that can be run as it is. \throws InputError with every problem of it
std::string checked(std::string const& path, CatalogOptions const& options) {
  Catalog const catalog = load_with_notice(path, options);
  Plan const plan = compile(catalog, {});
  check_claims(catalog);
  return fmt::format(
      "{}: ok: {} builds, {} parameters, {} platforms, {} regions, {} claims, {} sources; {} "
      "variables a path\n",
      path, catalog.builds.size(), catalog.parameters.size(), catalog.platforms.size(),
      catalog.regions.size(), catalog.claims.size(), catalog.sources.size(), plan.variable_count);
}

struct CheckArguments {
  std::vector<std::string> paths;
  bool repairs_correlation = false;
};

void check(CheckArguments const& arguments) {
  CatalogOptions options;
  options.repair_correlation = arguments.repairs_correlation;
  std::vector<Problem> problems;
  for (std::string const& path : arguments.paths) {
    try {
      print_output(checked(path, options));
    } catch (InputError const& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
  }
  if (!problems.empty()) throw InputError(std::move(problems));
}

}  // namespace

void add_check_command(CLI::App& program) {
  CLI::App* const command = program.add_subcommand(
      "check", "Check catalogs without running them: every problem, with file and line");
  auto const arguments = std::make_shared<CheckArguments>();
  command->add_option("catalog", arguments->paths, "Catalogs to check")
      ->required()
      ->type_name("CATALOG");
  add_repair_option(*command, arguments->repairs_correlation);
  command->footer("\nExample:\n  nameplate check data/catalog.toml my-changes.toml");
  command->callback([arguments] { check(*arguments); });
}

}  // namespace nameplate
