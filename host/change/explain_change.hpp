#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "host/change/edits.hpp"
#include "host/language/language.hpp"
#include "nameplate/sensitivity.hpp"

/// Which edits of a catalog moved an output, and by how much each.
namespace nameplate {

/// Edits that only make sense together (a build and the platform that it brings) are one.
struct ChangePart {
  std::vector<Edit> edits;
};

/// Of one output: the median before and after, and the Shapley value of each part: the mean, over
/// the orders in which the parts can be made, of what making it moves the median by.
struct ChangedOutput {
  OutputLabel label;
  Estimate before, after;
  std::vector<Estimate> moves;  // by part; they add up to after - before
};

struct ChangeExplanation {
  std::string before, after;         // the catalogs' paths
  std::vector<ChangePart> parts;     // those that change the plan
  std::vector<Edit> without_effect;  // on what was asked
  std::vector<ChangedOutput> outputs;
  bool has_all_orders = true;  // else random ones
  RunFacts facts;
};

/// Evaluates catalogs in between the two, with the same draws. \throws InputError if one of the
/// catalogs has problems, if what is asked is not an output of both or has no value on some path,
/// or if fewer than `fewest_sensitivity_paths` are asked for; else as `sample`
ChangeExplanation explain_change(std::filesystem::path const& before,
                                 std::filesystem::path const& after, Request const& request,
                                 CatalogOptions const& catalog_options, RunOptions const& options);

/// Text for people, at most 100 columns wide: a changelog of numbers.
std::string to_table(ChangeExplanation const& explanation, RunOptions const& options,
                     Language const& say = Language::english());

/// docs/results.md, "Explained changes".
std::string to_json(ChangeExplanation const& explanation, RunOptions const& options);

}  // namespace nameplate
