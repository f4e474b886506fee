#include "host/results/output_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "nameplate/error.hpp"

namespace nameplate {
namespace {

[[noreturn]] void fail(std::filesystem::path const& path, int error) {
  throw RunError(
      fmt::format("cannot write {}: {}", path.string(), std::generic_category().message(error)));
}

}  // namespace

OutputFile::OutputFile(std::filesystem::path const& path) : path_(path) {
  std::error_code ignored;
  if (std::filesystem::is_symlink(path, ignored))
    path_ = std::filesystem::weakly_canonical(path, ignored);
  bool const is_special =
      std::filesystem::exists(path_, ignored) && !std::filesystem::is_regular_file(path_, ignored);
  if (!is_special) temporary_ = fmt::format("{}.{}.tmp", path_.string(), ::getpid());
  file_.reset(std::fopen((is_special ? path_ : temporary_).c_str(), "wb"));
  if (!file_) fail(path, errno);
}

OutputFile::~OutputFile() {
  file_.reset();
  std::error_code ignored;
  if (!temporary_.empty()) std::filesystem::remove(temporary_, ignored);
}

void OutputFile::write(std::initializer_list<std::string_view> parts) {
  for (std::string_view const part : parts)
    if (std::fwrite(part.data(), 1, part.size(), file_.get()) != part.size()) fail(path_, errno);
  if (std::fflush(file_.get()) != 0) fail(path_, errno);
  if (temporary_.empty()) return;
  if (::fsync(::fileno(file_.get())) != 0) fail(path_, errno);
  file_.reset();
  std::error_code error;
  std::filesystem::rename(temporary_, path_, error);
  if (error) fail(path_, error.value());
  temporary_.clear();
}

}  // namespace nameplate
