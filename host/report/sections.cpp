#include "host/report/sections.hpp"

#include <fmt/format.h>

#include <utility>

#include "host/results/text.hpp"

namespace nameplate {
namespace {

void add(std::vector<Chart>& charts, std::optional<Chart> chart) {
  if (chart) charts.push_back(*std::move(chart));
}

Section over_time(ReportData const& data, Language const& say) {
  Section section{.id = "over-time", .title = say("Over time")};
  section.intro = say("The line is the median; the bands hold half and nine tenths of the paths.");
  for (char const* const metric : {"facility_gw", "energy_twh", "homes_energy", "effective_eflops"})
    add(section.charts, fan_chart(data.timeline(), data.scope(), metric, say));
  if (section.charts.empty())
    section.missing = say("The results have no two dates of power, energy, households or compute.");
  return section;
}

/// Means by year: planned, online gross, overlap, online net, net / planned.
PageTable balance_table(ReportData const& data, Language const& say) {
  PageTable table{.head = {say("date"), say("planned, net"), say("online, gross"), say("- overlap"),
                           say("= online, net"), say("net / planned")},
                  .rows = {}};
  auto const mean = [&](std::string const& date, char const* metric) {
    auto const output = output_at(data.timeline(), data.scope(), metric, date);
    return output ? output->mean : std::nullopt;
  };
  for (ReportedOutput const& power : series_of(data.timeline(), data.scope(), "facility_gw")) {
    std::string const& date = power.label.date;
    auto const planned = mean(date, "planned_gw"), gross = mean(date, "gross_gw"),
               overlap = mean(date, "overlap_gw");
    bool const is_shown = data.months.empty() || date.ends_with("-12-31");
    if (!is_shown || !planned || !gross || !overlap || !power.mean) continue;
    auto const text = [&](double gw) { return say.number(fmt::format("{:.2f}", gw)); };
    table.rows.push_back({date, text(*planned), text(*gross), text(*overlap), text(*power.mean),
                          *planned > 0 ? say.number(percent(*power.mean / *planned)) : ""});
  }
  return table;
}

Section balance(ReportData const& data, Language const& say) {
  Section section{.id = "balance", .title = say("From announced to online")};
  section.intro =
      say("A gigawatt announced as a chip deal, as the site that houses it and as the contract "
          "that pays "
          "for it counts once. Means in GW.");
  add(section.charts, waterfall_chart(data.timeline(), data.scope(), data.last_date(), say));
  section.table = balance_table(data, say);
  if (section.charts.empty())
    section.missing = say("The results lack planned_gw, gross_gw or overlap_gw at the last date.");
  return section;
}

Section builds(ReportData const& data, Language const& say) {
  Section section{.id = "builds-ranked", .title = say("Build by build")};
  section.intro = say(
      "What each brings online, counted by itself. The dot is the median, the bar holds half of "
      "the paths, the line nine tenths; the grey tick is the median of what no other build "
      "counts.");
  for (char const* const metric : {"gross_gw", "facility_gw"})
    if (section.charts.empty())
      add(section.charts,
          ranking_chart(data.builds, metric, data.last_date(), data.build_names(), say));
  if (section.charts.empty())
    section.missing = say("The results have no builds: `nameplate run --report` adds them.");
  return section;
}

Section claims(ReportData const& data, Language const& say) {
  Section section{.id = "claims-checked", .title = say("Claims beside the model")};
  if (data.claims.is_null()) {
    section.missing =
        say("There are no claims here: `nameplate run --report` adds them, or give the JSON of "
            "`nameplate claims` too.");
    return section;
  }
  section.intro =
      say("0 is below all paths, 50 the median, 100 above all paths. Shaded: P5 to P95 and P25 to "
          "P75. A "
          "triangle points to where an optimist or a pessimist stands.");
  add(section.charts, claims_chart(data.claims, say));
  for (Json const& claim : data.claims.at("claims")) {
    std::string verdict = claim.at("skipped").is_null()
                              ? say(claim.at("verdict").get<std::string>())
                              : say("left out");
    section.claims.push_back(
        {say(claim.at("name").get<std::string>()), std::move(verdict), claim_facts(claim, say)});
  }
  return section;
}

Section drivers(ReportData const& data, Language const& say) {
  Section section{.id = "drivers", .title = say("What drives it")};
  if (data.sensitivity.is_null()) {
    section.missing = data.no_sensitivity.empty()
                          ? say("There are no indices here: `nameplate run --report` adds them, or "
                                "give the JSON of `nameplate sensitivity` too.")
                          : say.format("There are no indices: {}.", data.no_sensitivity);
    return section;
  }
  section.intro =
      say("Each input's share of the spread (Shapley effects, with 95 % intervals), and how far "
          "the median "
          "goes when one input alone is low (grey: at its P10) or high (orange: at its P90).");
  Json const& output = data.sensitivity.at("outputs").back();
  add(section.charts, shapley_chart(output, say));
  add(section.charts, tornado_chart(output, say));
  if (section.charts.empty()) section.missing = say("The output is the same on every path.");
  return section;
}

Section convergence(ReportData const& data, Language const& say) {
  Section section{.id = "precision", .title = say("How precise the simulation is")};
  section.intro =
      say("Sampling error only: what more paths would take off. What the catalog itself does not "
          "know is "
          "in the percentiles.");
  if (!data.convergence.is_null()) add(section.charts, convergence_chart(data.convergence, say));
  if (!section.charts.empty()) return section;
  auto const power = data.headline("facility_gw");
  section.missing =
      power && power->percentiles
          ? say.format("The median of the power online lies between {:.4g} and {:.4g} GW (95 %).",
                       power->percentiles->p50_low, power->percentiles->p50_high)
          : say("The results do not hold how they converged.");
  return section;
}

}  // namespace

std::vector<Section> sections_of(ReportData const& data, Language const& say) {
  return {over_time(data, say), balance(data, say), builds(data, say),
          claims(data, say),    drivers(data, say), convergence(data, say)};
}

}  // namespace nameplate
