#include <tbb/parallel_sort.h>

#include "host/cpu/for_each_tile.hpp"
#include "host/executor.hpp"

namespace nameplate {

void sort_on_cpu(std::span<float> values, RunOptions const& options) {
  with_threads(options, [&] { tbb::parallel_sort(values.begin(), values.end()); });
}

}  // namespace nameplate
