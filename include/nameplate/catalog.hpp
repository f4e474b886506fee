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

/// What has one value of a parameter on a path.
enum class Scope { global, region, platform, build, phase };
/// How binding an announcement is.
enum class Status {
  operating,
  under_construction,
  definitive,
  letter_of_intent,
  announced,
  cancelled
};
/// How well a figure is founded.
enum class Confidence { unstated, high, medium, low };
/// Number of the values of Status.
inline constexpr int status_count = 6;

/// A law written somewhere, with the place for messages.
struct Law {
  Distribution distribution;  ///< the law itself
  Location at;                ///< where it is written
};

/// Parameter name to law, as written in an instance's `parameters`.
using Laws = std::map<std::string, Law>;

/// What every entry may say about its evidence.
struct Evidence {
  std::vector<std::string> source;               ///< keys of Catalog::sources
  Confidence confidence = Confidence::unstated;  ///< as stated by the catalog
  std::string note;                              ///< for people
};

/// A quantity of the model, uncertain or not.
struct Parameter {
  std::string name;             ///< its key in the catalog
  Scope scope = Scope::global;  ///< what has one value of it on a path
  std::string unit;             ///< of its values
  std::optional<Law> law;       ///< none: by status, or by instance only
  std::array<std::optional<Law>, status_count> law_by_status;  ///< indexed by Status
  std::map<std::string, double> loadings;                      ///< factor name or "site" to loading
  Evidence evidence;                                           ///< where it is from
  Location at;                                                 ///< where it is written
};

/// Where builds stand, and households that they are compared with.
struct Region {
  std::string id;                     ///< its key in the catalog
  std::string name;                   ///< for people
  std::optional<std::string> parent;  ///< region that its laws are taken from where it has none
  Laws laws;                          ///< of parameters, in place of the general ones
  Evidence evidence;                  ///< where it is from
  Location at;                        ///< where it is written
};

/// A generation of accelerators, with the system around it.
struct Platform {
  std::string id;                          ///< its key in the catalog
  std::string name;                        ///< for people
  std::string vendor;                      ///< who makes it
  std::string first_volume;                ///< date of the first deliveries in volume, as written
  double dies_per_package = 1;             ///< accelerator dies in a package
  std::optional<double> peak_bf16_pflops;  ///< dense bf16 rate of a package, PFLOP/s
  std::optional<double> peak_fp8_pflops;   ///< dense fp8 rate of a package, PFLOP/s
  std::optional<double> peak_fp4_pflops;   ///< dense fp4 rate of a package, PFLOP/s
  std::optional<double> tdp_w;             ///< thermal design power of a package, W
  std::optional<double> memory_gb;         ///< memory of a package, GB
  Laws laws;                               ///< of parameters, in place of the general ones
  Evidence evidence;                       ///< where it is from
  Location at;                             ///< where it is written
};

/// Platform id to its share of IT power; shares are positive and sum to 1.
using PlatformMix = std::map<std::string, double>;

/// Probabilities that the announced power is facility, IT or accelerator-system power; they sum
/// to 1.
struct Basis {
  double facility = 1;  ///< probability of facility power
  double it = 0;        ///< probability of IT power
  double systems = 0;   ///< probability of power of the accelerator systems
};

/// A part of a build, with its own date.
struct Phase {
  std::optional<double> planned_mw;   ///< announced power, MW; this or `share`
  std::optional<double> share;        ///< of capacity_gw, or of what the contract buys
  double energized_month = 0;         ///< months after the epoch
  std::string energized;              ///< as written
  Status status = Status::announced;  ///< how binding it is
  PlatformMix platforms;              ///< what it is built of
  Laws laws;                          ///< of parameters, in place of the general ones
  Location at;                        ///< where it is written
};

/// Power of a build that is announced elsewhere, too.
struct Overlap {
  std::string with;  ///< build or group
  Law share;         ///< of its power that the other one counts, too, 0 to 1
};

/// One way to read announced money, and what it means if it is the right one.
struct FinancingReading {
  std::string id;               ///< its key in the catalog
  double probability = 1;       ///< that it is the right one
  double capex_factor = 1;      ///< on the capital cost per GW
  double completion_shift = 0;  ///< on the probit of the completion probability
  double funds_share = 1;       ///< of the money that pays for capital cost
  std::string note;             ///< for people
};

/// Money announced to pay for a build.
struct Financing {
  double usd_bn = 0;                       ///< announced, billions of US dollars
  std::vector<FinancingReading> readings;  ///< their probabilities sum to 1
  Evidence evidence;                       ///< where it is from
};

/// Something announced: a site, a programme, a deal over chips or a contract over compute.
struct Build {
  std::string id;                     ///< its key in the catalog
  std::string name;                   ///< for people
  std::vector<std::string> parties;   ///< who announced it
  std::vector<std::string> groups;    ///< keys of Catalog::groups
  std::string announced;              ///< date, as written
  std::string region;                 ///< key of Catalog::regions
  Basis basis;                        ///< what its power is said of
  Status status = Status::announced;  ///< how binding it is
  PlatformMix platforms;              ///< what it is built of
  std::optional<double> capacity_gw;  ///< announced power, GW, that shares of phases are of
  double slip_months = 0;             ///< added to the start of every phase, in scenarios
  /// Announced contract, billions of US dollars, where that states the size.
  std::optional<double> contract_usd_bn;
  std::optional<Financing> financing;  ///< money that pays for it
  std::vector<Phase> phases;           ///< its parts, each with its date
  std::vector<Overlap> overlaps;       ///< what it counts that others count, too
  Laws laws;                           ///< of parameters, in place of the general ones
  Evidence evidence;                   ///< where it is from
  Location at;                         ///< where it is written
};

/// Builds that are reported together.
struct Group {
  std::string id;    ///< its key in the catalog
  std::string name;  ///< for people
};

/// Something that people do with the compute, over and over.
struct Use {
  std::string id;         ///< its key in the catalog
  std::string name;       ///< for people
  Law tokens_per_use;     ///< computed tokens: output and uncached input
  Law uses_per_user_day;  ///< by those who count as its users
  Law peak_to_mean;       ///< capacity held for the busiest hour over that for the mean hour
  Evidence evidence;      ///< where it is from
  Location at;            ///< where it is written
};

/// A quantity as it was published: `scale` times a metric at a date is from `low` to `high`.
struct ClaimedQuantity {
  std::string date;           ///< of the claimed figure
  std::string since;          ///< of a metric `m:added` or `m:growth`: the date before; else empty
  double scale = 1;           ///< on the metric
  std::string unit;           ///< of the scaled metric
  double low = 0;             ///< least claimed
  double high = 0;            ///< most claimed; one figure: equal to the least
  bool flatters_high = true;  ///< whether a high figure is the optimistic one, or a low one
};

/// A date as it was published: a metric reaches a threshold by the end of a period.
struct ClaimedDate {
  double reaches = 0;  ///< in the metric's unit
  std::string by;      ///< early is optimistic
};

/// What somebody published about something that the model estimates.
struct Claim {
  std::string id;                                   ///< its key in the catalog
  std::string name;                                 ///< for people
  std::string published;                            ///< date, as written
  std::string reading;                              ///< how its words are understood
  std::string metric;                               ///< as Request has it
  std::string scope;                                ///< as Request has it
  std::vector<std::string> given;                   ///< conditions, as Request has them
  bool gross = false;                               ///< whether overlaps are counted
  std::variant<ClaimedQuantity, ClaimedDate> what;  ///< a quantity or a date
  Evidence evidence;                                ///< where it is from
  Location at;                                      ///< where it is written
};

/// A claimed date is looked for from the claim's publication to so many years after it.
inline constexpr int claimed_date_horizon_years = 10;

/// A quantity of the user's own that formulas read: one value a path.
struct Input {
  std::string id;                          ///< its key in the catalog
  std::string unit;                        ///< of its values
  Law value;                               ///< its law
  std::map<std::string, double> loadings;  ///< factor name to loading
  Evidence evidence;                       ///< where it is from
  Location at;                             ///< where it is written
};

/// Smallest and greatest magnitude to tally, in the metric's unit.
struct TallyRange {
  double low = 0;   ///< least
  double high = 0;  ///< greatest
};

/// A metric that the catalog makes of others by a formula.
struct FormulaMetric {
  std::string id;                   ///< its key in the catalog
  std::string title;                ///< for people
  std::string unit;                 ///< of its values
  std::string formula;              ///< as written
  std::optional<TallyRange> range;  ///< none: about what the formula gives for usual operands
  Evidence evidence;                ///< where it is from
  Location at;                      ///< where it is written
  Location formula_at;              ///< where the formula is written
};

/// An outside view shown beside the results, never an input.
struct OutsideView {
  std::string id;      ///< its key in the catalog
  std::string name;    ///< for people
  std::string unit;    ///< of its values
  Distribution value;  ///< as published
  Evidence evidence;   ///< where it is from
  Location at;         ///< where it is written
};

/// What moves parameters together: standard normal variables with these correlations.
struct Factors {
  std::vector<std::string> names;                ///< in the order of the matrix
  std::vector<std::vector<double>> correlation;  ///< of their normal scores, row by row
  std::optional<double> repair_distance;  ///< Frobenius, from the matrix as written, if repaired
  Evidence evidence;                      ///< where it is from
  Location at;                            ///< where it is written
};

/// Entries stand in the order of their ids, so the order of writing changes nothing.
struct Catalog {
  std::string name;                              ///< as_of: "latest" or a date
  std::string path;                              ///< file that was read
  std::string epoch;                             ///< month zero, as "2025-01"
  std::string as_of;                             ///< "latest" or a date
  int epoch_year = 2025;                         ///< of month zero
  int epoch_month = 1;                           ///< of month zero, 1 to 12
  Factors factors;                               ///< what makes parameters move together
  std::map<std::string, Parameter> parameters;   ///< by name
  std::map<std::string, Region> regions;         ///< by id
  std::map<std::string, Platform> platforms;     ///< by id
  std::map<std::string, Group> groups;           ///< by id
  std::map<std::string, Build> builds;           ///< those announced by `as_of`, revisions applied
  std::map<std::string, std::string> sources;    ///< key to reference
  std::map<std::string, Use> uses;               ///< by id
  std::map<std::string, Input> inputs;           ///< by id
  std::map<std::string, FormulaMetric> metrics;  ///< besides the model's
  std::map<std::string, Claim> claims;           ///< those published by `as_of`
  std::map<std::string, OutsideView> evidence;   ///< outside views, by id

  /// Of names, titles, readings and units, for tables: by language ("fr"), then by the text itself.
  std::map<std::string, std::map<std::string, std::string>> translations;
};

/// How a catalog is read.
struct CatalogOptions {
  std::optional<std::string> as_of;       ///< a date; none: the latest facts
  std::vector<std::string> assignments;   ///< "builds.x.capacity_gw=8", applied in order
  std::vector<std::string> changes = {};  ///< the same, applied after them: an alternative
  /// A matrix that is none of correlations becomes the nearest one.
  bool repair_correlation = false;
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
///@{
std::string_view name(Scope scope);
std::string_view name(Status status);
std::string_view name(Confidence confidence);
std::optional<Scope> scope_of(std::string_view word);
std::optional<Status> status_of(std::string_view word);
///@}

}  // namespace nameplate
