#include "host/cli/stream_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "host/refuse.hpp"
#include "host/results/text.hpp"
#include "nameplate/error.hpp"

namespace nameplate {
namespace {

constexpr mode_t everyone_may_read = 0644;

}  // namespace

StreamFile::StreamFile(std::string const& name, std::uint64_t size)
    : name_(name == "-" ? "standard output" : name),
      file_(name == "-" ? ::dup(STDOUT_FILENO)
                        : ::open(name.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, everyone_may_read)),
      size_(size) {
  if (!file_) fail();
  struct stat facts {};
  if (::fstat(file_.get(), &facts) != 0) fail();
  is_regular_ = name != "-" && S_ISREG(facts.st_mode);
  if (!is_regular_) return;
  if (auto const there = static_cast<std::uint64_t>(facts.st_size); there < size)
    refuse("",
           fmt::format("has {} bytes, the checkpoint counts on {}", grouped(there), grouped(size)),
           Location{.file = name});
  if (::ftruncate(file_.get(), static_cast<off_t>(size)) != 0) fail();
  if (::lseek(file_.get(), static_cast<off_t>(size), SEEK_SET) < 0) fail();
}

void StreamFile::append(std::string_view text) {
  while (!text.empty()) {
    ssize_t const count = ::write(file_.get(), text.data(), text.size());
    if (count < 0 && errno != EINTR) fail();
    if (count <= 0) continue;
    size_ += static_cast<std::uint64_t>(count);
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

void StreamFile::sync() const {
  if (is_regular_ && ::fsync(file_.get()) != 0) fail();
}

void StreamFile::fail() const {
  throw RunError(fmt::format("cannot write {}: {}", name_, std::generic_category().message(errno)));
}

}  // namespace nameplate
