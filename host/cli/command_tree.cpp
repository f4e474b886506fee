#include "host/cli/command_tree.hpp"

namespace nameplate {

std::vector<CLI::App const*> shown_commands(CLI::App const& command) {
  return command.get_subcommands([](CLI::App const* x) { return !x->get_group().empty(); });
}

std::vector<CLI::Option const*> shown_arguments(CLI::App const& command) {
  return command.get_options(
      [](CLI::Option const* x) { return x->get_positional() && !x->get_group().empty(); });
}

std::vector<CLI::Option const*> shown_options(CLI::App const& command) {
  return command.get_options(
      [](CLI::Option const* x) { return !x->get_positional() && !x->get_group().empty(); });
}

}  // namespace nameplate
