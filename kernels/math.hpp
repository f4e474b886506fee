#pragma once

#include "kernels/real.hpp"

/// The model's transcendental functions, from + - x / sqrt and fma only, so that every executor
/// gives the same bits. Polynomials are minimax fits over the stated ranges, rounded to float.
namespace nameplate {
inline namespace NAMEPLATE_ISA {

/// Factor of the normal quantile far from the centre: R(l) for l < -10 (see
/// Math::normal_quantile).
template <class V>
NAMEPLATE_HD V quantile_tail(V l) {
  V const t = square_root(V(0.0f) - l) -
              V(4.0f);  // counted from mid-range: no cancellation between the terms
  V r(-6.720468097e-05f);
  r = fma(r, t, V(3.457172915e-04f));
  r = fma(r, t, V(-7.883486929e-04f));
  r = fma(r, t, V(1.318063412e-03f));
  r = fma(r, t, V(-2.464819678e-03f));
  r = fma(r, t, V(4.458085143e-03f));
  r = fma(r, t, V(1.184534123e+00f));
  return fma(r, t, V(4.475362057e+00f));
}

/// R(l) from its value `r` near the centre: what the tail, 0.05 % of draws, has instead is worked
/// out only where some lane needs it.
template <class V>
NAMEPLATE_HD V with_quantile_tail(V r, V l) {
  MaskOf<V> const tail = l < V(-10.0f);
  return any(tail) ? select(tail, quantile_tail(l), r) : r;
}

/// Function set for value type V. The reference test specialises it for double with exact
/// functions.
template <class V>
struct Math {
  using UInt = UIntOf<V>;

  /// 2^x for |x| <= 125. Relative error below 2.2e-7.
  static NAMEPLATE_HD V exp2(V x) {
    V const shifter(12582912.0f);  // 1.5 * 2^23: adding it rounds x to an integer, kept in the low
                                   // mantissa bits
    V const shifted = x + shifter;
    V const f = x - (shifted - shifter);
    V p(1.327646663e-03f);
    p = fma(p, f, V(9.675540961e-03f));
    p = fma(p, f, V(5.550713465e-02f));
    p = fma(p, f, V(2.402212024e-01f));
    p = fma(p, f, V(6.931469440e-01f));
    p = fma(p, f, V(1.000000119e+00f));
    return from_bits(bits(p) + (bits(shifted) << 23));
  }

  /// log2(x) for normal x > 0. Error below 4e-7 absolute on [1/2, 2], relative elsewhere.
  static NAMEPLATE_HD V log2(V x) {
    UInt const offset = bits(x) - UInt(0x3f3504f3u);  // x = m * 2^e, m in [sqrt(1/2), sqrt(2))
    UInt const exponent = shift_right_arithmetic(offset, 23);
    V const f = from_bits(bits(x) - (exponent << 23)) - V(1.0f);
    V p(1.706568152e-01f);
    p = fma(p, f, V(-2.726862133e-01f));
    p = fma(p, f, V(2.972507775e-01f));
    p = fma(p, f, V(-3.589632511e-01f));
    p = fma(p, f, V(4.804662168e-01f));
    p = fma(p, f, V(-7.213758230e-01f));
    p = fma(p, f, V(1.442699671e+00f));
    return fma(p, f, to_real(exponent, V(0.0f)));
  }

  /// Standard normal quantile of the uniform draw (word + 1/2) / 2^32, by symmetry from the nearer
  /// tail: |z| <= 6.34. Error below 7e-7 * max(1, |z|).
  ///
  /// With h = 2 min(u, 1 - u), z = ±(1 - h) R(l), l = log2(h (2 - h)); R is smooth, near 1.2533 at
  /// the centre (the variable is that of Giles, "Approximating the erfinv function", GPU Computing
  /// Gems, 2010).
  static NAMEPLATE_HD V normal_quantile(UInt word) {
    UInt const sign = word & UInt(0x80000000u);
    // The magnitude counts down for the upper half, so that u and 1 - u share one h.
    UInt const magnitude = (word ^ shift_right_arithmetic(word, 31)) & UInt(0x7fffffffu);
    V const h = fma(to_real(magnitude, V(0.0f)), V(0x1p-31f), V(0x1p-32f));
    V const l = log2(h * (V(2.0f) - h));
    V r(-1.116372106e-09f);
    r = fma(r, l, V(-7.514271516e-08f));
    r = fma(r, l, V(-1.958698249e-06f));
    r = fma(r, l, V(-2.368166315e-05f));
    r = fma(r, l, V(-8.441079262e-05f));
    r = fma(r, l, V(1.021570526e-03f));
    r = fma(r, l, V(7.772008423e-03f));
    r = fma(r, l, V(-2.274652869e-01f));
    r = fma(r, l, V(1.253310323e+00f));
    V const z = (V(1.0f) - h) * with_quantile_tail(r, l);
    return from_bits(bits(z) ^ sign ^ UInt(0x80000000u));
  }
};

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
