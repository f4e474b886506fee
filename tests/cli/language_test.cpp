#include "host/language/language.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "host/results/text.hpp"
#include "tests/cli/program.hpp"

namespace nameplate {
namespace {

using testing::HasSubstr;

constexpr char const* run = "run small-french.toml --paths 2000 ";
constexpr char const* sensitivity =
    "sensitivity small.toml --paths 4096 --metric facility_gw@2027 ";

/// Standard output of a command that must succeed silently.
std::string output_of(std::string const& arguments) {
  Outcome const outcome = run_program(arguments);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  EXPECT_EQ(outcome.errors, "");
  return outcome.output;
}

/// Lines of a table that are dates and numbers.
std::vector<std::string> rows_of(std::string const& table) {
  std::vector<std::string> rows;
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("  20")) rows.push_back(line);
  return rows;
}

TEST(LanguageOption, RowsHaveTheSameNumbersInFrenchForm) {
  std::vector<std::string> const english = rows_of(output_of(run)),
                                 french = rows_of(output_of(std::string(run) + "--lang fr"));
  ASSERT_EQ(french.size(), english.size());
  ASSERT_GT(french.size(), 20u);
  for (std::size_t i = 0; i < english.size(); ++i)
    EXPECT_EQ(french[i], Language::named("fr").number(english[i]));
}

TEST(LanguageOption, RunsAreInFrench) {
  std::string const table = output_of(std::string(run) + "--lang fr --scope all");
  EXPECT_THAT(table, HasSubstr("Deux sites\nderniers faits connus  |  2 projets  |  2\u202f000 "
                               "tirages, graine 1\n"));
  EXPECT_THAT(table, HasSubstr("PORTEFEUILLE\u202f: les 2 projets\n"));
  EXPECT_THAT(table, HasSubstr("De l'annoncé au livré\u202f: moyennes [GW]\n"
                               "                 prévu, net  en ligne, brut  - recouvr. "
                               "= en ligne, net     net / prévu\n"));
  EXPECT_THAT(table, HasSubstr("Énergie, sur les 12 mois précédant la date [TWh]                  "
                               "                        energy_twh\n"));
  EXPECT_THAT(table, HasSubstr("[millions de foyers]"));
  EXPECT_THAT(table, HasSubstr("PROJET north\u202f: Nord\u202f: premier\n"));
}

TEST(LanguageOption, FrenchTablesKeepTheWidthOfTheEnglishOnes) {
  for (std::string const arguments :
       {"--metrics all --tail", "--metrics facility_gw,homes_energy --dates 2026,2027 --exact",
        "--gross --given 'build:north completes'"}) {
    std::istringstream lines(output_of(run + arguments + " --lang fr"));
    for (std::string line; std::getline(lines, line);) {
      bool const tells_of_machine = line.starts_with("Calcul");
      if (!tells_of_machine) {
        EXPECT_LE(display_width(line), text_width) << line;
      }
    }
  }
}

TEST(LanguageOption, EveryCommandWithATableSpeaksFrench) {
  EXPECT_THAT(output_of("compare small.toml --change parameters.ramp_months.distribution=5 --paths "
                        "2000 --lang fr"),
              HasSubstr("\nVariante\u202f: parameters.ramp_months.distribution=5\n2\u202f000 "
                        "tirages, graine 1\n"));
  EXPECT_THAT(
      output_of(std::string(sensitivity) + "--lang fr"),
      HasSubstr("entrée                         aléas      Shapley\u202f%  1er ordre\u202f%"));
  EXPECT_THAT(output_of("sweep small-sweep.toml --paths 2000 --lang fr"),
              HasSubstr("  |  11 scénarios sur 11  |  2\u202f000 tirages chacun, graine 3\n"));
  EXPECT_THAT(output_of("claims claims.toml --paths 2000 --lang fr"), HasSubstr("\n  affirmé   "));
  EXPECT_THAT(
      output_of("backtest small-milestones.toml --catalog small.toml --paths 2000 --lang fr"),
      HasSubstr("COUVERTURE\u202f: lignes dans l'intervalle central"));
  EXPECT_THAT(output_of("explain-change small.toml small-french.toml --metric facility_gw@2027 "
                        "--paths 4096 --lang fr"),
              HasSubstr("Aucune modification n'a d'effet sur ce qui est demandé.\n"));
}

TEST(LanguageOption, MergedResultsAreInFrench) {
  auto const folder = std::filesystem::path(testing::TempDir()) / "nameplate_language";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  std::string const file = folder / "part.ckpt";
  Outcome const kept =
      run_program("run small.toml --paths 2000 --metrics facility_gw --checkpoint " + file);
  ASSERT_EQ(kept.exit_code, 0) << kept.errors;
  EXPECT_THAT(output_of("merge " + file + " --lang fr"), HasSubstr("moy. ± erreur"));
}

TEST(LanguageOption, LeavesJsonAndCsvAsTheyAre) {
  std::string const csv = std::string(run) + "--format csv --metrics facility_gw ";
  EXPECT_EQ(output_of(csv + "--lang fr"), output_of(csv));
  std::string const json = std::string(run) + "--format json --metrics facility_gw ";
  EXPECT_EQ(results_of(output_of(json + "--lang fr")), results_of(output_of(json)));
}

TEST(LanguageOption, TranslationsOfACatalogChangeNoResult) {
  auto const csv = [](std::string const& catalog) {
    return output_of("run " + catalog + " --paths 2000 --format csv --metrics all");
  };
  EXPECT_EQ(csv("small-french.toml"), csv("small.toml"));
}

TEST(LanguageOption, IsNotReadFromTheEnvironment) {
  Outcome const outcome = run_program("run small.toml --paths 2000 --metrics facility_gw",
                                      "export LC_ALL=fr_FR.UTF-8 LANG=fr_FR.UTF-8 LANGUAGE=fr");
  EXPECT_THAT(outcome.output, HasSubstr("mean ± error"));
}

TEST(LanguageOption, MustBeOneThatThereIs) {
  for (std::string const command :
       {"run small.toml", "compare small.toml small-french.toml", "merge none.ckpt",
        "sweep small-sweep.toml", "claims claims.toml", "backtest",
        "explain-change small.toml small.toml --metric facility_gw", sensitivity}) {
    Outcome const outcome = run_program(command + " --lang de");
    EXPECT_EQ(outcome.exit_code, 2) << command;
    EXPECT_EQ(outcome.errors, "--lang de: must be one of en, fr\n") << command;
    EXPECT_EQ(outcome.output, "") << command;
  }
}

}  // namespace
}  // namespace nameplate
