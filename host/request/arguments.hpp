#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Values of options, or of arguments of functions, as people write them. Each function throws
/// InputError that names the option and its value.
namespace nameplate {

/// Most paths of a run, and the highest number of its first path; most threads.
inline constexpr std::uint64_t most_paths = 1'000'000'000'000'000'000;
inline constexpr std::uint64_t most_threads = 4096;

/// The words for Backend and Isa, in the order of their values.
std::vector<std::string> const& backend_words();
std::vector<std::string> const& isa_words();

/// Throws InputError: "--paths 1.5: must be ...".
[[noreturn]] void refuse_value(std::string_view option, std::string_view value,
                               std::string const& text);

/// A whole number from `min` to `max`: "1000000", "1_000_000", "1e6", "2.5e6".
std::uint64_t parse_count(std::string_view option, std::string_view text, std::uint64_t min,
                          std::uint64_t max);

/// A decimal number from `min` to `max`: "60", "0.5".
double parse_number(std::string_view option, std::string_view text, double min, double max);

/// Position of `text` in `words`.
std::size_t parse_word(std::string_view option, std::string const& text,
                       std::vector<std::string> const& words);

/// The items of comma-separated values, in order. An item that ends in ".toml" is refused: an
/// option that takes several values has swallowed the catalog.
std::vector<std::string> split_lists(std::string_view option,
                                     std::vector<std::string> const& values);

/// Dates as `split_lists` gives them, with ranges of years, halves, quarters or months
/// ("2026..2030", "2026-Q1..2027-Q4") written out. Other items are left as they are.
std::vector<std::string> expand_dates(std::string_view option,
                                      std::vector<std::string> const& items);

}  // namespace nameplate
