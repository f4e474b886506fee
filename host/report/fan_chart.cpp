#include <fmt/format.h>

#include "host/report/chart_parts.hpp"

namespace nameplate {
namespace {

constexpr int height = 260;

Json rows_of(std::vector<ReportedOutput> const& series, double factor) {
  Json rows = Json::array();
  for (ReportedOutput const& output : series) {
    if (!output.percentiles) continue;
    Percentiles const& p = *output.percentiles;
    rows.push_back({{"date", output.label.date},
                    {"p5", scaled(p.p5, factor)},
                    {"p25", scaled(p.p25, factor)},
                    {"p50", scaled(p.p50, factor)},
                    {"p75", scaled(p.p75, factor)},
                    {"p95", scaled(p.p95, factor)}});
  }
  return rows;
}

Json band(char const* low, char const* high, double opacity, std::string const& unit) {
  return {{"mark", {{"type", "area"}, {"color", blue}, {"opacity", opacity}}},
          {"encoding", {{"y", quantity(low, unit)}, {"y2", {{"field", high}}}}}};
}

/// A line at the date that the pointer is nearest to, with the numbers there.
Json pointer_line(Language const& say) {
  Json const tooltip = {tooltip_text("date", say("date")), tooltip_number("p95", "P95"),
                        tooltip_number("p75", "P75"),      tooltip_number("p50", say("median")),
                        tooltip_number("p25", "P25"),      tooltip_number("p5", "P5")};
  Json const select = {{"type", "point"},
                       {"on", "pointermove"},
                       {"nearest", true},
                       {"encodings", {"x"}},
                       {"clear", "pointerout"}};
  Json const opacity = {{"condition", {{"param", "pointer"}, {"empty", false}, {"value", 0.6}}},
                        {"value", 0}};
  return {{"params", {{{"name", "pointer"}, {"select", select}}}},
          {"mark", {{"type", "rule"}, {"color", grey}}},
          {"encoding", {{"opacity", opacity}, {"tooltip", tooltip}}}};
}

}  // namespace

std::optional<Chart> fan_chart(std::vector<ReportedOutput> const& outputs, std::string_view scope,
                               std::string_view metric, Language const& say) {
  std::vector<ReportedOutput> const series = series_of(outputs, scope, metric);
  DisplayUnit const unit = chart_unit(series, say);
  Json rows = rows_of(series, unit.factor);
  if (rows.size() < 2) return std::nullopt;
  std::string const title = titled(series.front().label, unit.unit, say);
  std::string const description =
      say.format("{}, by date: median, the middle half and P5 to P95 of all paths", title);
  Json const time = {{"field", "time"},
                     {"type", "temporal"},
                     {"title", nullptr},
                     {"scale", {{"type", "utc"}}},
                     {"axis", {{"format", "%Y"}, {"tickCount", "year"}}}};
  Json const median = {{"mark", {{"type", "line"}, {"color", blue}, {"strokeWidth", 2}}},
                       {"encoding", {{"y", quantity("p50", unit.unit)}}}};
  Json spec = chart_frame(std::move(rows), description);
  spec["height"] = height;
  spec["transform"] = {{{"calculate", "toDate(datum.date)"}, {"as", "time"}}};
  spec["encoding"] = {{"x", time}};
  spec["layer"] = {band("p5", "p95", 0.2, unit.unit), band("p25", "p75", 0.35, unit.unit), median,
                   pointer_line(say)};
  return Chart{fmt::format("fan-{}", metric), title, description, std::move(spec)};
}

}  // namespace nameplate
