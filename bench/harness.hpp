#pragma once

#include <string_view>
#include <vector>

#include "nameplate/run.hpp"

/// What the benchmarks share. bench_main.cpp holds main(); each program defines
/// register_benchmarks().
namespace nameplate {

/// Registers the benchmarks of this program, as "subject/case".
void register_benchmarks();

/// \throws std::runtime_error unless `is_right`: a benchmark of wrong results ends the program with
/// exit code 1.
void require(bool is_right, std::string_view what);

/// Instruction sets that this machine has, narrowest first.
std::vector<Isa> available_isas();

}  // namespace nameplate
