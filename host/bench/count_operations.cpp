#include "host/bench/count_operations.hpp"

#include <vector>

#include "kernels/path_parts.hpp"
#include "kernels/tally.hpp"

namespace nameplate {
namespace {

/// Operations of this thread so far.
thread_local std::uint64_t operations = 0;

template <class T>
T counted(T value, std::uint64_t count = 1) {
  operations += count;
  return value;
}

/// The vocabulary of kernels/real.hpp on single floats, counting.
struct Word {
  std::uint32_t v;
  Word() = default;
  explicit Word(std::uint32_t x) : v(x) {}
};
struct Real {
  float v;
  Real() = default;
  explicit Real(float x) : v(x) {}
};
using Mask = bool;

Real operator+(Real a, Real b) { return Real(counted(a.v + b.v)); }
Real operator-(Real a, Real b) { return Real(counted(a.v - b.v)); }
Real operator*(Real a, Real b) { return Real(counted(a.v * b.v)); }
Real operator/(Real a, Real b) { return Real(counted(a.v / b.v)); }
Mask operator<(Real a, Real b) { return counted(a.v < b.v); }
Mask operator>(Real a, Real b) { return counted(a.v > b.v); }
Mask operator>=(Real a, Real b) { return counted(a.v >= b.v); }
Mask operator==(Real a, Real b) { return counted(a.v == b.v); }

Word operator+(Word a, Word b) { return Word(counted(a.v + b.v)); }
Word operator-(Word a, Word b) { return Word(counted(a.v - b.v)); }
Word operator&(Word a, Word b) { return Word(counted(a.v & b.v)); }
Word operator^(Word a, Word b) { return Word(counted(a.v ^ b.v)); }
Word operator<<(Word a, int count) { return Word(counted(a.v << count)); }
Word operator>>(Word a, int count) { return Word(counted(a.v >> count)); }

Real fma(Real a, Real b, Real c) { return Real(counted(nameplate::fma(a.v, b.v, c.v))); }
Real square_root(Real x) { return Real(counted(nameplate::square_root(x.v))); }
Real saturate(Real x) { return Real(counted(nameplate::saturate(x.v))); }
Real select(Mask mask, Real a, Real b) { return counted(mask ? a : b); }
Word select(Mask mask, Word a, Word b) { return counted(mask ? a : b); }

Word bits(Real x) { return Word(nameplate::bits(x.v)); }
Real from_bits(Word x) { return Real(nameplate::from_bits(x.v)); }
Real to_real(Word x, Real) { return Real(counted(nameplate::to_real(x.v, 0.0f))); }
Word shift_right_arithmetic(Word x, int count) {
  return Word(counted(nameplate::shift_right_arithmetic(x.v, count)));
}
Word clamp_signed(Word x, int low, int high) {
  return Word(counted(nameplate::clamp_signed(x.v, low, high), 2));
}
Mask at_least(Word a, Word b) { return counted(nameplate::at_least(a.v, b.v)); }
Word minimum(Word a, Word b) { return Word(counted(nameplate::minimum(a.v, b.v))); }
Real round_to_index(Real x, Word& index) {
  return Real(counted(nameplate::round_to_index(x.v, index.v), 3));
}
void gather4(float const* table, Word index, Real (&row)[4]) {
  for (std::uint32_t i = 0; i < 4; ++i) row[i] = Real(table[4 * index.v + i]);
}
void multiply_wide(Word a, std::uint32_t m, Word& high, Word& low) {
  nameplate::multiply_wide(a.v, m, high.v, low.v);
  operations += 2;
}
void multiply_joined(Word a, std::uint32_t m, Word& high, Word& low) {
  multiply_wide(a, m, high, low);
}
void fill_consecutive(std::uint32_t first, Word& words) { words = Word(first); }
Word join(Word word) { return word; }

}  // namespace

template <>
struct RealTraits<Real> {
  using UInt = Word;
  using DrawWord = Word;
  using Mask = bool;
  static constexpr int lanes = 1;
  static constexpr bool draws_in_passes = false;
  static constexpr std::uint32_t slot_stride = 0;
};

namespace {

/// Those that `work` does.
template <class Action>
double operations_of(Action const& work) {
  std::uint64_t const before = operations;
  work();
  return static_cast<double>(operations - before);
}

/// Counting and summing one output.
void tally_output(TallyRecord const& record, Real x) {
  // What the executors do in types of their own: three products, two roundings to integers, two
  // additions, an increment.
  constexpr std::uint64_t of_the_executor = 8;
  bin_of(record, x);
  summed_value(record, x);
  operations += of_the_executor;
}

}  // namespace

PathOperations count_operations(Plan const& plan) {
  constexpr std::uint64_t paths = 500, seed = 1;
  PlanView const view(plan.bytes.data());
  std::vector<Real> values(view.header().slot_count), outputs(view.header().output_count);
  Slots<Real> const slots(values.data());
  fill_constants(view, slots);
  PathOperations counts;
  for (std::uint64_t path = 0; path < paths; ++path) {
    double const checksum = static_cast<double>(plan.variable_count);  // part of draw_path alone
    counts.draws += operations_of([&] { draw_path(view, seed, path, slots); }) - checksum;
    counts.chain += operations_of([&] {
      evaluate_chain(view, slots, [&](std::uint32_t o, Real value) { outputs[o] = value; });
    });
    counts.tally += operations_of([&] {
      for (std::uint32_t o = 0; o < outputs.size(); ++o)
        tally_output(view.tallies()[o], outputs[o]);
    });
  }
  auto const mean = [](double sum) { return sum / static_cast<double>(paths); };
  return {mean(counts.draws), mean(counts.chain), mean(counts.tally)};
}

}  // namespace nameplate
