#include "host/cuda/fit_memory.hpp"

#include <fmt/format.h>

#include "host/results/text.hpp"

namespace nameplate {

std::string shortage_text(Amount const& amount, std::uint64_t got) {
  return fmt::format("not enough memory for {} {}: takes {}", grouped(amount.wanted), amount.things,
                     grouped(got));
}

}  // namespace nameplate
