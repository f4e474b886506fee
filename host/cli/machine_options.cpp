#include "host/cli/machine_options.hpp"

#include <fmt/format.h>

#include <limits>

#include "host/cli/console.hpp"
#include "host/request/arguments.hpp"
#include "nameplate/team.hpp"

namespace nameplate {

void add_machine_options(CLI::App& command, MachineArguments& arguments) {
  command
      .add_option("--paths", arguments.paths,
                  fmt::format("Monte Carlo paths ({})", arguments.paths))
      ->type_name("N");
  command.add_option("--seed", arguments.seed, "Seed of the draws (1)")->type_name("N");
  add_device_options(command, arguments);
}

void add_device_options(CLI::App& command, MachineArguments& arguments) {
  command.add_option("--threads", arguments.threads, "CPU threads; 0: all (0)")->type_name("N");
  command.add_option("--backend", arguments.backend, "What evaluates the paths (auto)")
      ->type_name("auto|cpu|cuda");
  command.add_option("--isa", arguments.isa, "CPU instructions (auto)")
      ->type_name("auto|portable|avx2|avx512");
  command.add_flag("--quiet", arguments.is_quiet, "No progress bar")->disable_flag_override();
}

RunOptions options_of(MachineArguments const& arguments) {
  RunOptions options;
  options.team = arguments.team;
  options.paths = parse_count("--paths", arguments.paths, 1, most_paths);
  options.seed =
      parse_count("--seed", arguments.seed, 0, std::numeric_limits<std::uint64_t>::max());
  options.threads = static_cast<int>(parse_count("--threads", arguments.threads, 0, most_threads));
  options.backend =
      static_cast<Backend>(parse_word("--backend", arguments.backend, backend_words()));
  options.isa = static_cast<Isa>(parse_word("--isa", arguments.isa, isa_words()));
  options.notice = [team = options.team](std::string const& text) {
    bool const is_one_of_several = team != nullptr && team->size() > 1;
    print_notice(is_one_of_several ? fmt::format("rank {}: {}", team->rank(), text) : text);
  };
  return options;
}

}  // namespace nameplate
