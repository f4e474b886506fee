#include "host/cli/model_options.hpp"

#include "host/catalog/correlation.hpp"
#include "host/cli/console.hpp"
#include "host/request/arguments.hpp"

namespace nameplate {

void add_scope_options(CLI::App& command, ModelArguments& arguments) {
  command
      .add_option("--dates", arguments.dates, "Report dates: 2026,2028-06,2030-Q1 or 2026..2030")
      ->type_name("DATE");
  command
      .add_option("--scope", arguments.scopes,
                  "portfolio, group:NAME, build:NAME, groups, builds or all")
      ->type_name("SCOPE");
  command.add_flag("--gross", arguments.is_gross, "Do not take overlaps between builds off")
      ->disable_flag_override();
}

void add_model_options(CLI::App& command, ModelArguments& arguments) {
  add_scope_options(command, arguments);
  command
      .add_option("--metrics", arguments.metrics,
                  "headline, all, or names: energy_twh, users:chat, capex_usd_bn/it_gw (a ratio), "
                  "facility_gw:added, facility_gw:growth")
      ->type_name("METRIC");
  command
      .add_option("--given", arguments.given,
                  "Only paths on which \"build:NAME completes\" (all of it gets built) or "
                  "\"build:NAME fails\"")
      ->type_name("CONDITION");
  add_catalog_options(command, arguments);
}

void add_catalog_options(CLI::App& command, ModelArguments& arguments) {
  command
      .add_option("--set", arguments.assignments,
                  "Change a figure of the catalog: builds.X.capacity_gw=8")
      ->type_name("KEY=VALUE");
  command.add_option("--as-of", arguments.as_of, "Only what was known at that date")
      ->type_name("DATE");
  add_repair_option(command, arguments.repairs_correlation);
}

void add_repair_option(CLI::App& command, bool& repairs_correlation) {
  command
      .add_flag("--repair-correlation", repairs_correlation,
                "Take the nearest matrix of correlations where the factors' is none")
      ->disable_flag_override();
}

CatalogOptions catalog_options_of(ModelArguments const& arguments) {
  CatalogOptions options{.as_of = {}, .assignments = arguments.assignments};
  if (!arguments.as_of.empty()) options.as_of = arguments.as_of;
  options.repair_correlation = arguments.repairs_correlation;
  return options;
}

void tell_of_repair(Catalog const& catalog, Team* team) {
  if (std::string const text = repair_text(catalog); !text.empty() && speaks(team))
    print_notice(text);
}

Catalog load_with_notice(std::string const& path, CatalogOptions const& options, Team* team) {
  Catalog catalog = load_catalog(path, options);
  tell_of_repair(catalog, team);
  return catalog;
}

Request request_of(ModelArguments const& arguments) {
  Request request;
  request.dates = expand_dates("--dates", split_lists("--dates", arguments.dates));
  if (!arguments.scopes.empty()) request.scopes = split_lists("--scope", arguments.scopes);
  request.metrics = split_lists("--metrics", arguments.metrics);
  request.given = arguments.given;
  request.gross = arguments.is_gross;
  return request;
}

}  // namespace nameplate
