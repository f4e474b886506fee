#include "host/language/language.hpp"

#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <utility>

#include "host/language/translations.hpp"
#include "host/refuse.hpp"

namespace nameplate {
namespace {

constexpr std::string_view narrow_space = "\u202f";  // no-break

bool is_digit(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

/// Whether a comma stands at `at` that parts thousands.
bool parts_thousands(std::string_view text, std::size_t at) {
  return text[at] == ',' && at > 0 && is_digit(text, at - 1) && is_digit(text, at + 1) &&
         is_digit(text, at + 2) && is_digit(text, at + 3) && !is_digit(text, at + 4);
}

/// Whether a space stands at `at` that French sets narrow, and where no line may break.
bool is_narrow(std::string_view text, std::size_t at) {
  if (text[at] != ' ') return false;
  std::string_view const next = text.substr(at + 1);
  constexpr std::string_view marks[] = {";", ":", "!", "?", "%", "»"};
  return text.substr(0, at).ends_with("«") ||
         std::any_of(std::begin(marks), std::end(marks),
                     [&](std::string_view mark) { return next.starts_with(mark); });
}

/// The spaces of French typography in place of those that were typed.
std::string typeset(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_narrow(text, at)) {
      result += narrow_space;
    } else {
      result += text[at];
    }
  }
  return result;
}

/// Translations as text: TOML tables of `"English" = "other"`.
Language::Texts read_texts(std::string_view translations) {
  Language::Texts texts;
  for (auto const& [group, table] : toml::parse(translations))
    for (auto const& [english, other] : *table.as_table())
      texts.emplace(english.str(), typeset(*other.value<std::string_view>()));
  return texts;
}

}  // namespace

Language::Language(std::string code, Texts texts)
    : code_(std::move(code)), texts_(std::move(texts)) {}

Language const& Language::english() {
  static Language const language("en", {});
  return language;
}

std::vector<std::string> Language::codes() { return {"en", "fr"}; }

Language const& Language::named(std::string const& code) {
  static Language const french("fr", read_texts(french_translations()));
  if (code == "fr") return french;
  if (code == "en") return english();
  refuse("", fmt::format("must be one of {}", fmt::join(codes(), ", ")),
         Location{.file = "--lang " + code});
}

std::string Language::operator()(std::string_view english) const {
  auto const text = texts_.find(english);
  return text == texts_.end() ? std::string(english) : text->second;
}

Language Language::named(std::string const& code, Translations const& further) {
  Language language = named(code);
  auto const texts = further.find(code);
  if (texts == further.end()) return language;
  for (auto const& [english, other] : texts->second)
    language.texts_.insert_or_assign(english, typeset(other));
  return language;
}

std::string Language::number(std::string_view english) const {
  if (code_ == "en") return std::string(english);
  std::string result;
  for (std::size_t at = 0; at < english.size(); ++at) {
    bool const is_point =
        english[at] == '.' && at > 0 && is_digit(english, at - 1) && is_digit(english, at + 1);
    if (parts_thousands(english, at) || is_narrow(english, at)) {
      result += narrow_space;
    } else if (is_point) {
      result += ',';
    } else {
      result += english[at];
    }
  }
  return result;
}

}  // namespace nameplate
