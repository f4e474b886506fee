#include "host/compile/outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "host/catalog/date.hpp"
#include "host/catalog/keys.hpp"
#include "host/catalog/limits.hpp"
#include "host/catalog/problems.hpp"
#include "host/compile/metric_inputs.hpp"
#include "host/compile/resolve.hpp"
#include "host/refuse.hpp"

namespace nameplate {
namespace {

/// Every metric of the model, by the name that is asked for.
std::map<std::string, MetricName> model_metric_names(Catalog const& catalog) {
  std::map<std::string, MetricName> names;
  for (int i = 0; i < metric_count; ++i) {
    auto const id = static_cast<MetricId>(i);
    if (id != MetricId::users) names[info(id).name] = {id, {}, {}};
  }
  for (auto const& entry : catalog.uses)
    names[fmt::format("{}:{}", info(MetricId::users).name, entry.first)] = {
        MetricId::users, entry.first, {}};
  return names;
}

MetricName metric_of(Catalog const& catalog, std::string const& word) {
  std::map<std::string, MetricName> names = model_metric_names(catalog);
  for (auto const& entry : catalog.metrics) names[entry.first] = {{}, {}, entry.first};
  auto const at = names.find(word);
  if (at == names.end())
    refuse("metrics", fmt::format("unknown metric \"{}\"{}", word, suggestion(word, keys(names))));
  return at->second;
}

/// What people call households is what the press means: on the energy basis.
AskedMetric read_metric(Catalog const& catalog, std::string const& word) {
  std::string const text = word == "households" ? info(MetricId::homes_energy).name : word;
  AskedMetric asked;
  asked.text = text;
  std::string const use_prefix = std::string(info(MetricId::users).name) + ":";
  std::size_t const name = text.starts_with(use_prefix) ? use_prefix.size() : 0;
  if (auto const slash = text.find('/'); slash != std::string::npos) {
    asked.quantity = Quantity::ratio;
    asked.metric = metric_of(catalog, text.substr(0, slash));
    asked.denominator = metric_of(catalog, text.substr(slash + 1));
  } else if (auto const colon = text.find(':', name); colon != std::string::npos) {
    std::string const change = text.substr(colon + 1);
    if (change != "added" && change != "growth") {
      refuse("metrics", fmt::format("\"{}\": after the colon must stand added or growth", text));
    }
    asked.quantity = change == "added" ? Quantity::added : Quantity::growth;
    asked.metric = metric_of(catalog, text.substr(0, colon));
  } else {
    asked.metric = metric_of(catalog, text);
  }
  return asked;
}

/// The same in the order of MetricId.
std::vector<std::pair<MetricId, std::string>> names_in_order(Catalog const& catalog) {
  std::vector<std::pair<MetricId, std::string>> names;
  for (auto const& [name, metric] : model_metric_names(catalog))
    names.emplace_back(metric.id, name);
  std::sort(names.begin(), names.end());
  return names;
}

void check_obstacle(Catalog const& catalog, std::string const& asked, MetricId id) {
  std::string const why = obstacle(catalog, id);
  if (!why.empty()) refuse("metrics", fmt::format("\"{}\": {}", asked, why));
}

std::vector<AskedMetric> read_metrics(Catalog const& catalog, std::vector<std::string> const& words,
                                      std::size_t date_count) {
  std::vector<AskedMetric> metrics;
  if (!words.empty()) {
    std::set<std::string> seen;
    for (std::string const& word : words) {
      if (!seen.insert(word).second) continue;
      metrics.push_back(read_metric(catalog, word));
      AskedMetric const& asked = metrics.back();
      for (MetricName const& part : asked.parts())
        if (part.formula.empty()) check_obstacle(catalog, word, part.id);
      bool const is_change =
          asked.quantity == Quantity::added || asked.quantity == Quantity::growth;
      if (is_change && date_count < 2)
        refuse("metrics", fmt::format("\"{}\": a change needs two dates or more", word));
    }
    return metrics;
  }
  for (auto const& [id, name] : names_in_order(catalog))
    if (obstacle(catalog, id).empty()) metrics.push_back(read_metric(catalog, name));
  if (date_count > 1) {
    metrics.push_back(read_metric(catalog, "facility_gw:added"));
    metrics.push_back(read_metric(catalog, "facility_gw:growth"));
  }
  return metrics;
}

std::vector<AskedDate> read_dates(Catalog const& catalog, std::vector<std::string> words) {
  if (words.empty()) {
    for (int year = catalog.epoch_year + 1; year <= catalog.epoch_year + 5; ++year)
      words.push_back(std::to_string(year));
  }
  if (words.size() > most_dates)
    refuse("dates",
           fmt::format("has {} dates, a run may have at most {}", words.size(), most_dates));
  double const epoch_month = catalog.epoch_year * 12.0 + (catalog.epoch_month - 1);
  std::vector<AskedDate> dates;
  for (std::string const& word : words) {
    double const months = months_after_epoch(word, catalog, "dates");
    if (!dates.empty() && months <= dates.back().months) {
      refuse("dates",
             fmt::format("\"{}\" is not after \"{}\": dates must ascend", word, dates.back().text));
    }
    dates.push_back({months, date_text(months + epoch_month)});
  }
  return dates;
}

bool is_cancelled(Phase const& phase) { return phase.status == Status::cancelled; }

bool is_counted(Build const& build) {
  return build.status != Status::cancelled &&
         !std::all_of(build.phases.begin(), build.phases.end(), is_cancelled);
}

BuildIds builds_of(Catalog const& catalog, std::string const& group) {
  BuildIds ids;
  for (auto const& [id, build] : catalog.builds) {
    bool const is_member = group.empty() || std::find(build.groups.begin(), build.groups.end(),
                                                      group) != build.groups.end();
    if (is_member && is_counted(build)) ids.push_back(id);
  }
  return ids;
}

AskedScope scope_of_builds(std::string const& name, BuildIds const& builds) {
  return {name, builds, std::make_shared<BuildIds const>(builds)};
}

AskedScope group_scope(Catalog const& catalog, std::string const& group) {
  return scope_of_builds("group:" + group, builds_of(catalog, group));
}

AskedScope portfolio_scope(Catalog const& catalog) {
  return scope_of_builds("portfolio", builds_of(catalog, ""));
}

AskedScope build_scope(Catalog const& catalog, std::string const& build) {
  return {"build:" + build, {build}, std::make_shared<BuildIds const>(builds_of(catalog, ""))};
}

void add_groups(Catalog const& catalog, std::vector<AskedScope>& scopes) {
  for (auto const& entry : catalog.groups) {
    AskedScope const scope = group_scope(catalog, entry.first);
    if (!scope.builds.empty()) scopes.push_back(scope);
  }
}

void add_builds(Catalog const& catalog, std::vector<AskedScope>& scopes) {
  auto const all = std::make_shared<BuildIds const>(builds_of(catalog, ""));
  for (std::string const& id : *all) scopes.push_back({"build:" + id, {id}, all});
}

/// The build of that name. \throws InputError if it is not known, or cancelled
Build const& counted_build(Catalog const& catalog, std::string const& place,
                           std::string const& id) {
  auto const at = catalog.builds.find(id);
  if (at == catalog.builds.end())
    refuse(place, fmt::format("unknown build \"{}\"{}", id, suggestion(id, keys(catalog.builds))));
  if (!is_counted(at->second))
    refuse(place, fmt::format("build \"{}\" is cancelled as of {}", id, catalog.as_of));
  return at->second;
}

void read_scope(Catalog const& catalog, std::string const& word, std::vector<AskedScope>& scopes) {
  if (word == "group:all") return read_scope(catalog, "portfolio", scopes);
  if (word == "portfolio" || word == "all") scopes.push_back(portfolio_scope(catalog));
  if (word == "groups" || word == "all") add_groups(catalog, scopes);
  if (word == "builds" || word == "all") add_builds(catalog, scopes);
  if (word == "portfolio" || word == "groups" || word == "builds" || word == "all") return;
  if (word.starts_with("group:")) {
    std::string const id = word.substr(6);
    if (!catalog.groups.contains(id))
      refuse("scope",
             fmt::format("unknown group \"{}\"{}", id, suggestion(id, keys(catalog.groups))));
    scopes.push_back(group_scope(catalog, id));
    if (scopes.back().builds.empty())
      refuse("scope", fmt::format("group \"{}\" has no build as of {}", id, catalog.as_of));
  } else if (word.starts_with("build:")) {
    scopes.push_back(build_scope(catalog, counted_build(catalog, "scope", word.substr(6)).id));
  } else {
    refuse("scope",
           fmt::format("\"{}\": must be portfolio, group:NAME, build:NAME, groups, builds or all",
                       word));
  }
}

std::map<std::string, Condition> read_conditions(Catalog const& catalog,
                                                 std::vector<std::string> const& texts) {
  std::map<std::string, Condition> conditions;
  for (std::string const& text : texts) {
    std::size_t const space = text.find(' ');
    std::string const word = space == std::string::npos ? "" : text.substr(space + 1);
    if (!text.starts_with("build:") || (word != "completes" && word != "fails"))
      refuse("given",
             fmt::format("\"{}\": must be \"build:NAME completes\" or \"build:NAME fails\"", text));
    std::string const id = text.substr(6, space - 6);
    Condition const condition =
        word == "completes" ? Condition::all_built : Condition::not_all_built;
    Build const& build = counted_build(catalog, "given", id);
    if (!conditions.try_emplace(build.id, condition).second)
      refuse("given", fmt::format("\"{}\": a second condition on build \"{}\"", text, id));
  }
  return conditions;
}

std::vector<AskedScope> read_scopes(Catalog const& catalog, std::vector<std::string> const& words) {
  std::vector<AskedScope> scopes;
  for (std::string const& word : words) read_scope(catalog, word, scopes);
  std::set<std::string> seen;
  std::erase_if(scopes, [&](AskedScope const& scope) { return !seen.insert(scope.name).second; });
  return scopes;
}

bool lacks_peak(Platform const& platform, MetricId id) {
  switch (id) {
    case MetricId::peak_bf16_eflops:
    case MetricId::effective_eflops:
      return !platform.peak_bf16_pflops;
    case MetricId::peak_fp8_eflops:
    case MetricId::h100e:
    case MetricId::inference_eflops:
    case MetricId::tokens_per_day:
    case MetricId::users:
      return !platform.peak_fp8_pflops;
    default:
      return false;
  }
}

std::string obstacle_in_phase(Catalog const& catalog, MetricId id, Build const& build,
                              std::size_t phase) {
  for (auto const& [platform_id, share] : build.phases[phase].platforms) {
    Platform const& platform = catalog.platforms.at(platform_id);
    if (lacks_peak(platform, id))
      return fmt::format("platform \"{}\" has no such peak_pflops", platform_id);
    for (ParameterId const parameter : metric_parameters(id)) {
      if (!resolve(catalog, parameter, build, phase, &platform)) {
        return fmt::format("builds.{}: no law for {}", build.id, info(parameter).name);
      }
    }
  }
  return {};
}

/// Sorts what a formula reads into inputs, metrics of the model and other formulas.
void add_operands(Catalog const& catalog, Formula const& formula,
                  std::map<std::string, MetricName> const& model_metrics, Asked& asked) {
  for (std::string const& name : formula.program.symbols) {
    auto const input = catalog.inputs.find(name);
    auto const metric = model_metrics.find(name);
    if (input != catalog.inputs.end()) {
      if (std::find(asked.inputs.begin(), asked.inputs.end(), &input->second) == asked.inputs.end())
        asked.inputs.push_back(&input->second);
    } else if (metric == model_metrics.end()) {
      asked.read[name] = {{}, {}, name};
    } else if (asked.read.try_emplace(name, metric->second).second) {
      check_obstacle(catalog, formula.metric->id, metric->second.id);
    }
  }
}

/// Fills in what the asked metrics are made from.
void resolve_formulas(Catalog const& catalog, Asked& asked) {
  std::vector<std::string> wanted;
  std::set<MetricName> model_metrics;
  for (AskedMetric const& metric : asked.metrics) {
    for (MetricName const& part : metric.parts()) {
      if (part.formula.empty())
        model_metrics.insert(part);
      else
        wanted.push_back(part.formula);
    }
  }
  asked.formulas = translate_formulas(catalog, wanted);
  if (!asked.formulas.empty()) {
    std::map<std::string, MetricName> const known = model_metric_names(catalog);
    for (Formula const& formula : asked.formulas) add_operands(catalog, formula, known, asked);
  }
  for (auto const& entry : asked.read)
    if (entry.second.formula.empty()) model_metrics.insert(entry.second);
  asked.model_metrics.assign(model_metrics.begin(), model_metrics.end());
}

/// Before anything is made of them. A change has no output at the first date.
void require_few_outputs(Asked const& asked) {
  std::size_t const outputs = asked.scopes.size() * asked.metrics.size() * asked.dates.size();
  if (outputs > most_outputs)
    refuse("outputs", fmt::format("{} scopes with {} metrics at {} dates are {} outputs, a run may "
                                  "have at most {}: ask for fewer",
                                  asked.scopes.size(), asked.metrics.size(), asked.dates.size(),
                                  outputs, most_outputs));
}

}  // namespace

std::string obstacle(Catalog const& catalog, MetricId id) {
  for (ParameterId const parameter : metric_parameters(id)) {
    if (reads_in_us_region(id, parameter) && !resolve_in_region(catalog, parameter, "us"))
      return fmt::format("needs a region \"us\" with {}", info(parameter).name);
  }
  for (auto const& [build_id, build] : catalog.builds) {
    if (!is_counted(build)) continue;
    for (std::size_t phase = 0; phase < build.phases.size(); ++phase) {
      if (is_cancelled(build.phases[phase])) continue;
      if (std::string why = obstacle_in_phase(catalog, id, build, phase); !why.empty()) return why;
    }
  }
  return {};
}

Asked read_request(Catalog const& catalog, Request const& request) {
  Asked asked;
  asked.dates = read_dates(catalog, request.dates);
  asked.scopes = read_scopes(catalog, request.scopes);
  asked.metrics = read_metrics(catalog, request.metrics, asked.dates.size());
  require_few_outputs(asked);
  resolve_formulas(catalog, asked);
  asked.given = read_conditions(catalog, request.given);
  asked.is_gross = request.gross;
  return asked;
}

}  // namespace nameplate
