#include "tests/unit/language/source_texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <regex>

namespace nameplate {
namespace {

/// A word, a string literal or a mark of C++.
struct Token {
  enum class Kind { word, literal, mark } kind;
  std::string text;  // of a literal, what it means
  int line;
};

char meaning_of_escape(char c) { return c == 'n' ? '\n' : c == 't' ? '\t' : c; }

/// `literal` as it stands between its quotes.
std::string meaning(std::string const& literal) {
  std::string text;
  for (std::size_t i = 0; i < literal.size(); ++i)
    text += literal[i] == '\\' ? meaning_of_escape(literal[++i]) : literal[i];
  return text;
}

/// Enough of C++'s tokens: comments, characters and numbers are skipped.
std::vector<Token> tokens_of(std::string const& source) {
  static std::regex const token(R"re((//[^\n]*|/\*[^]*?\*/|R"\w*\([^]*?\)\w*"))re"
                                R"re(|([0-9][0-9a-zA-Z'.]*|'(?:\\.|[^'\\])+'))re"
                                R"re(|([A-Za-z_]\w*)|"((?:\\.|[^"\\])*)"|([^\s]))re",
                                std::regex::optimize);
  std::vector<Token> tokens;
  auto counted = source.begin();
  int line = 1;
  for (std::sregex_iterator at(source.begin(), source.end(), token), end; at != end; ++at) {
    std::smatch const& match = *at;
    line += static_cast<int>(std::count(counted, match[0].first, '\n'));
    counted = match[0].first;
    if (match[3].matched) {
      tokens.push_back({Token::Kind::word, match[3], line});
    } else if (match[4].matched) {
      tokens.push_back({Token::Kind::literal, meaning(match[4]), line});
    } else if (match[5].matched) {
      tokens.push_back({Token::Kind::mark, match[5], line});
    }
  }
  return tokens;
}

/// Where the argument begins if a call that takes a text begins at `at`, else 0.
std::size_t argument_of(std::vector<Token> const& tokens, std::size_t at) {
  auto const is = [&](std::size_t i, std::string_view text) {
    return i < tokens.size() && tokens[i].kind != Token::Kind::literal && tokens[i].text == text;
  };
  if ((is(at, "say") || is(at, "translatable")) && is(at + 1, "(")) return at + 2;
  bool const is_format =
      is(at, "say") && is(at + 1, ".") && is(at + 2, "format") && is(at + 3, "(");
  return is_format ? at + 4 : 0;
}

/// Whether a literal stands in the argument that begins at `at`, outside of parentheses.
bool holds_literal(std::vector<Token> const& tokens, std::size_t at) {
  for (int depth = 0; at < tokens.size(); ++at) {
    if (tokens[at].kind == Token::Kind::literal && depth == 0) return true;
    if (tokens[at].kind != Token::Kind::mark) continue;
    if (tokens[at].text == "(" || tokens[at].text == "{") ++depth;
    if (tokens[at].text == ")" || tokens[at].text == "}") --depth;
    if (depth < 0 || (depth == 0 && tokens[at].text == ",")) return false;
  }
  return false;
}

}  // namespace

SourceTexts texts_in(std::string const& source, std::string const& file) {
  std::vector<Token> const tokens = tokens_of(source);
  SourceTexts found;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::size_t at = argument_of(tokens, i);
    if (at == 0) continue;
    std::string const place = fmt::format("{}:{}", file, tokens[i].line);
    std::string text;
    std::size_t const first = at;
    for (; at < tokens.size() && tokens[at].kind == Token::Kind::literal; ++at)
      text += tokens[at].text;
    if (at > first) {
      found.texts.push_back({text, place});
    } else if (holds_literal(tokens, at)) {
      found.unclear.push_back(place);
    }
  }
  return found;
}

std::vector<SourceText> texts_in_template(std::string const& page, std::string const& file) {
  static std::regex const text(R"(\{\{#t\}\}([^{]*)\{\{/t\}\})");
  std::vector<SourceText> found;
  for (std::sregex_iterator at(page.begin(), page.end(), text), end; at != end; ++at) {
    auto const line = 1 + std::count(page.begin(), (*at)[0].first, '\n');
    found.push_back({(*at)[1], fmt::format("{}:{}", file, line)});
  }
  return found;
}

SourceTexts texts_of_sources(std::filesystem::path const& folder) {
  SourceTexts found;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
    std::string const extension = entry.path().extension();
    if (extension != ".cpp" && extension != ".hpp" && extension != ".mustache") continue;
    std::ifstream stream(entry.path());
    std::string const source{std::istreambuf_iterator<char>(stream), {}};
    std::string const file = std::filesystem::relative(entry.path(), folder);
    SourceTexts of_file = extension == ".mustache"
                              ? SourceTexts{texts_in_template(source, file), {}}
                              : texts_in(source, file);
    std::move(of_file.texts.begin(), of_file.texts.end(), std::back_inserter(found.texts));
    std::move(of_file.unclear.begin(), of_file.unclear.end(), std::back_inserter(found.unclear));
  }
  return found;
}

}  // namespace nameplate
