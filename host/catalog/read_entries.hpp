#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/catalog/document.hpp"
#include "host/catalog/problems.hpp"
#include "host/catalog/table_reader.hpp"
#include "nameplate/catalog.hpp"

/// One function per kind of entry: a table of the tree becomes a struct of the catalog. What is
/// wrong goes to the problems; the struct then holds stand-ins, so that reading can go on.
namespace nameplate {

/// What entries may refer to.
struct References {
  std::vector<std::string> builds, groups, platforms, regions, sources;
  std::vector<std::string> factors;
  std::map<std::string, Parameter> const& parameters;
};

/// `repairs_correlation`: as in CatalogOptions.
Factors read_factors(Node const& node, References const& references, bool repairs_correlation,
                     Problems& problems);
Parameter read_parameter(std::string const& name, Node const& node, References const& references,
                         Factors const& factors, Problems& problems);
Region read_region(std::string const& id, Node const& node, References const& references,
                   Problems& problems);
Platform read_platform(std::string const& id, Node const& node, References const& references,
                       Problems& problems);
Group read_group(std::string const& id, Node const& node, Problems& problems);
Build read_build(std::string const& id, Node const& node, References const& references,
                 double epoch_month, Problems& problems);
/// What is planned, without a name or a place in the catalog: region, basis, status, platforms,
/// capacity and phases of a build, and laws of its own.
Build read_plan(Node const& node, std::string const& place, References const& references,
                double epoch_month, Problems& problems);
Claim read_claim(std::string const& id, Node const& node, References const& references,
                 Problems& problems);
OutsideView read_outside_view(std::string const& id, Node const& node, References const& references,
                              Problems& problems);

Use read_use(std::string const& id, Node const& node, References const& references,
             Problems& problems);

Input read_input(std::string const& id, Node const& node, References const& references,
                 Factors const& factors, Problems& problems);
FormulaMetric read_formula_metric(std::string const& id, Node const& node,
                                  References const& references, Problems& problems);

/// `[translations.CODE]`: texts of the catalog in another language, by the text itself.
std::map<std::string, std::string> read_translations(std::string const& code, Node const& node,
                                                     Problems& problems);

/// `loadings` of what is drawn once per instance of `scope`; `name` is for messages.
std::map<std::string, double> read_loadings(TableReader& reader, Factors const& factors,
                                            std::string const& name, Scope scope);

/// `financing` of a build; empty where the key is missing.
std::optional<Financing> read_financing(TableReader& build, References const& references);

/// `source`, `confidence` and `note` of an entry.
Evidence read_evidence(TableReader& reader, References const& references);

/// Names of the parameters that may be declared: all but `basis`, whose law stands in each build.
std::vector<std::string> parameter_names();
/// What the model knows of such a parameter; null if it does not know it.
ParameterInfo const* find_parameter_info(std::string_view name);
inline constexpr char const* completion_takes_no_law =
    "is a standard normal by definition, it takes no law";

/// A law whose values must be allowed.
Law read_law(Node const& node, std::string const& place, Allowed const& allowed,
             Problems& problems);

/// `parameters` of a region, platform, build or phase (`holder`).
Laws read_laws(TableReader& reader, Scope holder, References const& references);

/// Reports a name that is not known: "unknown platform \"gb20\"; did you mean ...".
void check_reference(TableReader& reader, std::string_view key, std::string_view kind,
                     std::string const& name, std::vector<std::string> const& known);

/// A status by its word under `key`; `fallback` where the key is missing.
Status read_status(TableReader& reader, std::string_view key, Status fallback);

/// `platforms = { id = share, ... }`; empty where the key is missing.
PlatformMix read_platform_mix(TableReader& reader, References const& references);

/// Words for statuses, in the order of Status.
std::vector<std::string> status_words();

}  // namespace nameplate
