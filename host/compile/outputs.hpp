#pragma once

#include <vector>

#include "kernels/plan.hpp"
#include "nameplate/plan.hpp"

/// What a request asks for, checked against the catalog.
namespace nameplate {

/// A metric as asked: one, a ratio of two, or a change against the date before.
struct AskedMetric {
  std::string text;  // as asked
  Quantity quantity = Quantity::value;
  MetricId metric{};       // numerator of a ratio
  MetricId denominator{};  // of a ratio
};

struct AskedDate {
  double months = 0;  // after the epoch
  std::string text;   // as "2028-12-31"
};

struct AskedScope {
  std::string name;                 // "portfolio", "group:openai", "build:x"
  std::vector<std::string> builds;  // counted, in the catalog's order, without the cancelled
  std::vector<std::string> netted_against;  // overlaps with these are taken off
};

struct Asked {
  std::vector<AskedDate> dates;
  std::vector<AskedScope> scopes;
  std::vector<AskedMetric> metrics;
};

/// \throws InputError naming the word that is unknown, with the nearest known one
Asked read_request(Catalog const& catalog, Request const& request);

/// Why `id` cannot be computed for some build of `catalog`; empty if it can.
std::string obstacle(Catalog const& catalog, MetricId id);

}  // namespace nameplate
