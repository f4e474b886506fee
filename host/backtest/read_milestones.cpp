#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <tuple>
#include <utility>

#include "host/backtest/milestone.hpp"
#include "host/catalog/date.hpp"
#include "host/catalog/document.hpp"
#include "host/catalog/keys.hpp"
#include "host/catalog/problems.hpp"
#include "host/catalog/read_entries.hpp"
#include "host/catalog/table_reader.hpp"
#include "nameplate/version.hpp"

namespace nameplate {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<std::string> metric_names() {
  std::vector<std::string> names;
  names.reserve(metric_count);
  for (MetricInfo const& row : metric_table) names.emplace_back(row.name);
  return names;
}

/// Reads one entry of [milestones].
class MilestoneReader {
 public:
  MilestoneReader(std::string const& id, Node const& node, References const& references,
                  double epoch_month, Problems& problems)
      : reader_(node, "milestones." + id, problems),
        id_(id),
        at_(node.at),
        references_(references),
        epoch_month_(epoch_month) {}

  bool is_unscored() { return reader_.find("unscored") != nullptr; }

  UnscoredMilestone read_unscored() {
    UnscoredMilestone milestone;
    milestone.id = id_;
    milestone.location = at_;
    milestone.name = reader_.required_text("name");
    milestone.said = reader_.text("said");
    milestone.planned = reader_.text("planned");
    milestone.actual = reader_.text("actual");
    milestone.ratio = reader_.number("ratio", {.min = 0});
    milestone.reason = reader_.required_text("unscored");
    milestone.evidence = read_evidence(reader_, references_);
    reader_.finish();
    return milestone;
  }

  Milestone read_scored() {
    milestone_.id = id_;
    milestone_.location = at_;
    milestone_.name = reader_.required_text("name");
    milestone_.said = reader_.required_date("said");
    milestone_.said_month = month_of(milestone_.said);
    read_subject();
    read_metric();
    read_outcome();
    milestone_.evidence = read_evidence(reader_, references_);
    reader_.finish();
    return std::move(milestone_);
  }

 private:
  /// The end of a period; 0 for one that is wrong and was reported.
  double month_of(std::string const& date) const {
    return date.empty() ? 0 : *end_of_period(date) - epoch_month_;
  }

  void read_subject() {
    milestone_.build = reader_.text("build");
    Node const* const plan = reader_.find("plan");
    if (milestone_.build.empty() == (plan == nullptr)) {
      reader_.problem(
          "needs build (an entry of the catalog) or plan (what was planned), one of them");
    } else if (plan) {
      milestone_.plan =
          read_plan(*plan, reader_.place("plan"), references_, epoch_month_, reader_.problems());
      milestone_.plan->id = "milestone:" + id_;  // no id of the catalog has a colon
      milestone_.plan->name = milestone_.name;
    } else {
      check_reference(reader_, "build", "build", milestone_.build, references_.builds);
    }
  }

  void read_metric() {
    if (!reader_.require("metric")) return;
    if (auto const position = reader_.word("metric", metric_names()))
      milestone_.metric = static_cast<MetricId>(*position);
  }

  void read_outcome() {
    bool const is_date = reader_.find("reaches"), is_value = reader_.find("date");
    if (is_date == is_value) {
      reader_.problem(
          "needs one outcome: reaches with actual or not_before; date with value, value_at_least "
          "or "
          "value_at_most; or unscored");
      reader_.know({"planned", "actual", "not_before", "value", "value_at_least", "value_at_most"});
    } else if (is_date) {
      read_date_outcome();
    } else {
      read_value_outcome();
    }
  }

  void read_date_outcome() {
    milestone_.kind = MilestoneKind::date;
    milestone_.threshold = reader_.required_number("reaches", {.min = 0});
    if (info(milestone_.metric).curve != Curve::online)
      reader_.problem("metric", fmt::format("{} has no first date: use a metric of what is online, "
                                            "such as gross_gw",
                                            info(milestone_.metric).name));
    milestone_.planned_text = reader_.required_date("planned");
    milestone_.planned = milestone_.judged_month = month_of(milestone_.planned_text);
    std::string const actual = reader_.date("actual"), not_before = reader_.date("not_before");
    bool const is_resolved = reader_.find("actual");
    if (is_resolved == (reader_.find("not_before") != nullptr)) {
      reader_.problem("reaches",
                      "needs actual (when it was) or not_before (it was not yet), one of them");
      return;
    }
    std::optional<Period> const window = period_of(is_resolved ? actual : not_before);
    if (!window) return;  // reported
    milestone_.actual = is_resolved
                            ? Observation{window->begin - epoch_month_, window->end - epoch_month_}
                            : Observation{window->end - epoch_month_, infinity};
    milestone_.actual_text = is_resolved ? actual : ">" + not_before;
    resolve(is_resolved ? "actual" : "not_before", window->end - epoch_month_);
    check_planned_date();
  }

  /// The stated date is one of the plan's: a slip of the pen would be scored as a delay.
  void check_planned_date() {
    if (!milestone_.plan || milestone_.planned_text.empty()) return;
    auto const& phases = milestone_.plan->phases;
    auto const has_date = [&](Phase const& phase) {
      return phase.energized_month == milestone_.planned;
    };
    if (!phases.empty() && std::none_of(phases.begin(), phases.end(), has_date))
      reader_.problem("planned", fmt::format("{} is the date of no phase of the plan",
                                             milestone_.planned_text));
  }

  void read_value_outcome() {
    milestone_.kind = MilestoneKind::value;
    milestone_.at = reader_.required_date("date");
    milestone_.judged_month = month_of(milestone_.at);
    milestone_.planned = reader_.required_number("planned", positive);
    milestone_.planned_text = fmt::format("{:g}", milestone_.planned);
    auto const value = reader_.number("value", {.min = 0});
    auto const least = reader_.number("value_at_least", {.min = 0});
    auto const most = reader_.number("value_at_most", {.min = 0});
    int given = 0;
    for (char const* const key : {"value", "value_at_least", "value_at_most"})
      given += reader_.find(key) ? 1 : 0;
    if (given != 1)
      reader_.problem("date", "needs value, value_at_least or value_at_most, one of them");
    milestone_.actual = {value.value_or(least.value_or(-infinity)),
                         value.value_or(most.value_or(infinity))};
    milestone_.actual_text = value   ? fmt::format("{:g}", *value)
                             : least ? fmt::format("≥{:g}", *least)
                                     : fmt::format("≤{:g}", most.value_or(0));
    resolve("date", milestone_.judged_month);
  }

  void resolve(char const* key, double month) {
    milestone_.resolved_month = month;
    if (!milestone_.said.empty() && month <= milestone_.said_month)
      reader_.problem(
          key, fmt::format("the outcome is not after {}, when it was said", milestone_.said));
  }

  TableReader reader_;
  std::string id_;
  Location at_;
  References const& references_;
  double epoch_month_;
  Milestone milestone_;
};

void read_schema(TableReader& root) {
  Node const* const schema = root.require("schema");
  if (!schema) return;
  auto const* const version = std::get_if<std::int64_t>(&schema->value);
  if (!version || *version != milestones_schema_version)
    root.problem("schema",
                 fmt::format("must be {}, is {}", milestones_schema_version, describe(*schema)));
}

std::map<std::string, std::string> read_sources(TableReader& root) {
  std::map<std::string, std::string> texts;
  Node const* const node = root.find("sources");
  if (!node) return texts;
  TableReader sources(*node, "sources", root.problems());
  if (!node->table()) return texts;
  for (auto const& entry : *node->table()) texts[entry.first] = sources.required_text(entry.first);
  return texts;
}

std::vector<std::string> all_sources(Catalog const& catalog, Milestones const& milestones) {
  std::vector<std::string> sources = keys(catalog.sources);
  for (auto const& entry : milestones.sources) sources.push_back(entry.first);
  return sources;
}

void read_entries(TableReader& root, References const& references, double epoch_month,
                  Milestones& milestones) {
  Node const* const entries = root.require("milestones");
  if (!entries) return;
  TableReader const table(*entries, "milestones", root.problems());
  if (!entries->table()) return;
  for (auto const& entry : *entries->table()) {
    MilestoneReader reader(entry.first, entry.second, references, epoch_month, root.problems());
    if (reader.is_unscored()) {
      milestones.unscored.push_back(reader.read_unscored());
    } else {
      milestones.scored.push_back(reader.read_scored());
    }
  }
}

Milestones read_milestones(Node const& document, std::string const& path, Catalog const& catalog,
                           Problems& problems) {
  problems.throw_if_any();
  TableReader root(document, "", problems);
  Milestones milestones;
  milestones.path = path;
  read_schema(root);
  milestones.name = root.required_text("name");
  milestones.sources = read_sources(root);
  References const references{.builds = keys(catalog.builds),
                              .groups = keys(catalog.groups),
                              .platforms = keys(catalog.platforms),
                              .regions = keys(catalog.regions),
                              .sources = all_sources(catalog, milestones),
                              .factors = catalog.factors.names,
                              .parameters = catalog.parameters};
  double const epoch_month = catalog.epoch_year * 12.0 + (catalog.epoch_month - 1);
  read_entries(root, references, epoch_month, milestones);
  root.finish();
  problems.throw_if_any();
  auto const by_place = [](auto const& a, auto const& b) {
    return std::tie(a.location.line, a.location.column) <
           std::tie(b.location.line, b.location.column);
  };
  std::stable_sort(milestones.scored.begin(), milestones.scored.end(), by_place);
  std::stable_sort(milestones.unscored.begin(), milestones.unscored.end(), by_place);
  return milestones;
}

}  // namespace

Milestones load_milestones(std::filesystem::path const& path, Catalog const& catalog) {
  Problems problems;
  Node const root = load_document(path, problems);
  return read_milestones(root, path.string(), catalog, problems);
}

Milestones parse_milestones(std::string_view text, std::string const& name,
                            Catalog const& catalog) {
  Problems problems;
  Node const root = load_document(text, name, problems);
  return read_milestones(root, name, catalog, problems);
}

}  // namespace nameplate
