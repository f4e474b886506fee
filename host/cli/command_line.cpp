#include "host/cli/command_line.hpp"

#include <algorithm>
#include <string_view>

namespace nameplate {
namespace {

constexpr std::string_view resume_flag = "--resume";

/// The word as a shell reads it back.
std::string quoted(std::string const& word) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:=,+@%-";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string text = "'";
  for (char const c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

}  // namespace

std::string CommandLine::text() const {
  std::string text = "nameplate";
  for (std::size_t i = 1; i < words_.size(); ++i) text += " " + quoted(words_[i]);
  return text;
}

std::string CommandLine::resuming() const {
  std::string text;
  for (std::string const& word : words_) text += (text.empty() ? "" : " ") + quoted(word);
  bool const has_flag = std::find(words_.begin(), words_.end(), resume_flag) != words_.end();
  return has_flag ? text : text + " " + std::string(resume_flag);
}

}  // namespace nameplate
