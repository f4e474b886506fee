#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <stdexcept>

#include "bench/harness.hpp"
#include "nameplate/version.hpp"

namespace nameplate {

void require(bool is_right, std::string_view what) {
  if (!is_right) throw std::runtime_error(fmt::format("wrong result: {}", what));
}

std::vector<Isa> available_isas() {
  std::vector<Isa> isas;
  for (Isa const isa : {Isa::portable, Isa::avx2, Isa::avx512})
    if (available(isa)) isas.push_back(isa);
  return isas;
}

namespace {

void run_benchmarks() {
  BuildInfo const build = build_info();
  benchmark::AddCustomContext("commit", build.commit);
  benchmark::AddCustomContext("compiler", build.compiler);
  benchmark::AddCustomContext("flags", build.flags);
  register_benchmarks();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}

}  // namespace
}  // namespace nameplate

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  try {
    nameplate::run_benchmarks();
  } catch (std::exception const& error) {
    fmt::print(stderr, "{}: {}\n", argv[0], error.what());
    return 1;
  }
  return 0;
}
