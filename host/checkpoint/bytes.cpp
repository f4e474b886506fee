#include "host/checkpoint/bytes.hpp"

#include <fmt/format.h>

#include "host/refuse.hpp"

namespace nameplate {
namespace {

template <class Unsigned>
void append_little_endian(std::vector<std::byte>& bytes, Unsigned value) {
  for (std::size_t i = 0; i < sizeof(Unsigned); ++i)
    bytes.push_back(static_cast<std::byte>(value >> (8 * i)));
}

template <class Unsigned>
Unsigned little_endian(std::span<std::byte const> bytes) {
  Unsigned value = 0;
  for (std::size_t i = 0; i < sizeof(Unsigned); ++i)
    value |= static_cast<Unsigned>(bytes[i]) << (8 * i);
  return value;
}

constexpr unsigned payload_bits = 7;
constexpr std::uint64_t payload_mask = (1u << payload_bits) - 1;
constexpr std::uint64_t continued = 1u << payload_bits;

}  // namespace

void ByteWriter::fixed32(std::uint32_t value) { append_little_endian(bytes_, value); }
void ByteWriter::fixed64(std::uint64_t value) { append_little_endian(bytes_, value); }

void ByteWriter::varint(std::uint64_t value) {
  for (; value > payload_mask; value >>= payload_bits)
    bytes_.push_back(static_cast<std::byte>((value & payload_mask) | continued));
  bytes_.push_back(static_cast<std::byte>(value));
}

void ByteWriter::text(std::string_view text) {
  varint(text.size());
  raw(std::as_bytes(std::span(text)));
}

void ByteWriter::raw(std::span<std::byte const> bytes) {
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
}

std::uint32_t ByteReader::fixed32() {
  return little_endian<std::uint32_t>(raw(sizeof(std::uint32_t)));
}
std::uint64_t ByteReader::fixed64() {
  return little_endian<std::uint64_t>(raw(sizeof(std::uint64_t)));
}

std::uint64_t ByteReader::varint() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += payload_bits) {
    auto const byte = static_cast<std::uint64_t>(raw(1)[0]);
    std::uint64_t const payload = byte & payload_mask;
    if (payload << shift >> shift != payload) break;
    value |= payload << shift;
    if (byte < continued) return value;
  }
  fail("a number beyond 64 bits");
}

std::string ByteReader::text() {
  std::span<std::byte const> const bytes = raw(varint());
  return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

std::span<std::byte const> ByteReader::raw(std::uint64_t count) {
  if (count > left()) fail(fmt::format("{} bytes are needed, {} are left", count, left()));
  auto const bytes = bytes_.subspan(position_, static_cast<std::size_t>(count));
  position_ += bytes.size();
  return bytes;
}

std::size_t ByteReader::count(std::size_t min_bytes) {
  return static_cast<std::size_t>(at_most(left() / min_bytes, "number of elements"));
}

std::uint64_t ByteReader::at_most(std::uint64_t max, std::string_view what) {
  std::uint64_t const value = varint();
  if (value > max) fail(fmt::format("{} {}, at most {} is possible", what, value, max));
  return value;
}

void ByteReader::fail(std::string_view text) const {
  refuse("", fmt::format("is no valid checkpoint: byte {}: {}", position_, text),
         Location{.file = name_});
}

}  // namespace nameplate
