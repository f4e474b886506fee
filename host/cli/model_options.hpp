#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "nameplate/plan.hpp"
#include "nameplate/team.hpp"

namespace nameplate {

/// What to ask of the model, as written.
struct ModelArguments {
  std::vector<std::string> dates, scopes, metrics, given, assignments;
  std::string as_of;
  bool is_gross = false, repairs_correlation = false;
};

/// --dates, --scope, --metrics, --given, --gross, --set, --as-of,
/// --repair-correlation. `arguments` outlives the command.
void add_model_options(CLI::App& command, ModelArguments& arguments);

/// --dates, --scope and --gross alone.
void add_scope_options(CLI::App& command, ModelArguments& arguments);

/// --set, --as-of and --repair-correlation alone.
void add_catalog_options(CLI::App& command, ModelArguments& arguments);

/// --repair-correlation alone.
void add_repair_option(CLI::App& command, bool& repairs_correlation);

CatalogOptions catalog_options_of(ModelArguments const& arguments);

/// Says on standard error (of one rank of a team) that correlations were repaired, if they were.
void tell_of_repair(Catalog const& catalog, Team* team = nullptr);

Catalog load_with_notice(std::string const& path, CatalogOptions const& options,
                         Team* team = nullptr);

/// With the metrics as written; none if none are. \throws InputError naming the option
Request request_of(ModelArguments const& arguments);

}  // namespace nameplate
