#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "nameplate/plan.hpp"

namespace nameplate {

/// What to ask of the model, as written.
struct ModelArguments {
  std::vector<std::string> dates, scopes, metrics, given, assignments;
  std::string as_of;
  bool is_gross = false;
};

/// --dates, --scope, --metrics, --given, --gross, --set, --as-of. `arguments` outlives the command.
void add_model_options(CLI::App& command, ModelArguments& arguments);

/// --dates, --scope and --gross alone.
void add_scope_options(CLI::App& command, ModelArguments& arguments);

/// --set and --as-of alone.
void add_catalog_options(CLI::App& command, ModelArguments& arguments);

CatalogOptions catalog_options_of(ModelArguments const& arguments);

/// With the metrics as written; none if none are. \throws InputError naming the option
Request request_of(ModelArguments const& arguments);

}  // namespace nameplate
