#include "nameplate/tallies.hpp"

#include <cstddef>
#include <stdexcept>

#include "kernels/plan_view.hpp"

namespace nameplate {
namespace {

// An extension of every compiler that we support; double(Int128) rounds once.
__extension__ using Int128 = __int128;

}  // namespace

WideSum& WideSum::operator+=(std::int64_t x) {
  return *this += WideSum{static_cast<std::uint64_t>(x), x < 0 ? -1 : 0};
}

WideSum& WideSum::operator+=(WideSum const& x) {
  low += x.low;
  std::uint64_t const carry = low < x.low ? 1 : 0;
  high = static_cast<std::int64_t>(static_cast<std::uint64_t>(high) +
                                   static_cast<std::uint64_t>(x.high) + carry);
  return *this;
}

double WideSum::to_double() const {
  constexpr Int128 high_unit = Int128{1} << 64;
  return static_cast<double>(high * high_unit + low);
}

Tallies::Tallies(Plan const& plan)
    : counts(PlanView(plan.bytes.data()).header().bin_count),
      sums(PlanView(plan.bytes.data()).header().output_count),
      squares(PlanView(plan.bytes.data()).header().output_count) {}

Tallies& Tallies::operator+=(Tallies const& other) {
  if (counts.size() != other.counts.size() || sums.size() != other.sums.size())
    throw std::invalid_argument("tallies of different plans cannot be added");
  paths += other.paths;
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (other.counts[i] != 0) counts[i] += other.counts[i];  // a page never written stays so
  for (std::size_t i = 0; i < sums.size(); ++i) {
    sums[i] += other.sums[i];
    squares[i] += other.squares[i];
  }
  return *this;
}

}  // namespace nameplate
