#pragma once

#include "kernels/philox.hpp"
#include "kernels/plan_view.hpp"

/// Words of draws from Sobol' points in place of random ones. A plan holds the direction numbers,
/// scrambled (host/qmc), so that a coordinate here is the exclusive or of those that the bits of
/// the point's number choose, and of a shift.
namespace nameplate {
inline namespace NAMEPLATE_ISA {

/// Coordinates of consecutive points, from number `first` on, one a lane. \pre `first` is a
/// multiple of the lanes
template <class V>
NAMEPLATE_HD UIntOf<V> sobol_word(std::uint32_t const* directions, std::uint32_t bit_count,
                                  std::uint32_t first, std::uint32_t shift) {
  using UInt = UIntOf<V>;
  constexpr std::uint32_t lanes = static_cast<std::uint32_t>(RealTraits<V>::lanes);
  std::uint32_t same = shift;  // the bits above those that tell lanes apart
  for (std::uint32_t bit = 0; bit < bit_count; ++bit)
    same ^= directions[bit] & (0u - (first >> bit & 1u));
  UInt word(same);
  if constexpr (lanes > 1) {
    DrawWordOf<V> lane_words;
    fill_consecutive(0, lane_words);
    UInt const lane = join(lane_words);
    NAMEPLATE_UNROLL
    for (std::uint32_t bit = 0; 1u << bit < lanes; ++bit) {
      UInt const chosen = UInt(0u) - ((lane >> static_cast<int>(bit)) & UInt(1u));
      word = word ^ (chosen & UInt(directions[bit]));
    }
  }
  return word;
}

/// The words of draw group number `group`: Sobol' points where the plan has them.
template <class V>
NAMEPLATE_HD PhiloxBlock<UIntOf<V>> draw_words(PlanView plan, std::uint32_t group,
                                               PathDraws<DrawWordOf<V>> const& draws) {
  DrawGroup const& at = plan.groups()[group];
  if (plan.header().sobol_bits == 0) return draws(at.stream, at.block);
  SobolWords const& words = plan.sobol_words()[group];
  PhiloxBlock<UIntOf<V>> block = draws(at.stream, at.block);  // for what has no coordinate
  NAMEPLATE_UNROLL
  for (int w = 0; w < 4; ++w)
    if (words.row[w] != no_sobol_row)
      block.word[w] = sobol_word<V>(plan.directions() + words.row[w], plan.header().sobol_bits,
                                    draws.first_path_low(), words.shift[w]);
  return block;
}

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
