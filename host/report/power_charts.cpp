#include <fmt/format.h>

#include <algorithm>

#include "host/report/chart_parts.hpp"

namespace nameplate {
namespace {

constexpr std::size_t step_height = 34, rank_height = 20;
constexpr int label_width = 32;  // of a number beyond the longest bar

/// A bar of the waterfall from `low` to `high`.
Json step(std::string const& name, double low, double high, std::string_view kind) {
  return {{"step", name}, {"low", low}, {"high", high}, {"value", high - low}, {"kind", kind}};
}

Json steps(double planned, double gross, double overlap, Language const& say) {
  return {step(say("planned, net of overlap"), 0, planned, "reference"),
          step(say("online, gross"), 0, gross, "total"),
          step(say("less overlap"), gross - overlap, gross, "less"),
          step(say("online, net"), 0, gross - overlap, "total")};
}

std::string build_name(std::string const& scope, Names const& names, Language const& say) {
  std::string const id = scope.substr(scope.find(':') + 1);
  auto const name = names.find(id);
  return name == names.end() ? id : say(name->second);
}

/// The median of a build's power net of overlap with others; null where the outputs lack it.
Json net_median(std::vector<ReportedOutput> const& outputs, OutputLabel const& build,
                double factor) {
  auto const net = output_at(outputs, build.scope, "facility_gw", build.date);
  return net && net->percentiles ? scaled(net->percentiles->p50, factor) : Json();
}

Json rank_rows(std::vector<ReportedOutput> const& builds,
               std::vector<ReportedOutput> const& outputs, Names const& names, double factor,
               Language const& say) {
  Json rows = Json::array();
  for (ReportedOutput const& build : builds) {
    Percentiles const& p = *build.percentiles;
    rows.push_back({{"build", build_name(build.label.scope, names, say)},
                    {"p5", scaled(p.p5, factor)},
                    {"p25", scaled(p.p25, factor)},
                    {"p50", scaled(p.p50, factor)},
                    {"p75", scaled(p.p75, factor)},
                    {"p95", scaled(p.p95, factor)},
                    {"net", net_median(outputs, build.label, factor)}});
  }
  return rows;
}

/// Builds with a value, largest median first; among equals (many are zero) the larger P95.
std::vector<ReportedOutput> ranked(std::vector<ReportedOutput> const& outputs,
                                   std::string_view metric, std::string_view date) {
  std::vector<ReportedOutput> builds;
  for (ReportedOutput const& output : outputs)
    if (output.label.scope.starts_with("build:") && output.label.metric == metric &&
        output.label.date == date && output.percentiles)
      builds.push_back(output);
  std::stable_sort(builds.begin(), builds.end(), [](auto const& a, auto const& b) {
    return std::pair(a.percentiles->p50, a.percentiles->p95) >
           std::pair(b.percentiles->p50, b.percentiles->p95);
  });
  return builds;
}

Json span(Json mark, char const* low, char const* high) {
  return {{"mark", std::move(mark)},
          {"encoding", {{"x", quantity(low, nullptr)}, {"x2", {{"field", high}}}}}};
}

}  // namespace

std::optional<Chart> waterfall_chart(std::vector<ReportedOutput> const& outputs,
                                     std::string_view scope, std::string_view date,
                                     Language const& say) {
  auto const mean = [&](char const* metric) -> std::optional<double> {
    auto const output = output_at(outputs, scope, metric, date);
    return output ? output->mean : std::nullopt;
  };
  auto const planned = mean("planned_gw"), gross = mean("gross_gw"), overlap = mean("overlap_gw");
  if (!planned || !gross || !overlap) return std::nullopt;
  std::string const title = say.format("Power at {}, means [GW]", date);
  std::string const description =
      say.format("{}: planned, online gross, overlap that is counted once, online net", title);
  Json const color = {
      {"field", "kind"},
      {"type", "nominal"},
      {"legend", nullptr},
      {"scale", {{"domain", {"reference", "total", "less"}}, {"range", {grey, blue, orange}}}}};
  Json const tooltip = {tooltip_text("step", say("step")), tooltip_number("value", "GW")};
  Json x = quantity("low", "GW");
  x["axis"] = {{"tickCount", 8}};
  Json const bars = {
      {"mark", {{"type", "bar"}, {"height", {{"band", 0.7}}}}},
      {"encoding",
       {{"x", x}, {"x2", {{"field", "high"}}}, {"color", color}, {"tooltip", tooltip}}}};
  Json const labels = {
      {"mark", {{"type", "text"}, {"align", "left"}, {"dx", 4}}},
      {"encoding",
       {{"x", quantity("high", "GW")},
        {"text", {{"field", "value"}, {"type", "quantitative"}, {"format", ",.1f"}}}}}};
  Json rows = steps(*planned, *gross, *overlap, say);
  std::size_t const height = rows.size() * step_height;
  Json spec = chart_frame(std::move(rows), description);
  spec["height"] = height;
  spec["padding"] = {{"left", 5}, {"top", 5}, {"bottom", 5}, {"right", label_width}};
  spec["encoding"] = {{"y", name_axis("step")}};
  spec["layer"] = {bars, labels};
  return Chart{"waterfall", title, description, std::move(spec)};
}

std::optional<Chart> ranking_chart(std::vector<ReportedOutput> const& outputs,
                                   std::string_view metric, std::string_view date,
                                   Names const& build_names, Language const& say) {
  std::vector<ReportedOutput> const builds = ranked(outputs, metric, date);
  if (builds.empty()) return std::nullopt;
  DisplayUnit const unit = chart_unit(builds, say);
  std::string const axis = titled(builds.front().label, unit.unit, say);
  std::string const title = say.format("{} at {}, by build", axis, date);
  std::string const description =
      say.format("{}: median, the middle half and P5 to P95, largest median first", title);
  Json const tooltip = {tooltip_text("build", say("build")),
                        tooltip_number("p5", "P5"),
                        tooltip_number("p25", "P25"),
                        tooltip_number("p50", say("median")),
                        tooltip_number("p75", "P75"),
                        tooltip_number("p95", "P95"),
                        tooltip_number("net", say("median, net of overlap"))};
  Json const median = {
      {"mark",
       {{"type", "point"}, {"filled", true}, {"size", 45}, {"color", orange}, {"opacity", 1}}},
      {"encoding", {{"x", quantity("p50", axis)}}}};
  Json const net = {{"mark", {{"type", "tick"}, {"color", grey}, {"thickness", 3}, {"size", 15}}},
                    {"encoding", {{"x", quantity("net", nullptr)}}}};
  Json spec = chart_frame(rank_rows(builds, outputs, build_names, unit.factor, say), description);
  spec["height"] = builds.size() * rank_height;
  spec["encoding"] = {{"y", name_axis("build")}, {"tooltip", tooltip}};
  spec["layer"] = {
      span({{"type", "rule"}, {"color", blue}}, "p5", "p95"),
      span({{"type", "bar"}, {"color", blue}, {"opacity", 0.6}, {"height", 7}}, "p25", "p75"), net,
      median};
  return Chart{"builds", title, description, std::move(spec)};
}

}  // namespace nameplate
