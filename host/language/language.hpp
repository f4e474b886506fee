#pragma once

#include <fmt/format.h>

#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// The languages in which tables and reports are written. JSON, CSV, errors and notices are English
/// always. docs/languages.md says how to add a text or a language.
namespace nameplate {

class Language;

/// A number in a pattern, which reads as its language has it.
template <class Value>
struct Figure {
  Value value;
  Language const& language;
};

/// Turns English texts and numbers into those of one language. Code that writes for people takes a
/// `Language const& say` and passes it every text as it stands, so that a test can read from the
/// sources which texts there are: say("mean"), say.format("{} paths", ...), and translatable("...")
/// where a text is a datum that is said elsewhere.
class Language {
 public:
  using Texts = std::map<std::string, std::string, std::less<>>;  // by the English text
  using Translations =
      std::map<std::string, std::map<std::string, std::string>>;  // by code; as Catalog has them

  static Language const& english();

  /// By its code, one of codes(). \throws InputError naming --lang
  static Language const& named(std::string const& code);

  /// The same with a catalog's texts. \throws InputError likewise
  static Language named(std::string const& code, Translations const& further);

  /// "en", "fr".
  static std::vector<std::string> codes();

  std::string const& code() const { return code_; }

  /// `english` in this language; itself where there is no translation.
  std::string operator()(std::string_view english) const;

  /// The pattern in this language with the values in its places, which it may put in another order
  /// ("{1} {0}"). Floating-point values read as number() has them; all others stand as they are.
  template <class... Values>
  std::string format(fmt::format_string<Values...> english, Values&&... values) const {
    fmt::string_view const pattern = english;
    return fmt::vformat((*this)({pattern.data(), pattern.size()}),
                        fmt::make_format_args(figure(values)...));
  }

  /// A text of numbers as it is written in English, with the marks of this language: "1,234.5 %"
  /// is "1 234,5 %" in French, with narrow no-break spaces (U+202F). It takes as many columns.
  std::string number(std::string_view english) const;

  /// All that is translated; nothing in English.
  Texts const& texts() const { return texts_; }

 private:
  Language(std::string code, Texts texts);

  template <class Value>
  decltype(auto) figure(Value const& value) const {
    if constexpr (std::is_floating_point_v<Value>) {
      return Figure<Value>{value, *this};
    } else {
      return (value);
    }
  }

  std::string code_;
  Texts texts_;
};

/// Marks a text that is said where it is used: say(name(verdict)).
constexpr char const* translatable(char const* english) { return english; }

}  // namespace nameplate

template <class Value>
struct fmt::formatter<nameplate::Figure<Value>> : fmt::formatter<Value> {
  auto format(nameplate::Figure<Value> const& figure, fmt::format_context& context) const {
    fmt::memory_buffer text;
    fmt::format_context into_text(fmt::appender(text), context.args(), context.locale());
    fmt::formatter<Value>::format(figure.value, into_text);
    std::string const said = figure.language.number({text.data(), text.size()});
    return std::copy(said.begin(), said.end(), context.out());
  }
};
