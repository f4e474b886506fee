#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/math.hpp"
#include "kernels/philox.hpp"
#include "kernels/rank_bins.hpp"
#include "nameplate/plan.hpp"

/// Parts of kernels/ evaluated on the device, for comparison with the host. Each call waits for its
/// result. \throws RunError
namespace nameplate {

/// Functions of one bit pattern, the model's own and the arithmetic that they stand on.
enum class Function {
  normal_quantile,
  exp2,
  log2,
  square_root,
  reciprocal,
  half,
  saturate,
  multiply_add
};

NAMEPLATE_HD std::uint32_t apply(Function function, std::uint32_t word) {
  float const x = from_bits(word);
  switch (function) {
    case Function::normal_quantile:
      return bits(Math<float>::normal_quantile(word));
    case Function::exp2:
      return bits(Math<float>::exp2(x));
    case Function::log2:
      return bits(Math<float>::log2(x));
    case Function::square_root:
      return bits(square_root(x));
    case Function::reciprocal:
      return bits(1.0f / x);
    case Function::half:  // denormal for the smallest normal numbers
      return bits(x * 0.5f);
    case Function::saturate:
      return bits(saturate(x));
    default:  // two roundings, unless a compiler fuses what is not written so
      return bits(x * 1.1f + 0.3f);
  }
}

/// `function` of every word.
std::vector<std::uint32_t> apply_on_device(Function function, std::span<std::uint32_t const> words);

/// The generator, and the shortcut that the model uses, on one counter and key.
struct PhiloxDraw {
  PhiloxBlock<std::uint32_t> counter;  // path low, path high, stream, block
  std::uint32_t key0, key1;
  PhiloxBlock<std::uint32_t> published, shortcut;  // results

  NAMEPLATE_HD void run() {
    published = philox4x32_10(counter, key0, key1);
    std::uint64_t const path =
        (static_cast<std::uint64_t>(counter.word[1]) << 32) | counter.word[0];
    std::uint64_t const seed = (static_cast<std::uint64_t>(key1) << 32) | key0;
    shortcut = PathDraws<std::uint32_t>(seed, path)(counter.word[2], counter.word[3]);
  }
};

void draw_on_device(std::span<PhiloxDraw> draws);

/// The outputs of paths [first, first + count), [path][output].
std::vector<float> outputs_on_device(Plan const& plan, std::uint64_t seed, std::uint64_t first,
                                     std::uint32_t count);

/// rank_bins (host/results) by Thrust on the device.
std::vector<RankBin> rank_bins_on_device(std::span<std::uint64_t const> counts,
                                         std::span<std::uint64_t const> ranks);

}  // namespace nameplate
