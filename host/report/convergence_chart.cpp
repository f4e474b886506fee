#include <fmt/format.h>

#include "host/report/chart_parts.hpp"

namespace nameplate {
namespace {

constexpr int height = 220;

}  // namespace

std::optional<Chart> convergence_chart(Json const& convergence, Language const& say) {
  Json const& steps = convergence.at("steps");
  if (steps.size() < 2) return std::nullopt;
  DisplayUnit const unit = display_unit(convergence.at("unit").get<std::string>(),
                                        steps.back().at("high").get<double>(), say);
  Json rows = Json::array();
  for (Json const& step : steps)
    rows.push_back({{"paths", step.at("paths")},
                    {"median", step.at("value").get<double>() / unit.factor},
                    {"low", step.at("low").get<double>() / unit.factor},
                    {"high", step.at("high").get<double>() / unit.factor}});
  OutputLabel const label{.metric = convergence.at("metric"),
                          .title = convergence.at("title"),
                          .unit = convergence.at("unit"),
                          .scope = convergence.at("scope"),
                          .date = convergence.at("date")};
  std::string const axis = titled(label, unit.unit, say);
  std::string const title = say.format("{}: median at {} by number of paths", axis, label.date);
  std::string const description =
      say.format("{}: the estimate and its 95 % sampling interval", title);
  Json const x = {{"field", "paths"},
                  {"type", "quantitative"},
                  {"title", say("paths")},
                  {"scale", {{"type", "log"}, {"nice", false}}},
                  {"axis", {{"format", "~s"}, {"tickCount", 6}}}};
  auto const y = [&](char const* field) {
    Json channel = quantity(field, axis);
    channel["scale"] = {{"zero", false}};
    return channel;
  };
  Json const tooltip = {
      tooltip_number("paths", say("paths")), tooltip_number("median", say("median")),
      tooltip_number("low", say("interval, from")), tooltip_number("high", say("interval, to"))};
  Json const interval = {{"mark", {{"type", "area"}, {"color", blue}, {"opacity", 0.25}}},
                         {"encoding", {{"y", y("low")}, {"y2", {{"field", "high"}}}}}};
  Json const estimate = {
      {"mark", {{"type", "line"}, {"color", blue}, {"point", {{"color", blue}, {"size", 40}}}}},
      {"encoding", {{"y", y("median")}}}};
  Json spec = chart_frame(std::move(rows), description);
  spec["height"] = height;
  spec["encoding"] = {{"x", x}, {"tooltip", tooltip}};
  spec["layer"] = {interval, estimate};
  return Chart{"convergence", title, description, std::move(spec)};
}

}  // namespace nameplate
