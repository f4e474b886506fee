#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <map>
#include <regex>
#include <set>

#include "host/language/language.hpp"
#include "kernels/metrics.hpp"
#include "nameplate/catalog.hpp"
#include "tests/unit/language/source_texts.hpp"

namespace nameplate {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// All English texts that a table or report may say, and a place of each.
std::map<std::string, std::string> english_texts() {
  std::map<std::string, std::string> texts;
  for (SourceText const& found : texts_of_sources(NAMEPLATE_HOST_DIR).texts)
    texts.emplace(found.text, found.place);
  for (MetricInfo const& metric : metric_table) {
    texts.emplace(metric.title, "kernels/metrics.hpp");
    texts.emplace(metric.unit, "kernels/metrics.hpp");
  }
  for (int i = 0; i < status_count; ++i)
    texts.emplace(name(static_cast<Status>(i)), "host/catalog/words.cpp");
  for (Confidence const confidence : {Confidence::high, Confidence::medium, Confidence::low})
    texts.emplace(name(confidence), "host/catalog/words.cpp");
  return texts;
}

/// "{}", "{:.2f}" and "{1:g}", each with the value that it shows: "0", "1:.2f".
std::multiset<std::string> placeholders(std::string const& pattern) {
  static std::regex const placeholder(R"(\{(\d*)(:[^{}]*)?\})");
  std::multiset<std::string> found;
  std::size_t next = 0;
  for (std::sregex_iterator at(pattern.begin(), pattern.end(), placeholder), end; at != end; ++at) {
    std::string const index = (*at)[1];
    found.insert((index.empty() ? std::to_string(next++) : index) + (*at)[2].str());
  }
  return found;
}

TEST(SourceTexts, AreTheFirstArgumentsOfWhatTakesAText) {
  SourceTexts const found = texts_in(R"source(
    // say("in a comment")
    auto a = say("one " /* and */ "text\n") + say.format("{} {}", "value", say(name(b)));
    auto c = x == '"' ? translatable("datum") : other("not \"this\"");
    auto d = say(is_x ? "unclear" : "too");
  )source",
                                     "f.cpp");
  std::vector<std::string> texts, places;
  for (SourceText const& text : found.texts) {
    texts.push_back(text.text);
    places.push_back(text.place);
  }
  EXPECT_THAT(texts, ElementsAre("one text\n", "{} {}", "datum"));
  EXPECT_THAT(places, ElementsAre("f.cpp:3", "f.cpp:3", "f.cpp:4"));
  EXPECT_THAT(found.unclear, ElementsAre("f.cpp:5"));
}

TEST(SourceTexts, OfATemplateStandBetweenItsMarks) {
  std::vector<SourceText> const found = texts_in_template(
      "<p>{{facts}}</p>\n<p>{{#t}}In short{{/t}}</p> {{#t}}Search{{/t}}", "page.mustache");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].text, "In short");
  EXPECT_EQ(found[0].place, "page.mustache:2");
  EXPECT_EQ(found[1].text, "Search");
}

TEST(Translations, EveryTextCanBeToldFromTheSources) {
  EXPECT_THAT(texts_of_sources(NAMEPLATE_HOST_DIR).unclear, IsEmpty());
}

TEST(Translations, FrenchHasEveryText) {
  Language::Texts const& french = Language::named("fr").texts();
  std::vector<std::string> missing;
  for (auto const& [text, place] : english_texts())
    if (!french.contains(text)) missing.push_back(fmt::format("{}: \"{}\"", place, text));
  EXPECT_THAT(missing, IsEmpty());
}

TEST(Translations, FrenchHasNoTextThatNobodySays) {
  auto const english = english_texts();
  std::vector<std::string> unused;
  for (auto const& [text, translation] : Language::named("fr").texts())
    if (!english.contains(text)) unused.push_back(text);
  EXPECT_THAT(unused, IsEmpty());
}

TEST(Translations, FrenchPatternsShowTheSameValues) {
  for (auto const& [text, translation] : Language::named("fr").texts())
    EXPECT_EQ(placeholders(translation), placeholders(text)) << text;
}

TEST(Translations, PlaceholdersAreToldApartByValueAndForm) {
  EXPECT_EQ(placeholders("{1} {0:.2f}"), placeholders("{:.2f} {}"));
  EXPECT_NE(placeholders("{} {:.2f}"), placeholders("{:.2f} {}"));
  EXPECT_NE(placeholders("{} {}"), placeholders("{0} {0}"));
}

TEST(Translations, ATextIsTranslatedOnce) {
  std::set<std::string> seen;
  for (auto const& [group, table] : toml::parse_file(NAMEPLATE_HOST_DIR "/language/fr.toml"))
    for (auto const& [english, french] : *table.as_table())
      EXPECT_TRUE(seen.insert(std::string(english.str())).second) << english.str();
}

}  // namespace
}  // namespace nameplate
