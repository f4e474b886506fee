#include "host/team/team_claims.hpp"

#include <algorithm>

namespace nameplate {
namespace {

using namespace std::chrono_literals;

constexpr auto short_claim = 125ms;
constexpr auto long_claim = 500ms;

}  // namespace

void TeamClaims::adapt_size() {
  auto const now = Clock::now();
  auto const lasted = now - last_claim_;
  last_claim_ = now;
  if (lasted < short_claim) size_ *= 2;
  if (lasted > long_claim) size_ /= 2;
}

PathSpan TeamClaims::claim(std::uint64_t at_least) {
  adapt_size();
  std::uint64_t const left = positions_ - std::min(position_, positions_);
  std::uint64_t const fair = left / (4 * static_cast<std::uint64_t>(processes_));
  size_ = std::max(at_least, std::min(size_, fair));
  position_ = counter_.add(size_);
  PathSpan const positions{position_, size_};
  if (position_ < positions_) claimed_.add({position_, std::min(size_, positions_ - position_)});
  return positions;
}

}  // namespace nameplate
