#include "host/cli/usage.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "host/catalog/problems.hpp"
#include "host/cli/command_tree.hpp"
#include "host/refuse.hpp"

namespace nameplate {
namespace {

/// The innermost subcommand that was being parsed, or the program itself.
CLI::App const& active_command(CLI::App const& program) {
  auto const commands = program.get_subcommands();
  return commands.empty() ? program : active_command(*commands.front());
}

/// "nameplate bench compare".
std::string full_name(CLI::App const& command) {
  CLI::App const* const parent = command.get_parent();
  return parent == nullptr ? command.get_name() : full_name(*parent) + " " + command.get_name();
}

std::vector<std::string> option_names(CLI::App const& command) {
  std::vector<std::string> names;
  for (CLI::Option const* const option : command.get_options())
    for (std::string const& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

std::vector<std::string> command_names(CLI::App const& program) {
  std::vector<std::string> names;
  for (CLI::App const* const command : shown_commands(program))
    names.push_back(command->get_name());
  return names;
}

std::string unexpected(CLI::App const& command, std::string const& word) {
  if (word.starts_with('-')) {
    std::string const name = word.substr(0, word.find('='));
    return fmt::format("unknown option \"{}\"{}", name, suggestion(name, option_names(command)));
  }
  std::vector<std::string> const commands = command_names(command);
  if (!commands.empty())
    return fmt::format("unknown command \"{}\"{}", word, suggestion(word, commands));
  return fmt::format("unexpected argument \"{}\"", word);
}

/// What is required and was not given: an argument, or a command.
std::string missing(CLI::App const& command) {
  for (CLI::Option const* const option : command.get_options())
    if (option->get_required() && option->count() == 0) return "missing " + option->get_type_name();
  return fmt::format("missing command: {}", fmt::join(command_names(command), ", "));
}

/// A wrong number of values. CLI11 says "--paths: 1 required N missing", "--seed: At Most 1
/// required but received 2" or "quiet was given a disallowed flag override".
std::string wrong_count(CLI::App const& command, std::string const& message) {
  std::string const word = message.substr(0, message.find_first_of(": "));
  std::string const name = word.starts_with('-') ? word : "--" + word;
  CLI::Option const* const option = command.get_option_no_throw(name);
  if (option == nullptr) return message;
  if (option->get_expected_max() == 0) return name + ": takes no value";
  if (option->count() > 0) return name + ": given more than once";
  return fmt::format("{}: needs a value: {} {}", name, name, option->get_type_name());
}

std::string problem(CLI::App const& program, CLI::App const& command,
                    CLI::ParseError const& error) {
  std::vector<std::string> const extras = program.remaining(true);
  if (!extras.empty()) return unexpected(command, extras.front());
  switch (static_cast<CLI::ExitCodes>(error.get_exit_code())) {
    case CLI::ExitCodes::RequiredError:
      return missing(command);
    case CLI::ExitCodes::ArgumentMismatch:
      return wrong_count(command, error.what());
    default:
      return error.what();
  }
}

}  // namespace

void refuse_usage(CLI::App const& program, CLI::ParseError const& error) {
  CLI::App const& command = active_command(program);
  std::string const name = full_name(command);
  refuse("", fmt::format("{}\ntry: {} --help", problem(program, command, error), name),
         Location{.file = name});
}

}  // namespace nameplate
