#include "host/checkpoint/file_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>

#include "host/refuse.hpp"

namespace nameplate {
namespace {

[[noreturn]] void fail(std::filesystem::path const& path, char const* what) {
  int const error = errno;
  throw RunError(
      fmt::format("{}: {}: {}", path.string(), what, std::generic_category().message(error)));
}

/// Whether the name still stands for the open file: its holder may have removed it meanwhile.
bool is_there(std::filesystem::path const& path, FileDescriptor const& descriptor) {
  struct stat named {
  }, open{};
  return ::stat(path.c_str(), &named) == 0 && ::fstat(descriptor.get(), &open) == 0 &&
         named.st_ino == open.st_ino && named.st_dev == open.st_dev;
}

[[noreturn]] void refuse_held(std::filesystem::path const& file,
                              std::filesystem::path const& lock) {
  std::ifstream text(lock);
  std::string process = "another process", machine;
  if (text >> process >> machine) process = fmt::format("process {} on {}", process, machine);
  refuse("", fmt::format("is in use by {}, which holds {}", process, lock.string()),
         Location{.file = file.string()});
}

void write_owner(FileDescriptor const& descriptor) {
  std::array<char, 256> machine{};
  if (::gethostname(machine.data(), machine.size() - 1) != 0) machine = {'?'};
  std::string const owner = fmt::format("{} {}\n", ::getpid(), machine.data());
  // Only for the message to others; the lock holds without it.
  bool const is_written = ::ftruncate(descriptor.get(), 0) == 0 &&
                          ::write(descriptor.get(), owner.data(), owner.size()) > 0;
  static_cast<void>(is_written);
}

}  // namespace

FileLock::FileLock(std::filesystem::path const& file) : path_(file.string() + ".lock") {
  constexpr mode_t everyone_may_read = 0644;
  do {
    descriptor_ =
        FileDescriptor(::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, everyone_may_read));
    if (!descriptor_) fail(path_, "cannot be made");
    if (::flock(descriptor_.get(), LOCK_EX | LOCK_NB) != 0) {
      if (errno == EWOULDBLOCK) refuse_held(file, path_);
      fail(path_, "cannot be locked");
    }
  } while (!is_there(path_, descriptor_));
  write_owner(descriptor_);
}

FileLock::~FileLock() {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

}  // namespace nameplate
