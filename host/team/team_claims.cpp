#include "host/team/team_claims.hpp"

#include <algorithm>

namespace nameplate {
namespace {

using namespace std::chrono_literals;

constexpr auto least_duration = 125ms;
constexpr int durations_so_far = 128;  // at least, in the time since the start
constexpr int tolerance = 4;

}  // namespace

void TeamClaims::adapt_size() {
  auto const now = Clock::now();
  auto const lasted = now - last_claim_;
  auto const wanted = std::max<Clock::duration>(least_duration, (now - start_) / durations_so_far);
  last_claim_ = now;
  if (lasted < wanted) size_ *= 2;
  if (lasted > tolerance * wanted) size_ /= 2;
}

PathSpan TeamClaims::claim(std::uint64_t at_least) {
  adapt_size();
  std::uint64_t const left = positions_ - std::min(position_, positions_);
  std::uint64_t const fair = left / (4 * static_cast<std::uint64_t>(processes_));
  size_ = std::max(at_least, std::min(size_, fair));
  std::optional<std::uint64_t> const before = counter_.add(size_);
  is_lost_ = !before;
  position_ = before.value_or(positions_);
  PathSpan const positions{position_, size_};
  if (position_ < positions_) claimed_.add({position_, std::min(size_, positions_ - position_)});
  return positions;
}

}  // namespace nameplate
