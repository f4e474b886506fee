#pragma once

#include <filesystem>

#include "host/checkpoint/file_descriptor.hpp"

namespace nameplate {

/// Holds FILE.lock, which the system lets go of when the process ends, however it does; gone once
/// released. It holds the owner's process number and machine.
class FileLock {
 public:
  /// \throws InputError naming the process that holds it; RunError if it cannot be made
  explicit FileLock(std::filesystem::path const& file);
  FileLock(FileLock const&) = delete;
  FileLock(FileLock&&) = delete;
  FileLock& operator=(FileLock const&) = delete;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  std::filesystem::path path_;
  FileDescriptor descriptor_;
};

}  // namespace nameplate
