#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "nameplate/distribution.hpp"
#include "nameplate/error.hpp"

/// What people edit: the contents of a catalog (docs/catalog.md), checked, with defaults resolved,
/// before compilation.
namespace nameplate {

enum class Scope { global, region, platform, build, phase };
enum class Status {
  operating,
  under_construction,
  definitive,
  letter_of_intent,
  announced,
  cancelled
};
enum class Confidence { unstated, high, medium, low };
inline constexpr int status_count = 6;

/// A law written somewhere, with the place for messages.
struct Law {
  Distribution distribution;
  Location at;
};

/// Parameter name to law, as written in an instance's `parameters`.
using Laws = std::map<std::string, Law>;

/// What every entry may say about its evidence.
struct Evidence {
  std::vector<std::string> source;
  Confidence confidence = Confidence::unstated;
  std::string note;
};

struct Parameter {
  std::string name;
  Scope scope = Scope::global;
  std::string unit;
  std::optional<Law> law;  // none: by status, or by instance only
  std::array<std::optional<Law>, status_count> law_by_status;  // indexed by Status
  std::map<std::string, double> loadings;                      // factor name or "site" to loading
  Evidence evidence;
  Location at;
};

struct Region {
  std::string id, name;
  std::optional<std::string> parent;
  Laws laws;
  Evidence evidence;
  Location at;
};

struct Platform {
  std::string id, name, vendor, first_volume;
  double dies_per_package = 1;
  std::optional<double> peak_bf16_pflops, peak_fp8_pflops, peak_fp4_pflops;  // dense, per package
  std::optional<double> tdp_w, memory_gb;
  Laws laws;
  Evidence evidence;
  Location at;
};

/// Platform id to its share of IT power; shares are positive and sum to 1.
using PlatformMix = std::map<std::string, double>;

/// Probabilities that the announced power is facility, IT or accelerator-system power; they sum
/// to 1.
struct Basis {
  double facility = 1, it = 0, systems = 0;
};

struct Phase {
  std::optional<double> planned_mw;  // one of the two
  std::optional<double> share;       // of capacity_gw, or of what the contract buys
  double energized_month = 0;        // months after the epoch
  std::string energized;             // as written
  Status status = Status::announced;
  PlatformMix platforms;
  Laws laws;
  Location at;
};

struct Overlap {
  std::string with;  // build or group
  Law share;
};

/// One way to read announced money, and what it means if it is the right one.
struct FinancingReading {
  std::string id;
  double probability = 1;
  double capex_factor = 1;      // on the capital cost per GW
  double completion_shift = 0;  // on the probit of the completion probability
  double funds_share = 1;       // of the money that pays for capital cost
  std::string note;
};

/// Money announced to pay for a build.
struct Financing {
  double usd_bn = 0;
  std::vector<FinancingReading> readings;  // their probabilities sum to 1
  Evidence evidence;
};

struct Build {
  std::string id, name;
  std::vector<std::string> parties, groups;
  std::string announced, region;
  Basis basis;
  Status status = Status::announced;
  PlatformMix platforms;
  std::optional<double> capacity_gw;
  double slip_months = 0;  // added to the start of every phase, in scenarios
  std::optional<double> contract_usd_bn;
  std::optional<Financing> financing;
  std::vector<Phase> phases;
  std::vector<Overlap> overlaps;
  Laws laws;
  Evidence evidence;
  Location at;
};

struct Group {
  std::string id, name;
};

/// Something that people do with the compute, over and over.
struct Use {
  std::string id, name;
  Law tokens_per_use;     // computed tokens: output and uncached input
  Law uses_per_user_day;  // by those who count as its users
  Law peak_to_mean;       // capacity held for the busiest hour over that for the mean hour
  Evidence evidence;
  Location at;
};

/// A quantity as it was published: `scale` times a metric at a date is from `low` to `high`.
struct ClaimedQuantity {
  std::string date;
  std::string since;  // of a metric `m:added` or `m:growth`: the date before; else empty
  double scale = 1;
  std::string unit;           // of the scaled metric
  double low = 0, high = 0;   // one figure: equal
  bool flatters_high = true;  // whether a high figure is the optimistic one, or a low one
};

/// A date as it was published: a metric reaches a threshold by the end of a period.
struct ClaimedDate {
  double reaches = 0;  // in the metric's unit
  std::string by;      // early is optimistic
};

/// What somebody published about something that the model estimates.
struct Claim {
  std::string id, name, published;
  std::string reading;        // how its words are understood
  std::string metric, scope;  // as Request has them
  std::vector<std::string> given;
  bool gross = false;
  std::variant<ClaimedQuantity, ClaimedDate> what;
  Evidence evidence;
  Location at;
};

/// A claimed date is looked for from the claim's publication to so many years after it.
inline constexpr int claimed_date_horizon_years = 10;

/// A quantity of the user's own that formulas read: one value a path.
struct Input {
  std::string id, unit;
  Law value;
  std::map<std::string, double> loadings;  // factor name to loading
  Evidence evidence;
  Location at;
};

/// Smallest and greatest magnitude to tally, in the metric's unit.
struct TallyRange {
  double low = 0, high = 0;
};

/// A metric that the catalog makes of others by a formula.
struct FormulaMetric {
  std::string id, title, unit, formula;
  std::optional<TallyRange> range;  // none: about what the formula gives for usual operands
  Evidence evidence;
  Location at, formula_at;
};

/// An outside view shown beside the results, never an input.
struct OutsideView {
  std::string id, name, unit;
  Distribution value;
  Evidence evidence;
  Location at;
};

struct Factors {
  std::vector<std::string> names;
  std::vector<std::vector<double>> correlation;
  std::optional<double> repair_distance;  // Frobenius, from the matrix as written, if repaired
  Evidence evidence;
  Location at;
};

/// Entries stand in the order of their ids, so the order of writing changes nothing.
struct Catalog {
  std::string name, path, epoch, as_of;  // as_of: "latest" or a date
  int epoch_year = 2025, epoch_month = 1;
  Factors factors;
  std::map<std::string, Parameter> parameters;
  std::map<std::string, Region> regions;
  std::map<std::string, Platform> platforms;
  std::map<std::string, Group> groups;
  std::map<std::string, Build> builds;  // those announced by `as_of`, revisions applied
  std::map<std::string, std::string> sources;
  std::map<std::string, Use> uses;
  std::map<std::string, Input> inputs;
  std::map<std::string, FormulaMetric> metrics;  // besides the model's
  std::map<std::string, Claim> claims;           // those published by `as_of`
  std::map<std::string, OutsideView> evidence;

  /// Of names, titles, readings and units, for tables: by language ("fr"), then by the text itself.
  std::map<std::string, std::map<std::string, std::string>> translations;
};

struct CatalogOptions {
  std::optional<std::string> as_of;       // a date; none: the latest facts
  std::vector<std::string> assignments;   // "builds.x.capacity_gw=8", applied in order
  std::vector<std::string> changes = {};  // the same, applied after them: an alternative
  bool repair_correlation = false;  // a matrix that is none of correlations becomes the nearest one
};

/// Reads, merges and checks a catalog. \throws InputError with every problem found.
Catalog load_catalog(std::filesystem::path const& path, CatalogOptions const& options = {});

/// The same from text; `name` stands for the file in messages, and relative includes start at the
/// working directory.
Catalog parse_catalog(std::string_view text, std::string const& name,
                      CatalogOptions const& options = {});

/// A date or the end of a period ("2026-12-31", "2026-12", "2026-Q3", "2026-H2", "2026") in months
/// after the epoch (first day of `epoch_year`-`epoch_month`). \throws InputError naming `place`.
double months_after_epoch(std::string_view date, Catalog const& catalog, std::string const& place);

/// Words used in catalogs for the enumerations, and back (empty if unknown).
std::string_view name(Scope scope);
std::string_view name(Status status);
std::string_view name(Confidence confidence);
std::optional<Scope> scope_of(std::string_view word);
std::optional<Status> status_of(std::string_view word);

}  // namespace nameplate
