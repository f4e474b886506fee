#pragma once

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "host/formula/formulas.hpp"
#include "kernels/plan.hpp"
#include "nameplate/plan.hpp"

/// What a request asks for, checked against the catalog.
namespace nameplate {

/// A metric: one of the model's, `users` for one of the catalog's uses, or one of the catalog's
/// own.
struct MetricName {
  MetricId id{};
  std::string use;
  std::string formula;  // the name of the catalog's own, which has no id; else empty

  bool operator==(MetricName const&) const = default;
  bool operator<(MetricName const& other) const {
    return std::tie(id, use, formula) < std::tie(other.id, other.use, other.formula);
  }
};

/// A metric as asked: one, a ratio of two, or a change against the date before.
struct AskedMetric {
  std::string text;  // as asked
  Quantity quantity = Quantity::value;
  MetricName metric;       // numerator of a ratio
  MetricName denominator;  // of a ratio

  /// What it is made of.
  std::vector<MetricName> parts() const {
    return quantity == Quantity::ratio ? std::vector{metric, denominator} : std::vector{metric};
  }
};

struct AskedDate {
  double months = 0;  // after the epoch
  std::string text;   // as "2028-12-31"
};

using BuildIds = std::vector<std::string>;

struct AskedScope {
  std::string name;  // "portfolio", "group:openai", "build:x"
  BuildIds builds;   // counted, in the catalog's order, without the cancelled
  std::shared_ptr<BuildIds const> netted_against;  // overlaps with these are taken off
};

struct Asked {
  std::vector<AskedDate> dates;
  std::vector<AskedScope> scopes;
  std::vector<AskedMetric> metrics;
  std::vector<Formula> formulas;           // those asked for and what they read, in order
  std::vector<MetricName> model_metrics;   // those asked for and what formulas read, each once,
                                           // in the order of MetricId
  std::vector<Input const*> inputs;        // that formulas read
  std::map<std::string, MetricName> read;  // metrics that formulas read, by the name there
  std::map<std::string, Condition> given;  // by build
  bool is_gross = false;
};

/// \throws InputError naming the word that is unknown, with the nearest known one
Asked read_request(Catalog const& catalog, Request const& request);

/// Why `id` cannot be computed for some build of `catalog`; empty if it can.
std::string obstacle(Catalog const& catalog, MetricId id);

}  // namespace nameplate
