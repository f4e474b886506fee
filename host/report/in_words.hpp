#pragma once

#include <string>
#include <vector>

#include "host/language/language.hpp"
#include "host/report/report_data.hpp"

/// A report's figures in plain words.
namespace nameplate {

/// A figure with its label and interval.
struct FigureCard {
  std::string label, value, unit, interval;
};

/// A key and a value.
struct Fact {
  std::string key, value;
};

/// Sentences on what will be there at the last date, where the results have it.
std::vector<std::string> headline_sentences(ReportData const& data, Language const& say);

/// Medians at the last date.
std::vector<FigureCard> headline_cards(ReportData const& data, Language const& say);

/// "latest facts | 37 builds | 1,000,000 paths, seed 1".
std::string facts_line(ReportData const& data, Language const& say);

/// What a reader must know before quoting: partial, gross, conditional.
std::vector<std::string> notices(ReportData const& data, Language const& say);

/// A claim beside the model.
std::vector<Fact> claim_facts(Json const& claim, Language const& say);

/// What made the results: seed, version, fingerprint and so on.
std::vector<Fact> run_facts(ReportData const& data, Language const& say);

}  // namespace nameplate
