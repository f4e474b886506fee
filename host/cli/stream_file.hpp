#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "host/checkpoint/file_descriptor.hpp"

namespace nameplate {

/// A file that grows while a command runs, or standard output ("-").
class StreamFile {
 public:
  /// Opens the file, keeps its first `size` bytes and goes on behind them; size 0 starts it anew.
  /// \throws InputError if it has fewer; RunError if it cannot be written
  StreamFile(std::string const& name, std::uint64_t size);

  std::uint64_t size() const { return size_; }

  /// \throws RunError, for instance if the disk is full
  void append(std::string_view text);

  /// Brings what was written to the disk. \throws RunError
  void sync() const;

 private:
  [[noreturn]] void fail() const;

  std::string name_;
  FileDescriptor file_;
  bool is_regular_ = false;
  std::uint64_t size_;
};

}  // namespace nameplate
