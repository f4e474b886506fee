#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "host/catalog/date.hpp"
#include "host/catalog/read_entries.hpp"

namespace nameplate {
namespace {

bool is_change(std::string const& metric) {
  return metric.ends_with(":added") || metric.ends_with(":growth");
}

std::string read_metric(TableReader& reader) {
  std::string metric = reader.required_text("metric");
  if (is_change(metric) && reader.find("reaches"))
    reader.problem("metric",
                   fmt::format("a claimed date needs a metric or a ratio, is \"{}\"", metric));
  return metric;
}

std::string read_scope(TableReader& reader, References const& references) {
  std::string scope = reader.required_text("scope");
  if (scope.empty() || scope == "portfolio" || scope == "group:all") return scope;
  if (scope.starts_with("build:")) {
    check_reference(reader, "scope", "build", scope.substr(6), references.builds);
  } else if (scope.starts_with("group:")) {
    check_reference(reader, "scope", "group", scope.substr(6), references.groups);
  } else {
    reader.problem("scope",
                   fmt::format("must be portfolio, group:NAME or build:NAME, is \"{}\"", scope));
  }
  return scope;
}

std::vector<std::string> read_given(TableReader& reader, References const& references) {
  std::vector<std::string> conditions = reader.texts("given");
  std::set<std::string> builds;
  for (std::string const& condition : conditions) {
    std::size_t const space = std::min(condition.find(' '), condition.size());
    std::string const word = condition.substr(space);
    if (!condition.starts_with("build:") || (word != " completes" && word != " fails")) {
      reader.problem("given", fmt::format("must be \"build:NAME completes\" or \"build:NAME "
                                          "fails\", has \"{}\"",
                                          condition));
      continue;
    }
    std::string const build = condition.substr(0, space).substr(6);
    check_reference(reader, "given", "build", build, references.builds);
    if (!builds.insert(build).second)
      reader.problem("given", fmt::format("a second condition on build \"{}\"", build));
  }
  return conditions;
}

bool read_gross(TableReader& reader) {
  Node const* const gross = reader.find("gross");
  if (!gross) return false;
  if (auto const* const value = std::get_if<bool>(&gross->value)) return *value;
  reader.problem("gross", fmt::format("must be true or false, is {}", describe(*gross)));
  return false;
}

/// `value = 25e6` or `value = [3e6, 9e6]`.
void read_figure(TableReader& reader, ClaimedQuantity& claimed) {
  Node const* const value = reader.require("value");
  if (!value) return;
  if (!value->array()) {
    claimed.low = claimed.high = reader.required_number("value", positive);
    return;
  }
  std::vector<double> const ends = reader.numbers("value", positive);
  if (ends.size() != 2 || ends[0] >= ends[1]) {
    reader.problem("value", "a range must be [low, high], with low below high");
    return;
  }
  claimed.low = ends[0];
  claimed.high = ends[1];
}

/// `date`, and `since` where the metric is a change.
void read_dates(TableReader& reader, std::string const& metric, ClaimedQuantity& claimed) {
  if (!reader.find("date")) reader.problem("missing key \"date\" or \"reaches\"");
  claimed.date = reader.date("date");
  claimed.since = is_change(metric) ? reader.required_date("since") : reader.date("since");
  if (claimed.since.empty()) return;
  if (!is_change(metric))
    reader.problem("since", fmt::format("needs a change, such as \"{}:added\"", metric));
  auto const from = end_of_period(claimed.since), to = end_of_period(claimed.date);
  if (from && to && *from >= *to)
    reader.problem("since", fmt::format("must be before the date, {}, is \"{}\"", claimed.date,
                                        claimed.since));
}

ClaimedQuantity read_quantity(TableReader& reader, std::string const& metric) {
  ClaimedQuantity claimed;
  read_dates(reader, metric, claimed);
  claimed.scale = reader.number("scale", positive).value_or(1);
  claimed.unit = reader.required_text("unit");
  read_figure(reader, claimed);
  reader.require("flatters");
  claimed.flatters_high = reader.word("flatters", {"high", "low"}).value_or(0) == 0;
  return claimed;
}

ClaimedDate read_date(TableReader& reader, std::string const& published) {
  ClaimedDate claimed;
  claimed.reaches = reader.required_number("reaches", positive);
  claimed.by = reader.required_date("value");
  for (char const* const key : {"date", "since", "scale", "unit", "flatters"})
    if (reader.find(key)) reader.problem(key, "has no meaning where the claim is a date");
  auto const said = end_of_period(published), by = end_of_period(claimed.by);
  if (said && by && (*by < *said || *by > *said + 12.0 * claimed_date_horizon_years))
    reader.problem("value", fmt::format("must be within {} years after the claim was published, "
                                        "in {}, is \"{}\"",
                                        claimed_date_horizon_years, published, claimed.by));
  return claimed;
}

}  // namespace

Claim read_claim(std::string const& id, Node const& node, References const& references,
                 Problems& problems) {
  Claim claim;
  claim.id = id;
  claim.at = node.at;
  TableReader reader(node, "claims." + id, problems);
  claim.name = reader.required_text("name");
  claim.published = reader.required_date("published");
  claim.reading = reader.required_text("reading");
  claim.metric = read_metric(reader);
  claim.scope = read_scope(reader, references);
  claim.given = read_given(reader, references);
  claim.gross = read_gross(reader);
  if (reader.find("reaches"))
    claim.what = read_date(reader, claim.published);
  else
    claim.what = read_quantity(reader, claim.metric);
  claim.evidence = read_evidence(reader, references);
  reader.finish();
  return claim;
}

}  // namespace nameplate
