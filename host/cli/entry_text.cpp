#include "host/cli/entry_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "host/results/text.hpp"

namespace nameplate {
namespace {

constexpr std::size_t key_indent = 4;
constexpr std::size_t value_column = 18;

std::string share_text(double share) { return fmt::format("{:.3g} %", 100 * share); }

/// MW that the phases list.
double listed_mw(Build const& build) {
  double sum = 0;
  for (Phase const& phase : build.phases) sum += phase.planned_mw.value_or(0);
  return sum;
}

}  // namespace

std::string fact(std::string_view key, std::string_view value) {
  std::string line =
      pad_right(std::string(key_indent, ' ') + std::string(key), value_column - 1) + " ";
  std::size_t const column = display_width(line);
  return line + wrapped(value, value_column, column) + "\n";
}

std::string law_table(std::string_view heading, std::vector<NamedLaw> const& laws) {
  constexpr std::size_t name_indent = 6, number_width = 10, before_point = 5;
  constexpr int max_decimals = 4;
  std::size_t name_width = display_width(heading) + key_indent - name_indent;
  for (NamedLaw const& named : laws) name_width = std::max(name_width, display_width(named.name));
  std::size_t const text_column = name_indent + name_width + 2 + 3 * number_width;

  std::string text =
      pad_right(std::string(key_indent, ' ') + std::string(heading), name_indent + name_width + 1);
  for (char const* const p : {"P5", "P50", "P95"})
    text += pad_right(pad_left(p, before_point), number_width);
  text.erase(text.find_last_not_of(' ') + 1);
  text += '\n';
  for (auto const& [name, law] : laws) {
    text += std::string(name_indent, ' ') + pad_right(name, name_width + 1);
    if (law->is_constant()) {
      text += pad_decimal(fmt::format("{:.6g}", law->parameters[0]), before_point, 0);
    } else {
      for (double const p : {0.05, 0.50, 0.95})
        text += pad_decimal(significant(quantile(*law, p), 3, max_decimals), before_point,
                            number_width);
      text += ' ';
      text += wrapped(law->text, text_column, text_column);
    }
    text += '\n';
  }
  return text;
}

std::string own_laws(Laws const& laws) {
  std::vector<NamedLaw> rows;
  for (auto const& [parameter, law] : laws) rows.push_back({parameter, &law.distribution});
  return rows.empty() ? "" : law_table("own laws", rows);
}

std::string parameter_laws(Parameter const& parameter) {
  std::vector<NamedLaw> rows;
  if (parameter.law) rows.push_back({"default", &parameter.law->distribution});
  for (std::size_t i = 0; i < parameter.law_by_status.size(); ++i)
    if (auto const& law = parameter.law_by_status[i])
      rows.push_back({std::string(name(static_cast<Status>(i))), &law->distribution});
  return rows.empty() ? "" : law_table("law", rows);
}

std::string mix_text(PlatformMix const& mix) {
  std::vector<std::string> parts;
  for (auto const& [id, share] : mix)
    parts.push_back(mix.size() == 1 ? id : fmt::format("{} {}", id, share_text(share)));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string basis_text(Basis const& basis) {
  std::vector<std::string> parts;
  for (auto const& [word, share] : {std::pair("facility", basis.facility),
                                    std::pair("it", basis.it), std::pair("systems", basis.systems)})
    if (share > 0)
      parts.push_back(share == 1 ? word : fmt::format("{} {}", word, share_text(share)));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string loadings_text(std::map<std::string, double> const& loadings) {
  std::vector<std::string> parts;
  parts.reserve(loadings.size());
  for (auto const& [factor, loading] : loadings)
    parts.push_back(fmt::format("{} {:g}", factor, loading));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string source_text(std::string const& source, Catalog const& catalog) {
  auto const at = catalog.sources.find(source);
  return at == catalog.sources.end() ? source : fmt::format("{}: {}", source, at->second);
}

std::string source_facts(std::vector<std::string> const& sources, Catalog const& catalog) {
  std::string text;
  std::set<std::string> seen;
  for (std::string const& source : sources)
    if (seen.insert(source).second)
      text += fact(text.empty() ? "source" : "", source_text(source, catalog));
  return text;
}

std::string note_facts(Evidence const& evidence) {
  std::string text;
  if (evidence.confidence != Confidence::unstated)
    text += fact("confidence", name(evidence.confidence));
  if (!evidence.note.empty()) text += fact("note", evidence.note);
  return text;
}

std::string evidence_facts(Evidence const& evidence, Catalog const& catalog) {
  return note_facts(evidence) + source_facts(evidence.source, catalog);
}

std::string source_list(std::vector<std::string> const& cited, Catalog const& catalog) {
  std::set<std::string> const sources(cited.begin(), cited.end());
  std::string text = "\nSources\n";
  for (std::string const& source : sources)
    text += "  " + wrapped(source_text(source, catalog), 6, 2) + "\n";
  return text;
}

std::string size_text(Build const& build) {
  if (build.contract_usd_bn) return fmt::format("{:g} bn USD", *build.contract_usd_bn);
  return fmt::format("{:.4g} GW", build.capacity_gw.value_or(listed_mw(build) / 1000));
}

std::string size_text(Build const& build, Phase const& phase) {
  if (build.contract_usd_bn) return fmt::format("{} of the contract", share_text(*phase.share));
  if (phase.share) return fmt::format("{:.4g} MW", *phase.share * *build.capacity_gw * 1000);
  double const scale = build.capacity_gw ? *build.capacity_gw * 1000 / listed_mw(build) : 1;
  return fmt::format("{:.4g} MW", *phase.planned_mw * scale);
}

}  // namespace nameplate
