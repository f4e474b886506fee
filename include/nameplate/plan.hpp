#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "nameplate/catalog.hpp"

namespace nameplate {

/// What is asked of a run.
struct Request {
  /// Report dates (docs/catalog.md, "Dates"), ascending. Empty: the ends of the five years after
  /// the catalog's epoch year.
  std::vector<std::string> dates;

  /// "portfolio" (or "group:all"), "group:NAME", "build:NAME", "groups", "builds" or "all".
  std::vector<std::string> scopes = {"portfolio"};

  /// Metric names ("users:NAME" for a use of the catalog); "a/b" for the ratio of two; "m:added"
  /// and "m:growth" for change against the date before and the factor of growth. Empty: every
  /// metric whose parameters the catalog has, and the facility power added and its growth.
  std::vector<std::string> metrics;

  /// Conditions, all of which a path must meet for its outputs to have values: "build:NAME
  /// completes" (all of its phases get built) or "build:NAME fails" (not all of them do).
  std::vector<std::string> given = {};

  /// Counts every build whole, also what other builds of the scope count.
  bool gross = false;
};

/// What is made of a metric: its value, the ratio of two, its change and growth since the date
/// before.
enum class Quantity { value, ratio, added, growth };

/// What one output of a plan is.
struct OutputLabel {
  std::string metric;  ///< as asked: "energy_twh", "capex_usd_bn/it_gw", "facility_gw:growth"
  std::string title;   ///< for people
  std::string unit;    ///< of the values
  Quantity quantity = Quantity::value;  ///< what is made of the metric
  std::string scope;                    ///< "portfolio", "group:openai", "build:stargate-abilene"
  std::string date;                     ///< as "2028-12-31"
};

/// What a variable of a plan is. Those of one stream and input have the same random word.
struct DrawnInput {
  std::string input;  ///< a parameter, a factor, "site", "basis", "overlap", "financing"
  /// "build:stargate-abilene", "platform:gb200-nvl72", "factor:grid", "global".
  std::string stream;
  double scale = 1;  ///< its law is read at offset + scale z, z its standard normal variable

  /// Whether it is one of those that move parameters together.
  bool is_factor() const { return stream.starts_with("factor:") || stream.starts_with("site:"); }
};

/// A catalog compiled for execution: flat bytes (kernels/plan.hpp) and the meaning of their
/// outputs.
struct Plan {
  std::vector<std::byte> bytes;     ///< kernels/plan.hpp
  std::vector<OutputLabel> labels;  ///< by output index: scope, then metric as asked, then date

  std::size_t build_count = 0;     ///< in the catalog's order, cancelled ones left out
  std::size_t variable_count = 0;  ///< drawn per path
  std::vector<DrawnInput> inputs;  ///< by variable; none if the plan was read from a checkpoint
  std::vector<std::string> given;  ///< conditions, as asked
  bool is_gross = false;           ///< counts every build whole
};

/// Compiles `catalog` for what `request` asks. Every build takes part, whatever is reported,
/// because overlaps are netted against the whole portfolio. \throws InputError on an unknown scope
/// or metric, bad dates, a parameter that is missing.
Plan compile(Catalog const& catalog, Request const& request);

/// 64-bit fingerprint of the plan's bytes: equal plans give equal results at equal seeds.
std::uint64_t fingerprint(Plan const& plan);

}  // namespace nameplate
