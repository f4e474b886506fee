#pragma once

#include <cstddef>
#include <cstdint>

/// What a catalog or request may hold at most: far beyond any use, so that a mistake or a hostile
/// file gets a message, not all of the machine's memory. docs/catalog.md lists them.
namespace nameplate {

inline constexpr std::uintmax_t mebibyte = 1024 * 1024;
inline constexpr std::uintmax_t most_file_bytes = 16 * mebibyte;
inline constexpr std::uintmax_t most_bytes_together = 32 * mebibyte;  // of all files of a catalog
inline constexpr int most_files = 64;
inline constexpr int deepest_nesting = 32;          // of tables and arrays
inline constexpr std::size_t most_entries = 10000;  // of a section: builds, regions, ...
inline constexpr std::size_t most_phases = 1000;    // of a build
inline constexpr std::size_t most_formulas = 1000;  // of a catalog; and inputs
inline constexpr std::size_t most_factors = 64;
inline constexpr std::size_t most_points = 10000;   // of a discrete or empirical law
inline constexpr std::size_t most_components = 16;  // of a mixture
inline constexpr std::size_t most_problems = 1000;  // told of at once
inline constexpr std::size_t most_dates = 2500;     // of a request
inline constexpr std::size_t most_outputs = 100000;

}  // namespace nameplate
