#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "host/language/language.hpp"
#include "tests/unit/catalog/good_catalog.hpp"

/// The section [translations].
namespace nameplate {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Pair;

std::string message_of(std::string const& translations) {
  try {
    good_catalog_with(translations);
  } catch (InputError const& error) {
    return error.what();
  }
  return "";
}

TEST(CatalogTranslations, AreReadByLanguageAndText) {
  Catalog const catalog =
      good_catalog_with("[translations.fr]\n\"An overview: 5 GW\" = \"Une vue : 5 GW\"\n");
  ASSERT_EQ(catalog.translations.size(), 1u);
  EXPECT_THAT(catalog.translations.at("fr"), Contains(Pair("An overview: 5 GW", "Une vue : 5 GW")));
}

TEST(CatalogTranslations, NeedALanguageThatThereIs) {
  EXPECT_THAT(message_of("[translations.de]\nA = \"B\"\n"),
              testing::EndsWith("translations.de: unknown language; known: fr"));
  EXPECT_THAT(message_of("[translations.en]\nA = \"B\"\n"),
              testing::HasSubstr("translations.en: unknown language"));
}

TEST(CatalogTranslations, AreTexts) {
  EXPECT_THAT(message_of("[translations.fr]\nA = 7\n"),
              testing::EndsWith("translations.fr.A: must be a string, is 7"));
}

/// What tables and reports say of a catalog.
std::set<std::string> texts_of(Catalog const& catalog) {
  std::set<std::string> texts = {catalog.name};
  for (auto const& [id, group] : catalog.groups) texts.insert(group.name);
  for (auto const& [id, build] : catalog.builds) texts.insert(build.name);
  for (auto const& [id, metric] : catalog.metrics) texts.insert({metric.title, metric.unit});
  for (auto const& [id, claim] : catalog.claims) {
    texts.insert({claim.name, claim.reading});
    if (auto const* const quantity = std::get_if<ClaimedQuantity>(&claim.what))
      texts.insert(quantity->unit);
  }
  return texts;
}

TEST(ShippedTranslations, AreOfTextsThatTheCatalogHas) {
  Catalog const catalog = load_catalog(NAMEPLATE_DATA_DIR "/catalog.toml");
  std::set<std::string> const texts = texts_of(catalog);
  std::vector<std::string> stale;
  for (auto const& [english, french] : catalog.translations.at("fr"))
    if (!texts.contains(english)) stale.push_back(english);
  EXPECT_THAT(stale, IsEmpty());
}

TEST(ShippedTranslations, HaveTheCatalogItsClaimsAndItsMetrics) {
  Catalog const catalog = load_catalog(NAMEPLATE_DATA_DIR "/catalog.toml");
  Language const say = Language::named("fr", catalog.translations);
  std::vector<std::string> missing;
  auto const need = [&](std::string const& text) {
    if (!say.texts().contains(text)) missing.push_back(text);
  };
  need(catalog.name);
  for (auto const& [id, metric] : catalog.metrics) {
    need(metric.title);
    need(metric.unit);
  }
  for (auto const& [id, claim] : catalog.claims) {
    need(claim.name);
    need(claim.reading);
    if (auto const* const quantity = std::get_if<ClaimedQuantity>(&claim.what))
      need(quantity->unit);
  }
  EXPECT_THAT(missing, IsEmpty());
}

}  // namespace
}  // namespace nameplate
