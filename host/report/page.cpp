#include "host/report/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <kainjow/mustache.hpp>
#include <string>
#include <utility>

#include "host/refuse.hpp"
#include "host/report/embedded.hpp"
#include "host/report/in_words.hpp"
#include "host/report/sections.hpp"
#include "host/results/text.hpp"
#include "nameplate/version.hpp"

namespace nameplate {
namespace {

using kainjow::mustache::data;

data list(std::vector<std::string> const& texts) {
  data items(data::type::list);
  for (std::string const& text : texts) items.push_back(text);
  return items;
}

data list(std::vector<Fact> const& facts) {
  data items(data::type::list);
  for (auto const& [key, value] : facts) {
    data item;
    item.set("key", key);
    item.set("value", value);
    items.push_back(item);
  }
  return items;
}

/// Sets a text that the template shows only where there is one.
void set_text(data& view, char const* key, std::string const& text) {
  if (text.empty())
    view.set(key, false);
  else
    view.set(key, text);
}

data view_of(FigureCard const& card) {
  data view;
  view.set("label", card.label);
  view.set("value", card.value);
  view.set("unit", card.unit);
  view.set("interval", card.interval);
  return view;
}

data view_of(PageTable const& table) {
  data view;
  view.set("head", list(table.head));
  data rows(data::type::list);
  for (auto const& cells : table.rows) {
    data row;
    row.set("cells", list(cells));
    rows.push_back(row);
  }
  view.set("rows", rows);
  return view;
}

data view_of(Chart const& chart) {
  data view;
  view.set("id", chart.id);
  view.set("title", chart.title);
  return view;
}

data view_of(PageClaim const& claim) {
  data view;
  view.set("name", claim.name);
  view.set("verdict", claim.verdict);
  view.set("rows", list(claim.rows));
  return view;
}

data view_of(Section const& section);

template <class Items>
data views_of(Items const& items) {
  data views(data::type::list);
  for (auto const& item : items) views.push_back(view_of(item));
  return views;
}

data view_of(Section const& section) {
  data view;
  view.set("id", section.id);
  view.set("title", section.title);
  set_text(view, "intro", section.intro);
  set_text(view, "missing", section.missing);
  view.set("charts", views_of(section.charts));
  if (section.table.rows.empty())
    view.set("table", false);
  else
    view.set("table", view_of(section.table));
  view.set("claims", views_of(section.claims));
  return view;
}

std::string quantile_text(Json const& value, Language const& say) {
  return value.is_number() ? say.number(significant(value, 3, 4)) : "";
}

data law_view(Json const& law, Language const& say) {
  data view;
  view.set("of", law.at("of").get<std::string>());
  view.set("law", law.at("law").get<std::string>());
  for (char const* const p : {"p5", "p50", "p95"}) view.set(p, quantile_text(law.at(p), say));
  return view;
}

std::string confidence_text(std::string const& word, Language const& say) {
  if (word == "high") return say("high");
  if (word == "medium") return say("medium");
  return word == "low" ? say("low") : word;
}

data assumption_view(Json const& entry, Language const& say) {
  data view;
  view.set("id", entry.at("id").get<std::string>());
  view.set("title", say(entry.at("title").get<std::string>()));
  view.set("kind", say(entry.at("kind").get<std::string>()));
  view.set("unit", unit_text(entry.at("unit").get<std::string>(), say));
  std::vector<Fact> facts;
  for (auto const& [key, value] : entry.at("facts").items())
    facts.push_back({say(key), value.get<std::string>()});
  if (auto const confidence = entry.at("confidence").get<std::string>(); !confidence.empty())
    facts.push_back({say("confidence"), confidence_text(confidence, say)});
  view.set("facts", list(facts));
  data laws(data::type::list);
  for (Json const& law : entry.at("laws")) laws.push_back(law_view(law, say));
  view.set("has_laws", !entry.at("laws").empty());
  view.set("laws", laws);
  set_text(view, "note", entry.at("note").get<std::string>());
  view.set("sources", list(entry.at("sources").get<std::vector<std::string>>()));
  return view;
}

/// Specifications and locale, safe inside a script element.
std::string chart_data(std::vector<Section> const& sections, Language const& say) {
  Json charts = Json::array();
  for (Section const& section : sections)
    for (Chart const& chart : section.charts)
      charts.push_back({{"id", chart.id}, {"spec", chart.spec}});
  Json const json = {{"charts", std::move(charts)},
                     {"locale", {{"number", number_locale(say)}, {"time", time_locale(say)}}},
                     {"texts", {{"failed", say("A chart could not be drawn:")}}}};
  std::string const text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string safe;
  for (char const c : text) safe += c == '<' ? std::string("\\u003c") : std::string(1, c);
  return safe;
}

data contents_of(std::vector<Section> const& sections) {
  data contents(data::type::list);
  for (Section const& section : sections) {
    data item;
    item.set("id", section.id);
    item.set("title", section.title);
    contents.push_back(item);
  }
  return contents;
}

data page_view(ReportData const& report, std::vector<Section> const& sections,
               Language const& say) {
  data view;
  view.set(
      "t",
      data(kainjow::mustache::lambda([&say](std::string const& english) { return say(english); })));
  view.set("lang", say.code());
  view.set("version", report.run.value("version", build_info().version));
  view.set("catalog", say(report.results.at("catalog").get<std::string>()));
  view.set("facts", facts_line(report, say));
  view.set("notices", list(notices(report, say)));
  view.set("contents", contents_of(sections));
  view.set("sentences", list(headline_sentences(report, say)));
  view.set("cards", views_of(headline_cards(report, say)));
  view.set("sections", views_of(sections));
  data assumptions(data::type::list);
  for (Json const& entry : report.assumptions) assumptions.push_back(assumption_view(entry, say));
  view.set("has_assumptions", !report.assumptions.empty());
  view.set("assumptions", assumptions);
  set_text(view, "command", report.run.value("command", ""));
  view.set("run", list(run_facts(report, say)));
  view.set("chart_data", chart_data(sections, say));
  view.set("css", std::string(embedded::style));
  view.set("script", std::string(embedded::script));
  view.set("vega", std::string(embedded::vega));
  view.set("vega_embed", std::string(embedded::vega_embed));
  return view;
}

/// What `make` returns. A document that lacks what it should hold is the user's to mend.
template <class Make>
auto from_documents(Make const& make) {
  try {
    return make();
  } catch (Json::exception const& error) {
    refuse("", fmt::format("a document does not hold what its schema says: {}", error.what()));
  }
}

}  // namespace

std::vector<Chart> charts_of(ReportData const& data, Language const& say) {
  std::vector<Section> sections = from_documents([&] { return sections_of(data, say); });
  std::vector<Chart> charts;
  for (Section& section : sections)
    std::move(section.charts.begin(), section.charts.end(), std::back_inserter(charts));
  return charts;
}

std::string to_html(ReportData const& data, Language const& say) {
  if (embedded::vega.empty())
    refuse("", "this build has no HTML reports: it was configured without NAMEPLATE_REPORT");
  kainjow::mustache::mustache page{std::string(embedded::page)};
  if (!page.is_valid()) throw std::logic_error("the page's template: " + page.error_message());
  return page.render(from_documents([&] { return page_view(data, sections_of(data, say), say); }));
}

}  // namespace nameplate
