#include "host/cli/output_options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/cli/console.hpp"
#include "host/language/language.hpp"
#include "host/request/arguments.hpp"

namespace nameplate {

void add_language_option(CLI::App& command, std::string& code) {
  command.add_option("--lang", code, "Language of tables (en)")
      ->type_name(fmt::format("{}", fmt::join(Language::codes(), "|")));
}

void add_output_options(CLI::App& command, OutputArguments& arguments,
                        std::vector<std::string> const& formats) {
  command
      .add_option("--format", arguments.format,
                  fmt::format("How to write results ({})", formats.front()))
      ->type_name(fmt::format("{}", fmt::join(formats, "|")));
  add_language_option(command, arguments.language);
  command.add_option("-o,--output", arguments.file, "Write to a file instead of standard output")
      ->type_name("FILE");
}

std::size_t format_of(OutputArguments const& arguments, std::vector<std::string> const& formats) {
  return parse_word("--format", arguments.format, formats);
}

Destination::Destination(OutputArguments const& arguments) : is_silent_(arguments.is_silent) {
  if (!arguments.file.empty() && !is_silent_) file_.emplace(arguments.file);
}

void Destination::write(std::string_view text) {
  if (is_silent_) return;
  if (file_) {
    file_->write(text);
  } else {
    print_output(text);
  }
}

}  // namespace nameplate
