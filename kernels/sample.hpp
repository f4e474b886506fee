#pragma once

#include "kernels/real.hpp"

namespace nameplate {
inline namespace NAMEPLATE_ISA {

/// An output's value as it is stored: +0 for either zero and one NaN for "no value", so that values
/// which compare equal are the same bytes on every executor.
template <class V>
NAMEPLATE_HD V stored_value(V x) {
  return select(x == x, x + V(0.0f), V(__builtin_nanf("")));
}

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
