#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <string>
#include <vector>

#include "host/cli/catalog_path.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/console.hpp"
#include "host/cli/entry_text.hpp"
#include "host/cli/model_options.hpp"
#include "host/cli/show_entries.hpp"
#include "host/request/arguments.hpp"
#include "kernels/metrics.hpp"

namespace nameplate {
namespace {

struct ShowArguments {
  std::string kind, name, catalog, as_of;
  bool repairs_correlation = false;
};

struct Kind {
  char const* name;
  std::string (*show)(Catalog const&, std::string const&);
};

constexpr Kind kinds[] = {{"builds", show_builds},       {"parameters", show_parameters},
                          {"platforms", show_platforms}, {"regions", show_regions},
                          {"groups", show_groups},       {"uses", show_uses},
                          {"inputs", show_inputs},       {"claims", show_claims},
                          {"evidence", show_evidence},   {"metrics", show_metrics}};

std::vector<std::string> kind_words() {
  std::vector<std::string> words;
  for (Kind const& kind : kinds) words.emplace_back(kind.name);
  return words;
}

/// What the catalog holds, for a start.
std::string overview(Catalog const& catalog) {
  auto const count = [](std::size_t entries, char const* what) {
    return fact(what, std::to_string(entries));
  };
  return fmt::format("{} ({})\n", catalog.name, catalog.path) + fact("as of", catalog.as_of) +
         fact("month zero", catalog.epoch) + count(catalog.builds.size(), "builds") +
         count(catalog.parameters.size(), "parameters") +
         count(catalog.platforms.size(), "platforms") + count(catalog.regions.size(), "regions") +
         count(catalog.groups.size(), "groups") + count(catalog.uses.size(), "uses") +
         count(catalog.inputs.size(), "inputs") + count(catalog.claims.size(), "claims") +
         count(catalog.evidence.size(), "evidence") +
         count(std::size(metric_table) + catalog.metrics.size(), "metrics") +
         count(catalog.sources.size(), "sources") +
         "\nnameplate show builds lists them; nameplate show builds NAME tells all.\n";
}

void show(ShowArguments const& arguments) {
  CatalogOptions options;
  options.repair_correlation = arguments.repairs_correlation;
  if (!arguments.as_of.empty()) options.as_of = arguments.as_of;
  std::vector<std::string> const words = kind_words();
  std::size_t const kind =
      arguments.kind.empty() ? words.size() : parse_word("show", arguments.kind, words);
  Catalog const catalog = load_with_notice(catalog_path(arguments.catalog), options);
  print_output(kind == words.size() ? overview(catalog)
                                    : kinds[kind].show(catalog, arguments.name));
}

}  // namespace

void add_show_command(CLI::App& program) {
  CLI::App* const command =
      program.add_subcommand("show", "Show what a catalog says, with the source of every figure");
  auto const arguments = std::make_shared<ShowArguments>();
  command
      ->add_option("kind", arguments->kind, "What to list; an overview of the catalog unless given")
      ->type_name(fmt::format("{}", fmt::join(kind_words(), "|")));
  command->add_option("name", arguments->name, "One entry, in full")->type_name("NAME");
  command
      ->add_option("--catalog", arguments->catalog, "Catalog to show; the shipped one unless given")
      ->type_name("CATALOG");
  command->add_option("--as-of", arguments->as_of, "Only what was known at that date")
      ->type_name("DATE");
  add_repair_option(*command, arguments->repairs_correlation);
  command->footer(
      "\nExamples:\n"
      "  nameplate show\n"
      "  nameplate show builds stargate-abilene\n"
      "  nameplate show parameters load_factor\n"
      "  nameplate show builds --as-of 2025-11-21");
  command->callback([arguments] { show(*arguments); });
}

}  // namespace nameplate
