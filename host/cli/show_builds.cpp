#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "host/cli/entry_text.hpp"
#include "host/cli/show_entries.hpp"
#include "host/results/text.hpp"

namespace nameplate {
namespace {

std::string period_text(Build const& build) {
  std::string const& first = build.phases.front().energized;
  std::string const& last = build.phases.back().energized;
  return first == last ? first : fmt::format("{} to {}", first, last);
}

/// "facility", or "facility/it" where the source does not say.
std::string basis_words(Basis const& basis) {
  std::vector<std::string> words;
  if (basis.facility > 0) words.emplace_back("facility");
  if (basis.it > 0) words.emplace_back("it");
  if (basis.systems > 0) words.emplace_back("systems");
  return fmt::format("{}", fmt::join(words, "/"));
}

/// Two lines on a build.
std::string build_line(Build const& build) {
  std::string const first =
      fmt::format("{} {}  {}  {}\n", pad_right(build.id, 34), pad_left(size_text(build), 12),
                  pad_right(basis_words(build.basis), 19), name(build.status));
  std::string const second = fmt::format("{}; {}; {}", build.name, period_text(build),
                                         fmt::join(build.evidence.source, ", "));
  return first + "    " + wrapped(second, 4, 4) + "\n";
}

std::string phase_text(Build const& build, std::size_t number) {
  Phase const& phase = build.phases[number];
  std::string value = pad_left(size_text(build, phase), 10) + " by " +
                      pad_right(phase.energized, 11) + std::string(name(phase.status));
  if (phase.platforms != build.platforms) value += "; " + mix_text(phase.platforms);
  return fact(fmt::format("phase {}", number), value) + own_laws(phase.laws);
}

std::string overlaps_text(Build const& build) {
  std::vector<NamedLaw> rows;
  for (Overlap const& overlap : build.overlaps)
    rows.push_back({overlap.with, &overlap.share.distribution});
  return rows.empty() ? "" : law_table("share also in", rows);
}

std::string financing_text(Financing const& financing, Catalog const& catalog) {
  std::string text = fact("financing", fmt::format("{:g} bn USD", financing.usd_bn));
  for (FinancingReading const& reading : financing.readings) {
    if (financing.readings.size() == 1) break;
    text += fact("if", fmt::format("{} ({:g} %): capital cost x {:g}, probit of completion {:+g}, "
                                   "{:g} % of the money pays for it",
                                   reading.id, 100 * reading.probability, reading.capex_factor,
                                   reading.completion_shift, 100 * reading.funds_share));
  }
  return text + evidence_facts(financing.evidence, catalog);
}

std::string build_text(Build const& build, Catalog const& catalog) {
  std::string text = fmt::format("{}: {}\n", build.id, build.name);
  text += fact("size", fmt::format("{} ({})", size_text(build), basis_text(build.basis)));
  text += fact("status", name(build.status));
  if (!build.parties.empty())
    text += fact("parties", fmt::format("{}", fmt::join(build.parties, ", ")));
  if (!build.groups.empty())
    text += fact("groups", fmt::format("{}", fmt::join(build.groups, ", ")));
  if (!build.announced.empty()) text += fact("announced", build.announced);
  text +=
      fact("region", fmt::format("{} ({})", build.region, catalog.regions.at(build.region).name));
  if (!build.platforms.empty()) text += fact("platforms", mix_text(build.platforms));
  for (std::size_t i = 0; i < build.phases.size(); ++i) text += phase_text(build, i);
  if (build.slip_months != 0)
    text += fact("slip", fmt::format("{:g} months on every phase", build.slip_months));
  if (build.financing) text += financing_text(*build.financing, catalog);
  return text + overlaps_text(build) + own_laws(build.laws) +
         evidence_facts(build.evidence, catalog);
}

bool is_member(Build const& build, std::string const& group) {
  return std::find(build.groups.begin(), build.groups.end(), group) != build.groups.end();
}

std::string group_line(Group const& group, Catalog const& catalog) {
  auto const members =
      std::count_if(catalog.builds.begin(), catalog.builds.end(),
                    [&](auto const& entry) { return is_member(entry.second, group.id); });
  return fmt::format("{}{}  {}\n", pad_right(group.id, 20),
                     pad_left(fmt::format("{} builds", members), 11), wrapped(group.name, 33, 33));
}

}  // namespace

std::string show_builds(Catalog const& catalog, std::string const& name) {
  if (!name.empty()) return build_text(find_entry(catalog.builds, "build", name), catalog);
  std::string text;
  std::vector<std::string> sources;
  for (auto const& [id, build] : catalog.builds) {
    text += build_line(build);
    sources.insert(sources.end(), build.evidence.source.begin(), build.evidence.source.end());
  }
  return text + source_list(sources, catalog);
}

std::string show_groups(Catalog const& catalog, std::string const& name) {
  std::string text;
  if (name.empty()) {
    for (auto const& [id, group] : catalog.groups) text += group_line(group, catalog);
    return text;
  }
  Group const& group = find_entry(catalog.groups, "group", name);
  text = fmt::format("{}: {}\n", group.id, group.name);
  for (auto const& [id, build] : catalog.builds)
    if (is_member(build, name)) text += build_line(build);
  return text;
}

}  // namespace nameplate
