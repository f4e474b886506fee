#include <fmt/format.h>

#include <algorithm>

#include "host/claims/verdict.hpp"
#include "host/report/chart_parts.hpp"

namespace nameplate {
namespace {

constexpr std::size_t step_height = 46;
constexpr int name_offset = -13, strip_height = 9;
constexpr char const* red = "#d0443e";

/// The middle of the strip: percentiles 5 to 95 and 25 to 75.
Json strip(double low, double high, double opacity) {
  return {
      {"mark", {{"type", "bar"}, {"color", grey}, {"opacity", opacity}, {"height", strip_height}}},
      {"encoding", {{"x", {{"datum", low}, {"type", "quantitative"}}}, {"x2", {{"datum", high}}}}}};
}

Json row_of(Json const& claim, Language const& say) {
  Json const& percentiles = claim.at("percentiles");
  Json row = {{"claim", claim.at("id")},
              {"name", say(claim.at("name").get<std::string>())},
              {"published", claim.at("published")},
              {"percentile_low", 100 * percentiles.front().at("value").get<double>()},
              {"percentile_high", 100 * percentiles.back().at("value").get<double>()},
              {"verdict", say(claim.at("verdict").get<std::string>())}};
  return row;
}

Json verdict_color(Language const& say) {
  constexpr Verdict verdicts[] = {Verdict::well_inside, Verdict::optimistic, Verdict::pessimistic,
                                  Verdict::outside_optimistic, Verdict::outside_pessimistic};
  Json names = Json::array();
  for (Verdict const verdict : verdicts) names.push_back(say(name(verdict)));
  return {{"field", "verdict"},
          {"type", "nominal"},
          {"scale", {{"domain", names}, {"range", {blue, orange, orange, red, red}}}},
          {"legend", nullptr}};
}

/// From the first to the last percentile of the claim.
Json claimed_range(Language const& say) {
  return {{"mark", {{"type", "rule"}, {"strokeWidth", 4}}},
          {"encoding",
           {{"x", quantity("percentile_low", nullptr)},
            {"x2", {{"field", "percentile_high"}}},
            {"color", verdict_color(say)}}}};
}

Json claimed_end(char const* field, Language const& say) {
  return {{"mark", {{"type", "point"}, {"filled", true}, {"size", 90}, {"opacity", 1}}},
          {"encoding",
           {{"x", quantity(field, nullptr)},
            {"color", verdict_color(say)},
            {"shape",
             {{"field", "verdict"},
              {"legend", nullptr},
              {"scale",
               {{"domain", verdict_color(say)["scale"]["domain"]},
                {"range",
                 {"circle", "triangle-right", "triangle-left", "triangle-right",
                  "triangle-left"}}}}}}}}};
}

}  // namespace

std::optional<Chart> claims_chart(Json const& results, Language const& say) {
  Json rows = Json::array();
  for (Json const& claim : results.at("claims"))
    if (claim.at("skipped").is_null() && !claim.at("percentiles").empty())
      rows.push_back(row_of(claim, say));
  if (rows.empty()) return std::nullopt;
  std::string const title = say("Where each claim falls among the percentiles of the model");
  std::string const description =
      say.format("{}: 0 is below all paths, 50 is the median, 100 is above all paths", title);
  Json const y = {{"field", "claim"},
                  {"type", "nominal"},
                  {"sort", nullptr},
                  {"title", nullptr},
                  {"axis", nullptr}};
  Json const x = {{"type", "quantitative"},
                  {"title", say("percentile of the model")},
                  {"scale", {{"domain", {0, 100}}}},
                  {"axis", {{"values", {0, 5, 25, 50, 75, 95, 100}}}}};
  Json const tooltip = {tooltip_text("name", say("claim")),
                        tooltip_text("published", say("published")),
                        tooltip_number("percentile_low", say("percentile, from")),
                        tooltip_number("percentile_high", say("percentile, to")),
                        tooltip_text("verdict", say("verdict"))};
  Json const names = {
      {"mark",
       {{"type", "text"}, {"align", "left"}, {"dy", name_offset}, {"limit", {{"expr", "width"}}}}},
      {"encoding",
       {{"x", {{"datum", 0}, {"type", "quantitative"}}},
        {"text", {{"field", "name"}, {"type", "nominal"}}}}}};
  std::size_t const height = rows.size() * step_height;
  Json spec = chart_frame(std::move(rows), description);
  spec["height"] = height;
  spec["encoding"] = {{"y", y}, {"x", x}, {"tooltip", tooltip}};
  spec["layer"] = {strip(0, 100, 0.15),
                   strip(5, 95, 0.25),
                   strip(25, 75, 0.35),
                   claimed_range(say),
                   claimed_end("percentile_low", say),
                   claimed_end("percentile_high", say),
                   names};
  return Chart{"claims", title, description, std::move(spec)};
}

}  // namespace nameplate
