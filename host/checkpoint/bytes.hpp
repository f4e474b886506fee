#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The elements of a checkpoint's bytes (docs/checkpoints.md, "Format").
namespace nameplate {

class ByteWriter {
 public:
  void fixed32(std::uint32_t value);  // little-endian
  void fixed64(std::uint64_t value);
  void varint(std::uint64_t value);  // LEB128: seven bits a byte, the lowest first
  void text(std::string_view text);  // its size, then its bytes
  void raw(std::span<std::byte const> bytes);

  std::size_t size() const { return bytes_.size(); }
  std::span<std::byte const> bytes() const { return bytes_; }
  std::vector<std::byte> take() { return std::move(bytes_); }

 private:
  std::vector<std::byte> bytes_;
};

/// Reads bytes that may say anything. Every function throws InputError naming the file and the
/// position.
class ByteReader {
 public:
  ByteReader(std::span<std::byte const> bytes, std::string const& name)
      : bytes_(bytes), name_(name) {}

  std::uint32_t fixed32();
  std::uint64_t fixed64();
  std::uint64_t varint();
  std::string text();
  std::span<std::byte const> raw(std::uint64_t count);

  /// A number of elements that take at least `min_bytes` each, so no more than there can be.
  std::size_t count(std::size_t min_bytes);
  /// A number that is at most `max`. `what`: "kind"
  std::uint64_t at_most(std::uint64_t max, std::string_view what);

  std::size_t left() const { return bytes_.size() - position_; }
  [[noreturn]] void fail(std::string_view text) const;

 private:
  std::span<std::byte const> bytes_;
  std::string const& name_;
  std::size_t position_ = 0;
};

}  // namespace nameplate
