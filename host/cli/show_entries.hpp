#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "host/catalog/keys.hpp"
#include "host/catalog/problems.hpp"
#include "host/refuse.hpp"
#include "nameplate/catalog.hpp"

/// What `show` prints: every entry of a kind in short with its sources, or (`name` not empty) one
/// entry with all that is known of it. A name that is not there throws InputError with the nearest
/// one.
namespace nameplate {

std::string show_builds(Catalog const& catalog, std::string const& name);
std::string show_groups(Catalog const& catalog, std::string const& name);
std::string show_parameters(Catalog const& catalog, std::string const& name);
std::string show_platforms(Catalog const& catalog, std::string const& name);
std::string show_regions(Catalog const& catalog, std::string const& name);
std::string show_evidence(Catalog const& catalog, std::string const& name);
std::string show_uses(Catalog const& catalog, std::string const& name);
std::string show_claims(Catalog const& catalog, std::string const& name);
std::string show_metrics(Catalog const& catalog, std::string const& name);

std::string show_inputs(Catalog const& catalog, std::string const& name);

/// A metric that the catalog makes by a formula, without what the formula reads.
std::string metric_text(FormulaMetric const& metric, Catalog const& catalog);

/// One input, in full.
std::string input_text(Input const& input, Catalog const& catalog);

/// One use, in full.
std::string use_text(Use const& use, Catalog const& catalog);

/// The entry `name` among those of a kind ("build").
template <class Map>
typename Map::mapped_type const& find_entry(Map const& entries, std::string_view kind,
                                            std::string const& name) {
  if (auto const at = entries.find(name); at != entries.end()) return at->second;
  refuse("", fmt::format("unknown {} \"{}\"{}", kind, name, suggestion(name, keys(entries))));
}

}  // namespace nameplate
