#pragma once

#include <string>
#include <vector>

#include "nameplate/plan.hpp"

namespace nameplate {

/// Words that stand for several metrics.
inline constexpr char const* headline_word = "headline";
inline constexpr char const* all_word = "all";

/// What a table shows unless asked, as far as the catalog has the parameters: a dozen screens of
/// numbers help nobody.
std::vector<std::string> headline(Catalog const& catalog);

/// Whether the metrics of a plan are that selection, as far as they can be told from it.
bool has_headline(std::vector<OutputLabel> const& labels);

/// The metrics of a request: `asked` with the word headline replaced; empty, which means all, for
/// the word all alone.
std::vector<std::string> spelled_out(std::vector<std::string> const& asked, Catalog const& catalog);

}  // namespace nameplate
