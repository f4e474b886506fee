#include "host/cpu/isa.hpp"

#include <fmt/format.h>

#include "host/refuse.hpp"

namespace nameplate {

bool available(Isa isa) {
  switch (isa) {
#if defined(__x86_64__)
    case Isa::avx512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
             __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
    case Isa::avx2:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#endif
    case Isa::automatic:
    case Isa::portable:
      return true;
    default:
      return false;
  }
}

Isa chosen_isa(Isa asked) {
  if (asked == Isa::automatic) {
    return available(Isa::avx512) ? Isa::avx512 : available(Isa::avx2) ? Isa::avx2 : Isa::portable;
  }
  if (!available(asked)) {
    refuse("isa", fmt::format("{} is not available on this machine", name(asked)));
  }
  return asked;
}

TileFunctions tile_functions(Isa isa) {
#if defined(__x86_64__)
  if (isa == Isa::avx512) return tile_functions_avx512();
  if (isa == Isa::avx2) return tile_functions_avx2();
#endif
  (void)isa;
  return tile_functions_portable();
}

std::string_view name(Isa isa) {
  constexpr std::string_view names[] = {"auto", "portable", "avx2", "avx512"};
  return names[static_cast<int>(isa)];
}

}  // namespace nameplate
