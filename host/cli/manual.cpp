#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "host/cli/command_tree.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/console.hpp"
#include "nameplate/version.hpp"

namespace nameplate {
namespace {

/// Text for man(7): nothing in it is a request or an escape.
std::string roff(std::string_view text) {
  std::string escaped;
  for (char const c : text) {
    if ((c == '.' || c == '\'') && (escaped.empty() || escaped.back() == '\n')) escaped += "\\&";
    if (c == '\\') {
      escaped += "\\e";
    } else if (c == '-') {
      escaped += "\\-";
    } else {
      escaped += c;
      if (c == '|') escaped += "\\:";  // a line may end there
    }
  }
  return escaped;
}

std::vector<std::string> lines_of(std::string const& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t const end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

/// A help's footer: lines that are indented are examples, and stand as they are.
std::string footer_text(std::string const& footer) {
  std::string text;
  bool was_example = false, was_empty = false;
  for (std::string const& line : lines_of(footer)) {
    bool const is_example = line.starts_with("  ");
    if (!line.empty()) {
      if (was_example && !is_example) text += ".EE\n";
      if (!text.empty() && (was_empty || is_example != was_example)) text += ".PP\n";
      if (is_example && !was_example) text += ".EX\n";
      text += roff(line) + "\n";
      was_example = is_example;
    }
    was_empty = line.empty();
  }
  return text + (was_example ? ".EE\n" : "");
}

/// "-o, --output".
std::string names(CLI::Option const& option) {
  if (option.get_positional()) return {};
  std::vector<std::string> all;
  for (std::string const& name : option.get_snames()) all.push_back("-" + name);
  for (std::string const& name : option.get_lnames()) all.push_back("--" + name);
  return fmt::format("{}", fmt::join(all, ", "));
}

std::string option_text(CLI::Option const& option) {
  std::string tag = names(option).empty() ? "" : fmt::format("\\fB{}\\fR", roff(names(option)));
  int const most = option.get_items_expected_max();
  if (most > 0) {
    if (!tag.empty()) tag += " ";
    tag += fmt::format("\\fI{}\\fR{}", roff(option.get_type_name()), most > 1 ? " ..." : "");
  }
  return fmt::format(".TP\n{}\n{}\n", tag, roff(option.get_description()));
}

/// "nameplate bench compare [OPTION ...] BASE.json CANDIDATE.json".
std::string synopsis(CLI::App const& command, std::string const& name) {
  std::string text = roff(name) + " [\\fIOPTION\\fR ...]";
  for (CLI::Option const* const argument : shown_arguments(command)) {
    std::string const word = fmt::format("\\fI{}\\fR{}", roff(argument->get_type_name()),
                                         argument->get_items_expected_max() > 1 ? " ..." : "");
    text += argument->get_required() ? " " + word : fmt::format(" [{}]", word);
  }
  return text;
}

std::string command_text(CLI::App const& command, std::string const& parent_name) {
  std::string const name = parent_name + " " + command.get_name();
  std::string text =
      fmt::format(".SS {}\n{}.\n", synopsis(command, name), roff(command.get_description()));
  for (CLI::Option const* const x : shown_arguments(command)) text += option_text(*x);
  for (CLI::Option const* const x : shown_options(command))
    if (x != command.get_help_ptr()) text += option_text(*x);
  text += ".PP\n" + footer_text(command.get_footer());
  for (CLI::App const* const x : shown_commands(command)) text += command_text(*x, name);
  return text;
}

std::string manual_text(CLI::App const& program) {
  std::string const version = "Nameplate " + build_info().version;
  std::string const about = program.get_description();
  std::string summary = about.substr(0, about.find(':'));
  summary[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(summary[0])));
  std::string text = fmt::format(
      ".TH NAMEPLATE 1 \"\" \"{}\" \"User Commands\"\n.SH NAME\nnameplate \\- {}\n"
      ".SH SYNOPSIS\n\\fBnameplate\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR ...]\n"
      ".SH DESCRIPTION\n{}\n.SH OPTIONS\n",
      roff(version), roff(summary), roff(about));
  for (CLI::Option const* const x : shown_options(program)) text += option_text(*x);
  text += ".SH COMMANDS\n";
  for (CLI::App const* const x : shown_commands(program)) text += command_text(*x, "nameplate");
  return text + ".SH EXIT CODES AND EXAMPLES\n" + footer_text(program.get_footer());
}

}  // namespace

void add_manual_command(CLI::App& program) {
  program.add_subcommand("manual")->group("")->callback(
      [&program] { print_output(manual_text(program)); });
}

}  // namespace nameplate
