#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "host/cli/candidates.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/console.hpp"
#include "host/request/arguments.hpp"

namespace nameplate {
namespace {

// The scripts ask the program: `nameplate complete -- WORDS`. Its first line is "files" if a file
// fits and "words" if none does; each further line is a word, a tab and its help.

// Bash splits words at COMP_WORDBREAKS too, and puts a reply in place of the last piece.
constexpr std::string_view bash_script = R"sh(# Completion of nameplate for bash.
_nameplate() {
  local -a words lines
  local line=${COMP_LINE:0:COMP_POINT} typed kept candidate
  read -ra words <<<"$line"
  [[ $line == *[[:space:]] ]] && words+=("")
  mapfile -t lines < <("${words[0]/#\~/$HOME}" complete -- "${words[@]:1}" 2>/dev/null)
  typed=${words[-1]}
  kept=${typed%"${typed##*[$COMP_WORDBREAKS]}"}
  kept=${kept%@}  # of the breaks, this one belongs to the piece behind it
  COMPREPLY=()
  for candidate in "${lines[@]:1}"; do
    candidate=${candidate%%$'\t'*}
    COMPREPLY+=("${candidate#"$kept"}")
  done
  if [[ ${lines[0]} == files ]]; then
    compopt -o filenames
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "${typed#"$kept"}")
  fi
}
complete -F _nameplate nameplate
)sh";

constexpr std::string_view zsh_script = R"sh(#compdef nameplate
# Completion of nameplate for zsh.
_nameplate() {
  local -a lines described
  local line
  lines=("${(@f)$(${(Q)words[1]} complete -- "${(@Q)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)}")
  for line in "${(@)lines[2,-1]}"; do
    described+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
  done
  [[ $lines[1] == files ]] && _files
  (( $#described )) && _describe nameplate described
}
if [[ $funcstack[1] == _nameplate ]]; then
  _nameplate "$@"
else
  compdef _nameplate nameplate
fi
)sh";

constexpr std::string_view fish_script = R"sh(# Completion of nameplate for fish.
function __nameplate_candidates
  set -l words (commandline -opc)
  set -l lines ($words[1] complete -- $words[2..-1] "$(commandline -ct)" 2>/dev/null)
  if test "$lines[1]" = files
    __fish_complete_path (commandline -ct)
  end
  if set -q lines[2]
    printf '%s\n' $lines[2..-1]
  end
end
complete -c nameplate -f -a '(__nameplate_candidates)'
)sh";

struct Shell {
  char const* name;
  std::string_view script;
};

constexpr Shell shells[] = {{"bash", bash_script}, {"zsh", zsh_script}, {"fish", fish_script}};

void print_script(std::string const& shell) {
  std::vector<std::string> names;
  for (Shell const& x : shells) names.emplace_back(x.name);
  print_output(shells[parse_word("completion", shell, names)].script);
}

void print_candidates(CLI::App const& program, std::vector<std::string> const& words) {
  Candidates const found = candidates(program, words);
  std::string text = found.has_files ? "files\n" : "words\n";
  for (auto const& [word, help] : found.words) text += fmt::format("{}\t{}\n", word, help);
  print_output(text);
}

}  // namespace

void add_completion_commands(CLI::App& program) {
  auto const shell = std::make_shared<std::string>();
  CLI::App* const completion = program.add_subcommand(
      "completion", "Print the script that completes command lines in a shell");
  completion->add_option("shell", *shell, "The shell")->required()->type_name("bash|zsh|fish");
  completion->footer(
      "\nAn installed package has put the scripts in place. Otherwise:\n"
      "\nExamples:\n"
      "  source <(nameplate completion bash)                                  # in ~/.bashrc\n"
      "  source <(nameplate completion zsh)                                   # in ~/.zshrc\n"
      "  nameplate completion fish >~/.config/fish/completions/nameplate.fish");
  completion->callback([shell] { print_script(*shell); });

  auto const words = std::make_shared<std::vector<std::string>>();
  CLI::App* const complete = program.add_subcommand("complete")->group("");
  complete->add_option("words", *words);
  complete->callback([&program, words] { print_candidates(program, *words); });
}

}  // namespace nameplate
