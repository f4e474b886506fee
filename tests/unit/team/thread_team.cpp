#include "tests/unit/team/thread_team.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <thread>

namespace nameplate {
namespace {

class ThreadCounter : public SharedCounter {
 public:
  ThreadCounter(std::atomic<std::uint64_t>& count, bool falls_silent)
      : count_(count), falls_silent_(falls_silent) {}

  std::optional<std::uint64_t> add(std::uint64_t count) override {
    if (falls_silent_ && has_answered_) return {};
    has_answered_ = true;
    std::uint64_t before = count_;
    while (!count_.compare_exchange_weak(before, before + std::min(count, limit - before))) {
    }
    return before;
  }

 private:
  static constexpr std::uint64_t limit = std::uint64_t{1} << 63;

  std::atomic<std::uint64_t>& count_;
  bool falls_silent_, has_answered_ = false;
};

}  // namespace

std::vector<int> ThreadTeam::ranks_of_machine() const {
  std::vector<int> ranks(table_.texts.size());
  std::iota(ranks.begin(), ranks.end(), 0);
  return ranks;
}

std::vector<std::string> ThreadTeam::gather(std::string const& text) {
  table_.texts[static_cast<std::size_t>(rank_)] = text;
  table_.everyone.arrive_and_wait();
  std::vector<std::string> texts = table_.texts;
  table_.everyone.arrive_and_wait();
  return texts;
}

void ThreadTeam::reduce(
    std::span<std::uint64_t> words,
    std::function<std::uint64_t(std::uint64_t, std::uint64_t)> const& operation) {
  if (rank_ == 0) table_.words.assign(words.size(), 0);
  table_.everyone.arrive_and_wait();
  for (int turn = 0; turn < size(); ++turn) {
    for (std::size_t i = 0; turn == rank_ && i < words.size(); ++i)
      table_.words[i] = operation(table_.words[i], words[i]);
    table_.everyone.arrive_and_wait();
  }
  std::copy(table_.words.begin(), table_.words.end(), words.begin());
  table_.everyone.arrive_and_wait();
}

void ThreadTeam::sum(std::span<std::uint64_t> words) { reduce(words, std::plus<>()); }
void ThreadTeam::unite(std::span<std::uint64_t> words) { reduce(words, std::bit_or<>()); }

std::unique_ptr<SharedCounter> ThreadTeam::make_counter(std::atomic<bool> const* /*stop*/) {
  if (rank_ == 0) table_.count = 0;
  table_.everyone.arrive_and_wait();
  return std::make_unique<ThreadCounter>(table_.count, rank_ == table_.silent_rank);
}

void in_team(int size, std::function<void(Team& team)> const& act, int silent_rank) {
  ThreadTable table(size);
  table.silent_rank = silent_rank;
  std::vector<std::jthread> threads;
  threads.reserve(static_cast<std::size_t>(size));
  for (int rank = 0; rank < size; ++rank)
    threads.emplace_back([&, rank] {
      ThreadTeam team(table, rank);
      act(team);
    });
}

}  // namespace nameplate
