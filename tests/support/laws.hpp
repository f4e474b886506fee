#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host/compile/marginal.hpp"
#include "nameplate/distribution.hpp"

namespace nameplate {

/// A law as written in a catalog: `1.3`, `"1.2 to 1.4"` with its quotes, `{ family = ... }`.
Distribution parse_law(std::string const& toml);

/// A law as executors see it, apart from any catalog: lowered to the kernel's quantile function.
class KernelLaw {
 public:
  explicit KernelLaw(Distribution const& law, Transform transform = Transform::none,
                     bool is_loaded = true);

  /// Value at the standard normal `z`. \pre the law is loaded, or not discrete
  float at(float z) const;
  /// Value that the random word draws.
  float drawn_by(std::uint32_t word) const;

 private:
  LoweredLaw lowered_;
  std::vector<std::byte> bytes_;
};

}  // namespace nameplate
