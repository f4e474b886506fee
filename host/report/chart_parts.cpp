#include "host/report/chart_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/results/label_text.hpp"

namespace nameplate {

Json chart_frame(Json rows, std::string const& description) {
  return {{"$schema", "https://vega.github.io/schema/vega-lite/v6.json"},
          {"description", description},
          {"width", chart_width},
          {"config",
           {{"font", "system-ui, 'DejaVu Sans', sans-serif"},
            {"axis", {{"titleFontWeight", "normal"}, {"labelFontSize", 11}, {"titleFontSize", 12}}},
            {"view", {{"stroke", nullptr}}}}},
          {"autosize", {{"type", "fit-x"}, {"contains", "padding"}}},
          {"data", {{"values", std::move(rows)}}}};
}

Json quantity(std::string_view field, Json title) {
  return {{"field", field}, {"type", "quantitative"}, {"title", std::move(title)}};
}

Json tooltip_number(std::string_view field, std::string_view title) {
  return {{"field", field}, {"type", "quantitative"}, {"title", title}, {"format", ",.3~r"}};
}

Json tooltip_text(std::string_view field, std::string_view title) {
  return {{"field", field}, {"type", "nominal"}, {"title", title}};
}

Json name_axis(std::string_view field) {
  return {{"field", field},
          {"type", "nominal"},
          {"sort", nullptr},
          {"title", nullptr},
          {"axis", {{"labelLimit", name_width}, {"domain", false}, {"ticks", false}}}};
}

Json scaled(double x, double factor) { return std::isfinite(x) ? Json(x / factor) : Json(); }

std::string titled(OutputLabel const& label, std::string const& unit, Language const& say) {
  std::string title = capitalized(title_text(label, say));
  return unit == "1" ? title : fmt::format("{} [{}]", title, unit);
}

DisplayUnit chart_unit(std::vector<ReportedOutput> const& outputs, Language const& say) {
  double largest = 0;
  for (ReportedOutput const& output : outputs)
    if (output.percentiles && std::isfinite(output.percentiles->p95))
      largest = std::max(largest, output.percentiles->p95);
  return display_unit(outputs.empty() ? "1" : outputs.front().label.unit, largest, say);
}

}  // namespace nameplate
