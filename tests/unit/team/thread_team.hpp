#pragma once

#include <atomic>
#include <barrier>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "nameplate/team.hpp"

/// Teams of threads in place of processes.
namespace nameplate {

/// What the threads of a team share.
struct ThreadTable {
  explicit ThreadTable(int size) : everyone(size), texts(static_cast<std::size_t>(size)) {}

  std::barrier<> everyone;
  std::vector<std::string> texts;
  std::vector<std::uint64_t> words;
  std::atomic<std::uint64_t> count = 0;
  int silent_rank = -1;  // that gets no answer from the counter after its first
};

class ThreadTeam : public Team {
 public:
  ThreadTeam(ThreadTable& table, int rank) : table_(table), rank_(rank) {}

  int rank() const override { return rank_; }
  int size() const override { return static_cast<int>(table_.texts.size()); }
  std::vector<int> ranks_of_machine() const override;

  void sum(std::span<std::uint64_t> words) override;
  void unite(std::span<std::uint64_t> words) override;
  std::unique_ptr<SharedCounter> make_counter(std::atomic<bool> const* stop) override;

 private:
  std::vector<std::string> gather(std::string const& text) override;
  void reduce(std::span<std::uint64_t> words,
              std::function<std::uint64_t(std::uint64_t, std::uint64_t)> const& operation);

  ThreadTable& table_;
  int rank_;
};

/// Calls `act` on a thread for each rank, and waits for all.
void in_team(int size, std::function<void(Team& team)> const& act, int silent_rank = -1);

}  // namespace nameplate
