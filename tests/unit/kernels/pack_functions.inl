// PackFunctions of one instruction set. The including file defines NAMEPLATE_ISA and includes a pack header first.

#include "host/cpu/pair.hpp"
#include "kernels/philox.hpp"
#include "tests/unit/kernels/apply_operation.hpp"

namespace nameplate {
inline namespace NAMEPLATE_ISA {
namespace {

template <class T>
T load(void const* from) {
  T value;
  __builtin_memcpy(static_cast<void*>(&value), from, sizeof value);
  return value;
}

template <class V>
void apply(Operation operation, std::uint32_t const* a, std::uint32_t const* b, std::uint32_t const* c,
           std::uint32_t* result, int count) {
  using U = UIntOf<V>;
  for (int i = 0; i < count; i += RealTraits<V>::lanes) {
    U const lanes = apply_operation<V>(operation, load<U>(a + i), load<U>(b + i), load<U>(c + i));
    __builtin_memcpy(result + i, &lanes, sizeof lanes);
  }
}

template <class V>
void draw(std::uint64_t seed, std::uint64_t path, std::uint32_t stream, std::uint32_t block, std::uint32_t* result) {
  constexpr int lanes = RealTraits<V>::lanes;
  PhiloxBlock<UIntOf<V>> const words = PathDraws<DrawWordOf<V>>(seed, path)(stream, block);
  std::uint32_t word[lanes];
  for (int w = 0; w < 4; ++w) {
    UIntOf<V> const joined = words.word[w];
    __builtin_memcpy(word, &joined, sizeof word);
    for (int lane = 0; lane < lanes; ++lane) result[4 * lane + w] = word[lane];
  }
}

std::int64_t sum(float const* values, int count) {
  FixedPointSum total;
  for (int i = 0; i < count; i += RealTraits<Pack>::lanes) total.add(load<Pack>(values + i));
  return total.total();
}

template <class V>
LaneFunctions lane_functions() {
  return {RealTraits<V>::lanes, apply<V>, draw<V>};
}

PackFunctions pack_functions() { return {lane_functions<Pack>(), lane_functions<RealPair>(), sum}; }

}  // namespace
}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
