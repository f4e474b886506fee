#include "host/claims/verdict.hpp"

#include "host/language/language.hpp"

namespace nameplate {

double deciding_percentile(std::vector<Percentile> const& percentiles) {
  constexpr double median = 0.5;
  double const low = percentiles.front().value, high = percentiles.back().value;
  if (percentiles.size() > 1 && low <= median && median <= high) return median;
  return low > median ? low : high;
}

Verdict verdict_at(double percentile, bool flatters_high) {
  if (percentile >= well_inside_from && percentile <= well_inside_to) return Verdict::well_inside;
  bool const is_optimistic = (percentile > well_inside_to) == flatters_high;
  if (percentile >= inside_from && percentile <= inside_to)
    return is_optimistic ? Verdict::optimistic : Verdict::pessimistic;
  return is_optimistic ? Verdict::outside_optimistic : Verdict::outside_pessimistic;
}

std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::optimistic:
      return translatable("optimistic");
    case Verdict::pessimistic:
      return translatable("pessimistic");
    case Verdict::outside_optimistic:
      return translatable("outside, optimistic");
    case Verdict::outside_pessimistic:
      return translatable("outside, pessimistic");
    default:
      return translatable("well inside");
  }
}

}  // namespace nameplate
