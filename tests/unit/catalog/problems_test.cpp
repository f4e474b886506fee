#include "host/catalog/problems.hpp"

#include <gtest/gtest.h>

namespace nameplate {
namespace {

std::string message_of(Problems& problems) {
  try {
    problems.throw_if_any();
  } catch (InputError const& error) {
    return error.what();
  }
  return "";
}

TEST(Problems, AreSortedByFileAndLine) {
  Problems problems;
  problems.add_file("main.toml");
  problems.add_file("a.toml");
  problems.add({.file = "--set x=1"}, "x", "last");
  problems.add({"a.toml", 1, 1}, "", "third");
  problems.add({"main.toml", 9, 1}, "", "second");
  problems.add({"main.toml", 2, 1}, "", "first");
  EXPECT_EQ(message_of(problems),
            "main.toml:2: first\nmain.toml:9: second\na.toml:1: third\n--set x=1: x: last");
}

TEST(Problems, AreReportedOnce) {
  Problems problems;
  for (char const* const text : {"one", "two", "one", "two"})
    problems.add({"a.toml", 1, 1}, "x", text);
  EXPECT_EQ(message_of(problems), "a.toml:1: x: one\na.toml:1: x: two");
}

TEST(Problems, StayOnOneLine) {
  Problems problems;
  problems.add({"a.toml", 1, 1}, "a\nb", "c\td");
  EXPECT_EQ(message_of(problems), "a.toml:1: a?b: c?d");
}

TEST(Problems, BeyondAThousandAreCounted) {
  Problems problems;
  for (int line = 1; line <= 1003; ++line) problems.add({"a.toml", line, 1}, "", "wrong");
  std::string const message = message_of(problems);
  EXPECT_EQ(message.substr(message.rfind("a.toml")), "a.toml:1000: wrong\nand 3 more problems");
}

TEST(Problems, OfWhichThereAreNoneDoNotThrow) {
  Problems problems;
  EXPECT_NO_THROW(problems.throw_if_any());
}

TEST(Suggestion, NamesTheNearest) {
  std::vector<std::string> const known = {"capacity_gw", "contract", "region"};
  EXPECT_EQ(suggestion("capcity_gw", known), "; did you mean \"capacity_gw\"?");
  EXPECT_EQ(suggestion("regoin", known), "; did you mean \"region\"?");
  EXPECT_EQ(suggestion("Region", known), "; did you mean \"region\"?");
}

TEST(Suggestion, ListsAFewNamesWhenNoneIsNear) {
  EXPECT_EQ(suggestion("colour", {"mw", "share"}), "; known: mw, share");
  EXPECT_EQ(suggestion("colour", {}), "");
  EXPECT_EQ(suggestion("colour", std::vector<std::string>(100, "x")), "");
}

TEST(Suggestion, OfAVeryLongWordIsNotSearched) {
  EXPECT_EQ(suggestion(std::string(1'000'000, 'a'), {"mw"}), "; known: mw");
}

}  // namespace
}  // namespace nameplate
