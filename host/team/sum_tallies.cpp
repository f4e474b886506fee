#include "host/team/sum_tallies.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace nameplate {
namespace {

constexpr std::size_t block_counters = 64;
constexpr std::size_t word_bits = 64;
constexpr std::size_t words_of_sum = 3;

std::size_t block_count(Tallies const& tallies) {
  return (tallies.counts.size() + block_counters - 1) / block_counters;
}

std::span<std::uint64_t> block(Tallies& tallies, std::size_t index) {
  std::size_t const first = index * block_counters;
  return std::span(tallies.counts)
      .subspan(first, std::min(block_counters, tallies.counts.size() - first));
}

/// One bit for each block of counters: whether any of them is used.
std::vector<std::uint64_t> used_blocks(Tallies& tallies) {
  std::vector<std::uint64_t> bits((block_count(tallies) + word_bits - 1) / word_bits);
  for (std::size_t i = 0; i < block_count(tallies); ++i) {
    auto const counters = block(tallies, i);
    bool const is_used = std::any_of(counters.begin(), counters.end(),
                                     [](std::uint64_t count) { return count != 0; });
    if (is_used) bits[i / word_bits] |= std::uint64_t{1} << i % word_bits;
  }
  return bits;
}

/// Writes a tally into words whose sums modulo 2^64 make the tally's sum, or reads it back.
class Words {
 public:
  void put(std::uint64_t word) { words_.push_back(word); }
  void put(WideSum const& sum) {  // halves of the low word cannot overflow below 2^32 processes
    put(sum.low & 0xffffffffu);
    put(sum.low >> 32);
    put(static_cast<std::uint64_t>(sum.high));
  }

  std::uint64_t get() { return words_[next_++]; }
  WideSum get_sum() {
    std::uint64_t const low = get(), middle = get(), high = get();
    WideSum sum{low, static_cast<std::int64_t>(high)};
    sum += WideSum{middle << 32, static_cast<std::int64_t>(middle >> 32)};
    return sum;
  }

  void reserve(std::size_t words) { words_.reserve(words); }
  std::span<std::uint64_t> words() { return words_; }

 private:
  std::vector<std::uint64_t> words_;
  std::size_t next_ = 0;
};

template <class Visit>
void for_each_used_block(std::vector<std::uint64_t> const& used, Tallies& tallies, Visit visit) {
  for (std::size_t i = 0; i < block_count(tallies); ++i)
    if ((used[i / word_bits] >> i % word_bits & 1) != 0) visit(block(tallies, i));
}

Words packed(Tallies& tallies, std::vector<std::uint64_t> const& used) {
  std::size_t counters = 0;
  for_each_used_block(used, tallies, [&](auto const counts) { counters += counts.size(); });
  Words words;
  words.reserve(1 + counters + 2 * words_of_sum * tallies.sums.size());
  words.put(tallies.paths);
  for_each_used_block(used, tallies, [&](auto const counts) {
    for (std::uint64_t const count : counts) words.put(count);
  });
  for (WideSum const& sum : tallies.sums) words.put(sum);
  for (WideSum const& square : tallies.squares) words.put(square);
  return words;
}

void unpack(Words& words, std::vector<std::uint64_t> const& used, Tallies& tallies) {
  tallies.paths = words.get();
  for_each_used_block(used, tallies, [&](auto const counts) {
    for (std::uint64_t& count : counts) count = words.get();
  });
  for (WideSum& sum : tallies.sums) sum = words.get_sum();
  for (WideSum& square : tallies.squares) square = words.get_sum();
}

}  // namespace

void sum_tallies(Team& team, Tallies& tallies) noexcept {
  std::vector<std::uint64_t> used = used_blocks(tallies);
  team.unite(used);
  Words words = packed(tallies, used);
  team.sum(words.words());
  unpack(words, used, tallies);
}

}  // namespace nameplate
