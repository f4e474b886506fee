#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "host/checkpoint/file_lock.hpp"
#include "host/refuse.hpp"
#include "nameplate/checkpoint.hpp"

namespace nameplate {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(fs::path const& path, char const* what) {
  int const error = errno;
  throw RunError(
      fmt::format("cannot {} {}: {}", what, path.string(), std::generic_category().message(error)));
}

/// Where links lead to, also to a file that is not there yet. \throws InputError for what is no
/// regular file
fs::path target(fs::path const& path) {
  constexpr int max_links = 40;  // as the system's own limit
  std::error_code ignored;
  fs::path file = path;
  for (int i = 0; i < max_links && fs::is_symlink(file, ignored); ++i)
    file = file.parent_path() / fs::read_symlink(file, ignored);
  auto const kind = fs::status(file, ignored).type();
  if (kind != fs::file_type::not_found && kind != fs::file_type::regular)
    refuse("", "is no regular file, so it cannot hold a checkpoint",
           Location{.file = path.string()});
  return file;
}

/// \throws RunError. None if there is no such file.
std::optional<std::vector<std::byte>> contents(fs::path const& path) {
  FileDescriptor const file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file && errno == ENOENT) return std::nullopt;
  if (!file) fail(path, "read");
  struct stat facts {};
  if (::fstat(file.get(), &facts) != 0) fail(path, "read");
  std::vector<std::byte> bytes(static_cast<std::size_t>(facts.st_size));
  std::size_t size = 0;
  while (size < bytes.size()) {
    ssize_t const count = ::read(file.get(), bytes.data() + size, bytes.size() - size);
    if (count < 0 && errno != EINTR) fail(path, "read");
    if (count == 0) break;
    if (count > 0) size += static_cast<std::size_t>(count);
  }
  bytes.resize(size);
  return bytes;
}

void write_all(FileDescriptor const& file, std::span<std::byte const> bytes, fs::path const& path) {
  while (!bytes.empty()) {
    ssize_t const count = ::write(file.get(), bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) fail(path, "write");
    if (count > 0) bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
}

/// Of a state that is not wholly written. No one else's: the lock is held.
fs::path temporary_path(fs::path const& path) { return path.string() + ".tmp"; }

/// Makes a new name in a folder last. Some file systems cannot; theirs last without.
void sync_folder(fs::path const& path) {
  fs::path const folder = path.has_parent_path() ? path.parent_path() : ".";
  FileDescriptor const descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!descriptor || (::fsync(descriptor.get()) != 0 && errno != EINVAL)) fail(path, "write");
}

}  // namespace

/// What the file holds while no other process may use it.
struct CheckpointFile::Held {
  explicit Held(fs::path const& file) : path(target(file)), lock(path) {}
  fs::path path;
  FileLock lock;
};

CheckpointFile::CheckpointFile(fs::path const& path) : held_(std::make_unique<Held>(path)) {}
CheckpointFile::~CheckpointFile() = default;

std::filesystem::path const& CheckpointFile::path() const { return held_->path; }

std::optional<std::vector<std::byte>> CheckpointFile::read_bytes() const {
  return contents(path());
}

std::optional<Checkpoint> CheckpointFile::read() const {
  auto const bytes = read_bytes();
  if (!bytes) return std::nullopt;
  return read_checkpoint(*bytes, path().string());
}

void CheckpointFile::write(std::span<std::byte const> bytes) const {
  constexpr mode_t everyone_may_read = 0644;
  fs::path const temporary = temporary_path(path());
  try {
    FileDescriptor const file(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, everyone_may_read));
    if (!file) fail(path(), "write");
    write_all(file, bytes, path());
    if (::fsync(file.get()) != 0) fail(path(), "write");
    if (std::rename(temporary.c_str(), path().c_str()) != 0) fail(path(), "write");
  } catch (RunError const&) {
    std::error_code ignored;
    fs::remove(temporary, ignored);
    throw;
  }
  sync_folder(path());
}

void CheckpointFile::remove() const {
  for (fs::path const& file : {temporary_path(path()), path()})
    if (::unlink(file.c_str()) != 0 && errno != ENOENT) fail(file, "remove");
}

Checkpoint read_checkpoint_file(fs::path const& path) {
  auto const bytes = contents(target(path));
  if (!bytes) refuse("", "no such file", Location{.file = path.string()});
  return read_checkpoint(*bytes, path.string());
}

}  // namespace nameplate
