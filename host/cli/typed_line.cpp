#include "host/cli/typed_line.hpp"

#include <utility>

#include "host/cli/command_tree.hpp"

namespace nameplate {
namespace {

/// Follows the words through the tree of commands.
class Reader {
 public:
  explicit Reader(CLI::App const& program) { line_.command = &program; }

  /// A word with others behind it.
  void pass(std::string const& word) {
    if (takes_more_values() && (line_.must_be_value || !word.starts_with('-'))) {
      take_value(word);
    } else if (word.starts_with('-')) {
      pass_option(word);
    } else if (CLI::App const* const command = subcommand(word)) {
      line_.command = command;
      arguments_passed_ = 0;
    } else if (CLI::Option const* const argument = next_argument()) {
      note_value(*argument, word);
      ++arguments_passed_;
    }
  }

  /// The word that is being typed.
  TypedLine end(std::string const& word) {
    line_.typed = word;
    std::size_t const equals = word.find('=');
    if (word.starts_with("--") && equals != std::string::npos) {
      line_.value_of = find_option(word.substr(0, equals));
      line_.must_be_value = true;
      line_.kept = word.substr(0, equals + 1);
      line_.typed = word.substr(equals + 1);
    } else if (!takes_more_values()) {
      line_.value_of = next_argument();
    }
    return std::move(line_);
  }

 private:
  CLI::App const* subcommand(std::string const& word) const {
    for (CLI::App const* const command : shown_commands(*line_.command))
      if (command->get_name() == word) return command;
    return nullptr;
  }

  CLI::Option const* find_option(std::string const& name) const {
    return line_.command->get_option_no_throw(name);
  }

  /// The argument without a name that comes next; the last one may take all the rest.
  CLI::Option const* next_argument() const {
    auto const arguments = shown_arguments(*line_.command);
    if (arguments_passed_ < arguments.size()) return arguments[arguments_passed_];
    bool const has_list = !arguments.empty() && arguments.back()->get_items_expected_max() > 1;
    return has_list ? arguments.back() : nullptr;
  }

  bool takes_more_values() const { return line_.value_of != nullptr && values_left_ > 0; }

  void pass_option(std::string const& word) {
    std::size_t const equals = word.find('=');
    CLI::Option const* const option = find_option(word.substr(0, equals));
    line_.value_of = nullptr;
    line_.must_be_value = false;
    if (option == nullptr) return;
    values_left_ = option->get_items_expected_max();
    if (values_left_ == 0) return;
    line_.value_of = option;
    line_.must_be_value = true;
    if (equals != std::string::npos) take_value(word.substr(equals + 1));
  }

  void take_value(std::string const& word) {
    note_value(*line_.value_of, word);
    line_.must_be_value = false;
    --values_left_;
    if (values_left_ == 0) line_.value_of = nullptr;
  }

  void note_value(CLI::Option const& option, std::string const& word) {
    if (option.get_type_name() == "CATALOG") line_.catalog = word;
    if (option.get_name() == "kind") line_.kind = word;
  }

  TypedLine line_;
  int values_left_ = 0;  // that `value_of` can take
  std::size_t arguments_passed_ = 0;
};

}  // namespace

TypedLine read_typed_line(CLI::App const& program, std::vector<std::string> const& words) {
  Reader reader(program);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) reader.pass(words[i]);
  return reader.end(words.empty() ? std::string() : words.back());
}

}  // namespace nameplate
