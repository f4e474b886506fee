#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nameplate/catalog.hpp"

/// Entries of a catalog in words, for `show` and `explain`.
namespace nameplate {

/// "    key         value", the value wrapped under itself.
std::string fact(std::string_view key, std::string_view value);

/// A law and what it is the law of.
struct NamedLaw {
  std::string name;
  Distribution const* law;
};

/// Rows of name, P5, P50, P95 and the law as written, under a heading; a constant has only its
/// value.
std::string law_table(std::string_view heading, std::vector<NamedLaw> const& laws);

/// The same of an entry's own laws; nothing if it has none.
std::string own_laws(Laws const& laws);

/// The law of a parameter where nothing else says, by status if it has several.
std::string parameter_laws(Parameter const& parameter);

/// "gb200-nvl72 75 %, gb300-nvl72 25 %".
std::string mix_text(PlatformMix const& mix);

/// "facility", or "facility 50 %, it 50 %" where the source does not say.
std::string basis_text(Basis const& basis);

/// "grid 0.4, supply -0.3".
std::string loadings_text(std::map<std::string, double> const& loadings);

/// What a source's key stands for: "epoch-csv: Epoch AI, ..."; free text is itself.
std::string source_text(std::string const& source, Catalog const& catalog);

/// The sources, spelled out, as facts; each once.
std::string source_facts(std::vector<std::string> const& sources, Catalog const& catalog);

/// Confidence and note, as facts.
std::string note_facts(Evidence const& evidence);

/// Confidence, note and sources, spelled out, as facts.
std::string evidence_facts(Evidence const& evidence, Catalog const& catalog);

/// The sources that `cited` names, each once, spelled out under a heading.
std::string source_list(std::vector<std::string> const& cited, Catalog const& catalog);

/// Power that a build announces: "1.2 GW", "38 bn USD".
std::string size_text(Build const& build);

/// MW announced for a phase, or its share of the build's contract.
std::string size_text(Build const& build, Phase const& phase);

}  // namespace nameplate
