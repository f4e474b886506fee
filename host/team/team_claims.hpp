#pragma once

#include <chrono>
#include <cstdint>

#include "nameplate/path_set.hpp"
#include "nameplate/team.hpp"

namespace nameplate {

/// One process's claims on the positions of a list that its team works through. Small claims let
/// all end together, large ones seldom ask the counter: a claim grows until it lasts the process an
/// eighth of a second or 1/128 of the time so far, and shrinks as the list comes to its end.
class TeamClaims {
 public:
  /// \param positions of the list \param processes of the team
  TeamClaims(SharedCounter& counter, std::uint64_t positions, int processes)
      : counter_(counter), positions_(positions), processes_(processes) {}
  TeamClaims(TeamClaims const&) = delete;
  TeamClaims(TeamClaims&&) = delete;
  TeamClaims& operator=(TeamClaims const&) = delete;
  TeamClaims& operator=(TeamClaims&&) = delete;
  /// Leaves nothing to claim for any process: whatever ends this one's part ends those of the
  /// others.
  ~TeamClaims() { counter_.add(std::uint64_t{1} << 63); }

  /// The next positions; beyond the list's end once it is done or lost. One caller at a time.
  PathSpan claim(std::uint64_t at_least);

  /// Whether the counter failed to answer: what it gave this process is not known.
  bool is_lost() const { return is_lost_; }

  /// All positions of the list that this process has claimed.
  PathSet const& claimed() const { return claimed_; }

 private:
  using Clock = std::chrono::steady_clock;

  void adapt_size();

  SharedCounter& counter_;
  std::uint64_t const positions_;
  int const processes_;
  std::uint64_t size_ = 1;
  std::uint64_t position_ = 0;  // the counter when last seen
  bool is_lost_ = false;
  Clock::time_point const start_ = Clock::now();
  Clock::time_point last_claim_ = start_;
  PathSet claimed_;
};

}  // namespace nameplate
