#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "host/claims/evaluate_claims.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/console.hpp"
#include "nameplate/catalog.hpp"
#include "nameplate/plan.hpp"

namespace nameplate {
namespace {

/// One line on a catalog that can be run as it is. \throws InputError with every problem of it
std::string checked(std::string const& path) {
  Catalog const catalog = load_catalog(path);
  Plan const plan = compile(catalog, {});
  check_claims(catalog);
  return fmt::format(
      "{}: ok: {} builds, {} parameters, {} platforms, {} regions, {} claims, {} sources; {} "
      "variables a path\n",
      path, catalog.builds.size(), catalog.parameters.size(), catalog.platforms.size(),
      catalog.regions.size(), catalog.claims.size(), catalog.sources.size(), plan.variable_count);
}

void check(std::vector<std::string> const& paths) {
  std::vector<Problem> problems;
  for (std::string const& path : paths) {
    try {
      print_output(checked(path));
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
  auto const paths = std::make_shared<std::vector<std::string>>();
  command->add_option("catalog", *paths, "Catalogs to check")->required()->type_name("CATALOG");
  command->footer("\nExample:\n  nameplate check data/catalog.toml my-changes.toml");
  command->callback([paths] { check(*paths); });
}

}  // namespace nameplate
