#include "host/language/language.hpp"

#include <gtest/gtest.h>

#include "host/results/label_text.hpp"
#include "host/results/text.hpp"
#include "nameplate/error.hpp"

namespace nameplate {
namespace {

Language const& french() { return Language::named("fr"); }

TEST(Language, EnglishLeavesTextsAndNumbersAsTheyAre) {
  Language const& say = Language::named("en");
  EXPECT_EQ(say("mean ± error"), "mean ± error");
  EXPECT_EQ(say.number("1,234.5 %"), "1,234.5 %");
  EXPECT_EQ(say.format("{} paths in {:.2f} s", 7, 1.5), "7 paths in 1.50 s");
}

TEST(Language, FrenchNumbersHaveDecimalCommasAndNarrowSpaces) {
  EXPECT_EQ(french().number("1,234,567.5"), "1\u202f234\u202f567,5");
  EXPECT_EQ(french().number("12.3 ± 0.2"), "12,3 ± 0,2");
  EXPECT_EQ(french().number("<0.1 %"), "<0,1\u202f%");
  EXPECT_EQ(french().number("P2.5"), "P2,5");
}

TEST(Language, FrenchNumbersKeepMarksThatAreNoPartOfANumber) {
  EXPECT_EQ(french().number("7, 8. 9"), "7, 8. 9");
  EXPECT_EQ(french().number("1,23"), "1,23");
  EXPECT_EQ(french().number(",123"), ",123");
  EXPECT_EQ(french().number(""), "");
}

TEST(Language, NumbersTakeAsManyColumnsInEveryLanguage) {
  for (char const* const number : {"1,234.5 %", "≥ 12,345", "-0.0012"})
    EXPECT_EQ(display_width(french().number(number)), display_width(number)) << number;
}

TEST(Language, PatternsTakeNumbersInTheFormOfTheLanguage) {
  EXPECT_EQ(french().format("{:.2f} s, P{:g}", 1234.5, 2.5f), "1234,50 s, P2,5");
  EXPECT_EQ(french().format("{}|{}|{}", 3, std::string("a.b"), "1.5"), "3|a.b|1.5");
}

TEST(Language, FrenchTextsHaveNarrowNoBreakSpacesBeforeTheirMarks) {
  EXPECT_EQ(french()("cost: depreciation and power"), "coût\u202f: amortissement et électricité");
}

TEST(Language, OtherTextsStayAsTheyAreUnlessTranslationsAreGiven) {
  EXPECT_EQ(french()("My own metric"), "My own metric");
  Language const say =
      Language::named("fr", {{"fr", {{"My own metric", "Ma grandeur : la mienne"}}}});
  EXPECT_EQ(say("My own metric"), "Ma grandeur\u202f: la mienne");
  EXPECT_EQ(say("energy"), "énergie");
}

TEST(Language, AnUnknownCodeNamesTheOptionAndWhatThereIs) {
  try {
    Language::named("de");
    FAIL() << "accepted";
  } catch (InputError const& error) {
    EXPECT_STREQ(error.what(), "--lang de: must be one of en, fr");
  }
}

OutputLabel label(Quantity quantity, std::string const& title) {
  return {.metric = "", .title = title, .unit = "", .quantity = quantity, .scope = "", .date = ""};
}

TEST(LabelText, TitlesAreTranslatedWithWhatTheirQuantityAdds) {
  EXPECT_EQ(title_text(label(Quantity::value, "energy"), french()), "énergie");
  EXPECT_EQ(title_text(label(Quantity::value, "users served (\"chat\")"), french()),
            "utilisateurs servis (\"chat\")");
  EXPECT_EQ(title_text(label(Quantity::added, "energy, added since the date before"), french()),
            "énergie, ajout depuis la date précédente");
  EXPECT_EQ(title_text(label(Quantity::growth, "energy, factor of growth since the date before"),
                       french()),
            "énergie, facteur de croissance depuis la date précédente");
}

TEST(LabelText, RatiosAreSplitBetweenTheirTwoTitles) {
  EXPECT_EQ(title_text(label(Quantity::ratio, "energy per average draw"), french()),
            "énergie / puissance appelée moyenne");
  EXPECT_EQ(title_text(label(Quantity::ratio, "cost per kWh per energy"), french()),
            "cost per kWh / énergie");
}

TEST(LabelText, EnglishTitlesAreTheLabelsOwn) {
  for (Quantity const quantity : {Quantity::value, Quantity::ratio, Quantity::added})
    EXPECT_EQ(title_text(label(quantity, "energy per day, added since the date before"),
                         Language::english()),
              "energy per day, added since the date before");
}

TEST(UnitText, UnitsAreTranslatedWithTheirThousands) {
  auto const text = [](std::string_view unit, double largest) {
    return display_unit(unit, largest, french()).unit;
  };
  EXPECT_EQ(text("households", 3.1e7), "millions de foyers");
  EXPECT_EQ(text("GW", 2e4), "TW");
  EXPECT_EQ(text("USD bn", 12), "Md$");
  EXPECT_EQ(text("GW/households", 2e-6), "kW/foyers");
  EXPECT_EQ(text("H100e", 5), "H100 éq.");
}

TEST(UnitText, CapitalLettersMayHaveAccents) {
  EXPECT_EQ(capitalized("énergie"), "Énergie");
  EXPECT_EQ(capitalized("power"), "Power");
  EXPECT_EQ(capitalized("÷"), "÷");
  EXPECT_EQ(capitalized(""), "");
}

}  // namespace
}  // namespace nameplate
