#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "host/report/chart_parts.hpp"
#include "host/results/metric_info.hpp"

namespace nameplate {
namespace {

constexpr std::size_t step_height = 24;
constexpr std::size_t most_bars = 12;
constexpr double coverage_95 = 1.96;  // standard errors

/// "households, energy basis, 2030-12-31".
std::string output_title(Json const& output, Language const& say) {
  auto const metric = output.at("metric").get<std::string>();
  MetricInfo const* const known = find_metric_info(metric);
  bool const is_plain = known != nullptr && metric.find(':') == std::string::npos;
  return fmt::format("{}, {}", is_plain ? say(known->title) : metric,
                     output.at("date").get<std::string>());
}

/// The inputs for which `size` is greatest, that one first.
template <class Size>
std::vector<Json> largest(Json const& inputs, Size size) {
  std::vector<Json> sorted(inputs.begin(), inputs.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](Json const& a, Json const& b) { return size(a) > size(b); });
  sorted.resize(std::min(sorted.size(), most_bars));
  return sorted;
}

Json share_row(Json const& input) {
  Json const& shapley = input.at("shapley");
  double const share = shapley.at("value"), error = shapley.at("standard_error");
  return {{"input", input.at("input")},
          {"share", 100 * share},
          {"low", 100 * (share - coverage_95 * error)},
          {"high", 100 * (share + coverage_95 * error)},
          {"first_order", 100 * input.at("first_order").at("value").get<double>()},
          {"total", 100 * input.at("total").at("value").get<double>()}};
}

double swing(Json const& input) {
  if (input.at("median_at_p10").is_null() || input.at("median_at_p90").is_null()) return -1;
  return std::abs(input.at("median_at_p90").get<double>() -
                  input.at("median_at_p10").get<double>());
}

}  // namespace

std::optional<Chart> shapley_chart(Json const& output, Language const& say) {
  Json rows = Json::array();
  for (Json const& input : largest(output.at("inputs"), [](Json const& each) {
         return each.at("shapley").at("value").get<double>();
       }))
    rows.push_back(share_row(input));
  if (rows.empty()) return std::nullopt;
  std::string const title =
      say.format("Share of the variance by input [%]: {}", output_title(output, say));
  std::string const description =
      say.format("{}: Shapley effects with 95 % intervals, largest first", title);
  Json const tooltip = {tooltip_text("input", say("input")),
                        tooltip_number("share", say("Shapley effect [%]")),
                        tooltip_number("first_order", say("first order [%]")),
                        tooltip_number("total", say("total [%]"))};
  Json const bars = {{"mark", {{"type", "bar"}, {"color", blue}, {"height", {{"band", 0.7}}}}},
                     {"encoding", {{"x", quantity("share", say("share of the variance [%]"))}}}};
  Json const errors = {
      {"mark", {{"type", "rule"}, {"color", orange}, {"strokeWidth", 2}}},
      {"encoding",
       {{"x", quantity("low", say("share of the variance [%]"))}, {"x2", {{"field", "high"}}}}}};
  std::size_t const height = rows.size() * step_height;
  Json spec = chart_frame(std::move(rows), description);
  spec["height"] = height;
  spec["encoding"] = {{"y", name_axis("input")}, {"tooltip", tooltip}};
  spec["layer"] = {bars, errors};
  return Chart{"shapley", title, description, std::move(spec)};
}

std::optional<Chart> tornado_chart(Json const& output, Language const& say) {
  double const median = output.at("median");
  std::vector<Json> inputs = largest(output.at("inputs"), swing);
  std::erase_if(inputs, [](Json const& input) { return swing(input) <= 0; });
  if (inputs.empty()) return std::nullopt;
  DisplayUnit const unit =
      display_unit(output.at("unit").get<std::string>(), std::abs(median), say);
  Json rows = Json::array();
  for (Json const& input : inputs)
    rows.push_back({{"input", input.at("input")},
                    {"at_p10", input.at("median_at_p10").get<double>() / unit.factor},
                    {"at_p90", input.at("median_at_p90").get<double>() / unit.factor}});
  std::string const title = say.format("Median with one input low or high [{}]: {}", unit.unit,
                                       output_title(output, say));
  std::string const description = say.format("{}: widest first", title);
  Json const tooltip = {tooltip_text("input", say("input")),
                        tooltip_number("at_p10", say("at its P10")),
                        tooltip_number("at_p90", say("at its P90"))};
  auto const x = [&](char const* field) {
    Json channel = quantity(field, say.format("median [{}]", unit.unit));
    channel["scale"] = {{"zero", false}};
    return channel;
  };
  Json const bars = {{"mark", {{"type", "bar"}, {"color", blue}, {"height", {{"band", 0.6}}}}},
                     {"encoding", {{"x", x("at_p10")}, {"x2", {{"field", "at_p90"}}}}}};
  auto const end = [&](char const* field, char const* color, std::string const& shape) -> Json {
    return {{"mark",
             {{"type", "point"},
              {"filled", true},
              {"size", 60},
              {"opacity", 1},
              {"color", color},
              {"shape", shape}}},
            {"encoding", {{"x", x(field)}}}};
  };
  Json const middle = {{"mark", {{"type", "rule"}, {"color", grey}}},
                       {"encoding",
                        {{"x", {{"datum", median / unit.factor}, {"type", "quantitative"}}},
                         {"y", {{"value", 0}}},
                         {"y2", {{"value", "height"}}}}}};
  std::size_t const height = rows.size() * step_height;
  Json spec = chart_frame(std::move(rows), description);
  spec["height"] = height;
  spec["encoding"] = {{"y", name_axis("input")}, {"tooltip", tooltip}};
  spec["layer"] = {bars, end("at_p10", grey, "circle"), end("at_p90", orange, "circle"), middle};
  return Chart{"tornado", title, description, std::move(spec)};
}

}  // namespace nameplate
