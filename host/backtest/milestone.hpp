#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/metrics.hpp"
#include "nameplate/catalog.hpp"

/// What was said, and what has happened since (docs/milestones.md).
namespace nameplate {

enum class MilestoneKind { date, value };

/// What is known of a quantity: it lies between two bounds, of which one may be infinite.
struct Observation {
  double low = 0, high = 0;
};

/// A statement that can be judged: a build of the catalog or what was planned in its place, and
/// when a metric passed a threshold, or how high it was at a date.
struct Milestone {
  std::string id, name;
  std::string said;   // the date of the statement, as written
  std::string build;  // of the catalog; empty: `plan`
  std::optional<Build> plan;
  MetricId metric = MetricId::gross_gw;
  MilestoneKind kind = MilestoneKind::date;
  double threshold = 0;  // date: in the metric's unit; the date is when the metric first is above
  std::string at;        // value: its date, as written
  double judged_month = 0;  // the stated date, or that of the value; in months after the epoch
  double planned = 0;       // date: the same; value: in the metric's unit
  Observation actual;       // date: months after the epoch; value: in the metric's unit
  double said_month = 0, resolved_month = 0;  // ends of the statement's and the outcome's period
  std::string planned_text, actual_text;      // as written, for people
  Evidence evidence;
  Location location;
};

/// A statement that is kept but not judged, as its author put it.
struct UnscoredMilestone {
  std::string id, name, said, planned, actual;
  std::optional<double> ratio;  // actual over planned
  std::string reason;
  Evidence evidence;
  Location location;
};

/// A file of milestones, in the order of writing.
struct Milestones {
  std::string name, path;
  std::map<std::string, std::string> sources;  // the file's own
  std::vector<Milestone> scored;
  std::vector<UnscoredMilestone> unscored;
};

/// Reads and checks a file. `catalog`: the latest facts, for what entries refer to and for the
/// epoch. \throws InputError with every problem found.
Milestones load_milestones(std::filesystem::path const& path, Catalog const& catalog);

/// The same from text; `name` stands for the file in messages.
Milestones parse_milestones(std::string_view text, std::string const& name, Catalog const& catalog);

}  // namespace nameplate
