#pragma once

#include "kernels/real.hpp"

/// Philox4x32-10: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11,
/// section 4.3. Counter-based: the draw is a function of key (seed) and counter (path, stream,
/// block), never of thread or order.
namespace nameplate {
inline namespace NAMEPLATE_ISA {

inline constexpr std::uint32_t philox_m0 = 0xD2511F53u, philox_m1 = 0xCD9E8D57u;
inline constexpr std::uint32_t philox_w0 = 0x9E3779B9u, philox_w1 = 0xBB67AE85u;

template <class U>
struct PhiloxBlock {
  U word[4];
};

/// One round on counter `c` with round keys k0 and k1.
template <class U>
NAMEPLATE_HD void philox_round(PhiloxBlock<U>& c, std::uint32_t k0, std::uint32_t k1) {
  U high0, low0, high1, low1;
  multiply_wide(c.word[0], philox_m0, high0, low0);
  multiply_wide(c.word[2], philox_m1, high1, low1);
  c.word[0] = high1 ^ c.word[1] ^ U(k0);
  c.word[1] = low1;
  c.word[2] = high0 ^ c.word[3] ^ U(k1);
  c.word[3] = low0;
}

/// The words that draws in the making are joined to.
template <class W>
using JoinedOf = decltype(join(W{}));

/// The last round, from which the words come out joined.
template <class W>
NAMEPLATE_HD PhiloxBlock<JoinedOf<W>> philox_last_round(PhiloxBlock<W> const& c, std::uint32_t k0,
                                                        std::uint32_t k1) {
  using U = JoinedOf<W>;
  U high0, low0, high1, low1;
  multiply_joined(c.word[0], philox_m0, high0, low0);
  multiply_joined(c.word[2], philox_m1, high1, low1);
  return {{high1 ^ join(c.word[1]) ^ U(k0), low1, high0 ^ join(c.word[3]) ^ U(k1), low0}};
}

/// Rounds `first` to 9.
template <class W>
NAMEPLATE_HD PhiloxBlock<JoinedOf<W>> philox_rounds(PhiloxBlock<W> c, std::uint32_t k0,
                                                    std::uint32_t k1, int first) {
  k0 += static_cast<std::uint32_t>(first) * philox_w0;
  k1 += static_cast<std::uint32_t>(first) * philox_w1;
  NAMEPLATE_UNROLL
  for (int round = first; round < 9; ++round) {
    philox_round(c, k0, k1);
    k0 += philox_w0;
    k1 += philox_w1;
  }
  return philox_last_round(c, k0, k1);
}

/// The whole generator, as published.
template <class U>
NAMEPLATE_HD PhiloxBlock<U> philox4x32_10(PhiloxBlock<U> counter, std::uint32_t key0,
                                          std::uint32_t key1) {
  return philox_rounds(counter, key0, key1, 0);
}

/// The draws of one path (or of consecutive paths, one a lane; W is their DrawWord): counter =
/// (path low, path high, stream, block), key = seed. Only the path's low word differs between
/// lanes, so the first round and half of the second are scalar, and the first round's vector
/// product is made once per path.
template <class W>
class PathDraws {
 public:
  /// \pre the high word of path + lane is the same in all lanes
  NAMEPLATE_HD PathDraws(std::uint64_t seed, std::uint64_t path)
      : key0_(static_cast<std::uint32_t>(seed)),
        key1_(static_cast<std::uint32_t>(seed >> 32)),
        path_low_(static_cast<std::uint32_t>(path)),
        path_high_(static_cast<std::uint32_t>(path >> 32)) {
    W path_low;
    fill_consecutive(static_cast<std::uint32_t>(path), path_low);
    multiply_wide(path_low, philox_m0, product_high_, product_low_);
  }

  NAMEPLATE_HD PhiloxBlock<JoinedOf<W>> operator()(std::uint32_t stream,
                                                   std::uint32_t block) const {
    std::uint32_t high, low;
    multiply_wide(stream, philox_m1, high,
                  low);  // round 0: words 1, 2, 3 are the same in all lanes
    std::uint32_t const uniform0 = high ^ path_high_ ^ key0_;
    std::uint32_t const uniform1 = low;

    std::uint32_t const k0 = key0_ + philox_w0,
                        k1 = key1_ + philox_w1;  // round 1: words 0 and 1 are
    W high1, low1;
    multiply_wide(product_high_ ^ W(block ^ key1_), philox_m1, high1, low1);
    multiply_wide(uniform0, philox_m0, high, low);
    PhiloxBlock<W> const c{{high1 ^ W(uniform1 ^ k0), low1, product_low_ ^ W(high ^ k1), W(low)}};
    return philox_rounds(c, key0_, key1_, 2);
  }

  /// The low word of the path, of the first lane.
  NAMEPLATE_HD std::uint32_t first_path_low() const { return path_low_; }

 private:
  std::uint32_t key0_, key1_, path_low_, path_high_;
  W product_high_, product_low_;
};

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
