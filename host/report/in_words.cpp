#include "host/report/in_words.hpp"

#include <fmt/format.h>

#include <string_view>

#include "host/catalog/date.hpp"
#include "host/report/page.hpp"
#include "host/results/label_text.hpp"
#include "host/results/text.hpp"

namespace nameplate {
namespace {

/// "31.9" in the unit.
std::string figure(double x, DisplayUnit const& unit, Language const& say) {
  return say.number(significant(x / unit.factor));
}

/// "19.7 to 45.5".
std::string interval(Percentiles const& p, DisplayUnit const& unit, Language const& say) {
  return say.format("{} to {}", figure(p.p5, unit, say), figure(p.p95, unit, say));
}

/// "31 December 2030" for "2030-12-31"; what is no day as it is.
std::string date_in_words(std::string const& date, Language const& say) {
  if (date.size() != std::string_view("2030-12-31").size() || !period_of(date)) return date;
  std::size_t const month = std::stoul(date.substr(5, 2));
  return fmt::format("{} {} {}", std::stoul(date.substr(8)),
                     time_locale(say)["months"][month - 1].get<std::string>(), date.substr(0, 4));
}

DisplayUnit unit_of(ReportedOutput const& output, Language const& say) {
  return display_unit(output.label.unit, output.percentiles->p95, say);
}

/// The output at the last date, if it has percentiles.
std::optional<ReportedOutput> with_percentiles(ReportData const& data, char const* metric) {
  auto output = data.headline(metric);
  return output && output->percentiles ? output : std::nullopt;
}

std::string power_sentence(ReportData const& data, ReportedOutput const& power,
                           Language const& say) {
  DisplayUnit const unit = unit_of(power, say);
  return say.format(
      "On {}, {} {} of sites are online in the middle case; nine cases in ten lie between {} and "
      "{}.",
      date_in_words(data.last_date(), say), figure(power.percentiles->p50, unit, say), unit.unit,
      figure(power.percentiles->p5, unit, say), figure(power.percentiles->p95, unit, say));
}

std::string planned_sentence(ReportedOutput const& power, ReportedOutput const& planned,
                             Language const& say) {
  DisplayUnit const unit = display_unit(planned.label.unit, *planned.mean, say);
  return say.format(
      "Announced for that date are {} {}, each gigawatt counted once: {} of them are expected to "
      "be "
      "there.",
      figure(*planned.mean, unit, say), unit.unit,
      say.number(fmt::format("{:.0f} %", 100 * *power.mean / *planned.mean)));
}

std::string energy_sentence(ReportedOutput const& energy, ReportedOutput const& households,
                            Language const& say) {
  DisplayUnit const energy_unit = unit_of(energy, say), home_unit = unit_of(households, say);
  return say.format(
      "In the twelve months before they use {} {} ({}), as much as {} {} ({}) at the consumption "
      "of "
      "their regions.",
      figure(energy.percentiles->p50, energy_unit, say), energy_unit.unit,
      interval(*energy.percentiles, energy_unit, say),
      figure(households.percentiles->p50, home_unit, say), home_unit.unit,
      interval(*households.percentiles, home_unit, say));
}

std::string claims_sentence(Json const& claims, Language const& say) {
  int all = 0, inside = 0, optimistic = 0;
  for (Json const& claim : claims.at("claims")) {
    if (!claim.at("skipped").is_null()) continue;
    ++all;
    auto const verdict = claim.at("verdict").get<std::string>();
    if (verdict == "well inside") ++inside;
    if (verdict == "outside, optimistic") ++optimistic;
  }
  return say.format(
      "Of {} published claims, {} lie in the middle half of the model; {} are more optimistic than "
      "95 "
      "% of its paths.",
      all, inside, optimistic);
}

/// "25.0 million households", or "10.0 to 90.0 million CPU cores".
std::string claimed_text(Json const& claimed, Language const& say) {
  if (claimed.contains("by"))
    return say.format("reached by {}", claimed.at("by").get<std::string>());
  double const low = claimed.at("low"), high = claimed.at("high");
  DisplayUnit const unit = display_unit(claimed.at("unit").get<std::string>(), high, say);
  std::string const figures =
      low == high ? figure(low, unit, say)
                  : say.format("{} to {}", figure(low, unit, say), figure(high, unit, say));
  return unit.unit == "1" ? figures : fmt::format("{} {}", figures, unit.unit);
}

/// A quantile of a claimed quantity, or of a claimed date ("2027-04", null beyond the horizon).
std::string quantile_text(Json const& value, DisplayUnit const& unit, Language const& say) {
  if (value.is_null()) return say("later");
  if (value.is_string()) return value.get<std::string>();
  return figure(value.get<double>(), unit, say);
}

std::string model_text(Json const& claim, Language const& say) {
  Json const& quantiles = claim.at("quantiles");
  if (quantiles.empty()) return say("no path has a value");
  Json const &claimed = claim.at("claimed"), &last = quantiles.back().at("value");
  bool const is_date = claimed.contains("by");
  DisplayUnit const unit = is_date ? DisplayUnit{}
                                   : display_unit(claimed.at("unit").get<std::string>(),
                                                  last.is_number() ? last.get<double>() : 0, say);
  std::string text;
  for (Json const& quantile : quantiles)
    text +=
        fmt::format("{}P{:g} {}", text.empty() ? "" : " | ", 100 * quantile.at("p").get<double>(),
                    quantile_text(quantile.at("value"), unit, say));
  return is_date || unit.unit == "1" ? text : fmt::format("{} {}", text, unit.unit);
}

std::string percentile_text(Json const& percentiles, Language const& say) {
  std::string text;
  for (Json const& end : percentiles) {
    std::string const percentile =
        say.format("{:.1f} ± {:.1f}", 100 * end.at("value").get<double>(),
                   100 * end.at("error").get<double>());
    text = text.empty() ? percentile : say.format("{} to {}", text, percentile);
  }
  return text;
}

/// The assumption that would make the claim the median; empty if none was found.
std::string assumption_text(Json const& claim, Language const& say) {
  if (claim.at("attempts").empty()) return {};
  Json const& attempt = claim.at("attempts").back();
  Json const& solution = attempt.at("solution");
  if (solution.is_null()) return {};
  std::string const text = fmt::format("{} = {} {}", attempt.at("parameter").get<std::string>(),
                                       say.number(significant(solution.at("value"), 4)),
                                       unit_text(attempt.at("unit").get<std::string>(), say));
  return solution.at("beyond_law").get<bool>() ? say.format("{} (beyond its law)", text) : text;
}

}  // namespace

std::vector<std::string> headline_sentences(ReportData const& data, Language const& say) {
  std::vector<std::string> sentences;
  auto const power = with_percentiles(data, "facility_gw");
  auto const planned = data.headline("planned_gw");
  auto const energy = with_percentiles(data, "energy_twh");
  auto const households = with_percentiles(data, "homes_energy");
  if (power) sentences.push_back(power_sentence(data, *power, say));
  if (power && power->mean && planned && planned->mean && *planned->mean > 0)
    sentences.push_back(planned_sentence(*power, *planned, say));
  if (energy && households) sentences.push_back(energy_sentence(*energy, *households, say));
  if (!data.claims.is_null()) sentences.push_back(claims_sentence(data.claims, say));
  return sentences;
}

std::vector<FigureCard> headline_cards(ReportData const& data, Language const& say) {
  std::vector<FigureCard> cards;
  for (char const* const metric :
       {"facility_gw", "energy_twh", "homes_energy", "effective_eflops"}) {
    auto const output = with_percentiles(data, metric);
    if (!output) continue;
    DisplayUnit const unit = unit_of(*output, say);
    cards.push_back({capitalized(title_text(output->label, say)),
                     figure(output->percentiles->p50, unit, say), unit.unit,
                     interval(*output->percentiles, unit, say)});
  }
  return cards;
}

std::string facts_line(ReportData const& data, Language const& say) {
  auto const as_of = data.results.at("as_of").get<std::string>();
  std::string const facts =
      as_of == "latest" ? say("latest facts") : say.format("facts as of {}", as_of);
  return say.format("{}  |  {} builds  |  {} paths, seed {}", facts,
                    data.results.at("builds").get<int>(),
                    say.number(grouped(data.results.at("paths").get<std::uint64_t>())),
                    data.results.at("seed").get<std::uint64_t>());
}

std::vector<std::string> notices(ReportData const& data, Language const& say) {
  std::vector<std::string> texts;
  if (data.scope() != "portfolio") texts.push_back(say.format("Scope: {}", data.scope()));
  if (data.results.at("gross").get<bool>())
    texts.push_back(say("Gross: what was announced more than once counts more than once."));
  for (Json const& condition : data.results.at("given"))
    texts.push_back(say.format("Only paths on which {}", condition.get<std::string>()));
  if (data.results.contains("partial"))
    texts.push_back(say("Partial results: paths that were asked for are missing."));
  return texts;
}

std::vector<Fact> claim_facts(Json const& claim, Language const& say) {
  std::vector<Fact> facts = {{say("published"), claim.at("published")},
                             {say("read as"), say(claim.at("reading").get<std::string>())},
                             {say("claimed"), claimed_text(claim.at("claimed"), say)}};
  if (!claim.at("skipped").is_null()) {
    facts.push_back({say("left out"), claim.at("skipped")});
    return facts;
  }
  facts.push_back({say("model"), model_text(claim, say)});
  facts.push_back({say("percentile"), percentile_text(claim.at("percentiles"), say)});
  if (std::string text = assumption_text(claim, say); !text.empty())
    facts.push_back({say("the median if"), std::move(text)});
  return facts;
}

std::vector<Fact> run_facts(ReportData const& data, Language const& say) {
  auto const run = [&](char const* key) { return data.run.value(key, ""); };
  return {{say("seed"), std::to_string(data.results.at("seed").get<std::uint64_t>())},
          {say("paths"), say.number(grouped(data.results.at("paths").get<std::uint64_t>()))},
          {say("plan"), data.results.at("plan_fingerprint")},
          {say("version"), run("version")},
          {say("commit"), run("commit")},
          {say("backend"), fmt::format("{}: {}", run("backend"), run("device"))}};
}

}  // namespace nameplate
