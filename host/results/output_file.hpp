#pragma once

#include <cstdio>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace nameplate {

/// A file that appears whole or not at all: text goes to a temporary file beside it, which takes
/// its name once everything is on the disk. What is no regular file (a pipe, a terminal) is written
/// straight.
class OutputFile {
 public:
  /// \throws RunError if it cannot be created, so that a run need not finish to find out.
  explicit OutputFile(std::filesystem::path const& path);
  OutputFile(OutputFile const&) = delete;
  OutputFile(OutputFile&&) = delete;
  OutputFile& operator=(OutputFile const&) = delete;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  /// The parts one after the other. Once. \throws RunError, for instance if the disk is full; an
  /// earlier file of that name is then still there.
  void write(std::initializer_list<std::string_view> parts);
  void write(std::string_view text) { write(std::initializer_list<std::string_view>{text}); }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  std::filesystem::path path_, temporary_;  // no temporary file: empty
  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace nameplate
