#include "host/claims/date_grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nameplate {
namespace {

/// "2027-04" for the month that ends so many months after the epoch.
std::string month_text(Catalog const& catalog, double end) {
  int const index = catalog.epoch_year * 12 + catalog.epoch_month - 2 + static_cast<int>(end);
  return fmt::format("{:04}-{:02}", index / 12, index % 12 + 1);
}

}  // namespace

DateGrid date_grid(Catalog const& catalog, Claim const& claim) {
  std::string const& claimed = std::get<ClaimedDate>(claim.what).by;
  double const by = months_after_epoch(claimed, catalog, "value");
  double const first = std::ceil(months_after_epoch(claim.published, catalog, "published"));
  DateGrid grid;
  for (int i = 0; i <= 12 * claimed_date_horizon_years; ++i) grid.months.push_back(first + i);
  auto const at = std::lower_bound(grid.months.begin(), grid.months.end(), by);
  grid.claimed = static_cast<std::size_t>(at - grid.months.begin());
  if (at == grid.months.end() || *at != by) grid.months.insert(at, by);
  for (double const month : grid.months)
    grid.words.push_back(month == by ? claimed : month_text(catalog, month));
  return grid;
}

DateDistribution::DateDistribution(Evaluated const& evaluated, DateGrid const& grid,
                                   double threshold)
    : months_(grid.months), claimed_(grid.claimed) {
  for (std::size_t i = 0; i < months_.size(); ++i) {
    auto const below = percentile_of(evaluated, i, threshold);
    reached_.push_back(below ? Percentile{1 - below->value, below->error} : Percentile{});
  }
}

std::optional<double> DateDistribution::first_date(double p, double errors) const {
  auto const at = std::find_if(reached_.begin(), reached_.end(), [&](Percentile const& reached) {
    return reached.value + errors * reached.error >= p;
  });
  if (at == reached_.end()) return std::nullopt;
  return months_[static_cast<std::size_t>(at - reached_.begin())];
}

DateQuantile DateDistribution::quantile(double p) const {
  return {p, first_date(p, 0), first_date(p, 1), first_date(p, -1)};
}

double DateDistribution::restricted_mean() const {
  double mean = months_.front();
  for (std::size_t i = 0; i + 1 < months_.size(); ++i)
    mean += (1 - reached_[i].value) * (months_[i + 1] - months_[i]);
  return mean;
}

}  // namespace nameplate
