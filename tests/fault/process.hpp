#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace nameplate {

/// A name in the folder for temporary files, of this process alone, at which nothing lies.
std::string fresh_path(std::string const& name);

std::string text_of_file(std::string const& path);

/// The program as a process of its own, in the folder of tests/cli, where small.toml lies. What it
/// prints goes to two files. Killed, if need be, at the end.
class Process {
 public:
  /// Starts `nameplate WORDS`. \throws std::system_error
  explicit Process(std::vector<std::string> words);
  /// Starts a program at a path with these words after its name.
  Process(std::string const& program, std::vector<std::string> words);
  Process(Process const&) = delete;
  Process(Process&&) = delete;
  Process& operator=(Process const&) = delete;
  Process& operator=(Process&&) = delete;
  ~Process();

  pid_t id() const { return id_; }
  bool is_running();
  void send(int signal) const;
  /// Waits for the end. \return the exit code, or minus the signal that ended it
  int wait();

  std::string output() const { return text_of_file(output_); }
  std::string errors() const { return text_of_file(errors_); }

  /// Waits until the checkpoint holds more than `paths`. \return whether it came to that before the
  /// process ended
  bool waits_for_more_than(std::uint64_t paths, std::string const& checkpoint);

 private:
  std::string output_ = fresh_path("out"), errors_ = fresh_path("err");
  pid_t id_ = 0;
  bool has_ended_ = false;
  int status_ = 0;
};

/// In the checkpoint; none if there is no file yet.
std::uint64_t paths_in(std::string const& checkpoint);

}  // namespace nameplate
