#include "host/cli/console.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <set>
#include <system_error>

#include "nameplate/error.hpp"

namespace nameplate {

void print_output(std::string_view text) {
  bool const is_written =
      std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (!is_written)
    throw RunError(
        fmt::format("cannot write to standard output: {}", std::generic_category().message(errno)));
}

void print_notice(std::string const& text) {
  static std::set<std::string> written;  // several runs of a command meet the same
  if (!written.insert(text).second) return;
  fmt::print(stderr, "{}{}\n", ::isatty(STDERR_FILENO) == 1 ? "\r\x1b[K" : "", text);
}

}  // namespace nameplate
