#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/errors/messages.hpp"

/// Every catalogs/NAME.toml but good.toml is refused with exactly the text of
/// catalogs/NAME.expected.
namespace nameplate {
namespace {

std::vector<std::string> bad_catalogs() {
  std::vector<std::string> names;
  for (auto const& file : std::filesystem::directory_iterator(catalogs_directory))
    if (file.path().extension() == ".toml" && file.path().stem() != "good")
      names.push_back(file.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string expected_message(std::string const& name) {
  std::ifstream file(catalogs_directory / (name + ".expected"));
  std::ostringstream text;
  text << file.rdbuf();
  std::string message = text.str();
  if (!message.empty() && message.back() == '\n') message.pop_back();
  return message;
}

class BadCatalog : public testing::TestWithParam<std::string> {};

TEST_P(BadCatalog, IsRefusedWithItsMessage) {
  std::string const expected = expected_message(GetParam());
  ASSERT_FALSE(expected.empty()) << "no " << GetParam() << ".expected";
  EXPECT_EQ(message_of(GetParam() + ".toml"), expected);
}

INSTANTIATE_TEST_SUITE_P(Files, BadCatalog, testing::ValuesIn(bad_catalogs()),
                         [](auto const& test) { return test.param; });

TEST(GoodCatalog, IsAccepted) { EXPECT_EQ(message_of("good.toml"), ""); }

}  // namespace
}  // namespace nameplate
