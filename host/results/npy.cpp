#include "host/results/npy.hpp"

#include <fmt/format.h>

#include <bit>

namespace nameplate {
namespace {

static_assert(std::endian::native == std::endian::little,
              "values are written as they are: \"<f4\"");

constexpr std::string_view magic("\x93NUMPY\x01\x00", 8);
constexpr std::size_t alignment = 64;  // of the first value in the file

}  // namespace

std::string npy_header(std::size_t rows, std::uint64_t columns) {
  std::string dictionary =
      fmt::format("{{'descr': '<f4', 'fortran_order': False, 'shape': ({}, {}), }}", rows, columns);
  std::size_t const before = magic.size() + 2;  // the length of the rest takes two bytes
  std::size_t const used = before + dictionary.size() + 1;
  dictionary.append((alignment - used % alignment) % alignment, ' ').append(1, '\n');
  std::string header(magic);
  header += static_cast<char>(dictionary.size() % 256);
  header += static_cast<char>(dictionary.size() / 256);
  return header + dictionary;
}

void write_npy(Samples const& samples, OutputFile& file) {
  std::string const header = npy_header(samples.outputs, samples.paths);
  std::string_view const values(reinterpret_cast<char const*>(samples.values.data()),
                                samples.values.size() * sizeof(float));
  file.write({header, values});
}

}  // namespace nameplate
