#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/errors/messages.hpp"

/// Files that cannot lie in a repository as text: made in a folder of their own and removed again.
namespace nameplate {
namespace {

namespace fs = std::filesystem;

class BadFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::path(testing::TempDir()) /
        (std::string("nameplate_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path write(std::string const& name, std::string const& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }

  /// The message without the folder.
  std::string message(fs::path const& catalog) const {
    std::string text = message_of(catalog);
    std::string const folder = (folder_ / "").string();
    for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder))
      text.erase(at, folder.size());
    return text;
  }

  fs::path folder_;
};

std::string repeated(std::string const& text, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

TEST_F(BadFile, DoesNotExist) {
  EXPECT_EQ(message(folder_ / "missing.toml"), "missing.toml: no such file");
}

TEST_F(BadFile, IsAFolder) {
  fs::create_directory(folder_ / "folder.toml");
  EXPECT_EQ(message(folder_ / "folder.toml"), "folder.toml: not a file");
}

TEST_F(BadFile, Has200Megabytes) {
  fs::path const path = write("huge.toml", "");
  fs::resize_file(path, 200'000'000);  // sparse
  EXPECT_EQ(message(path),
            "huge.toml: has 200000000 bytes, a catalog file may have at most 16 MiB");
}

TEST_F(BadFile, IncludesAHugeFile) {
  fs::resize_file(write("huge.toml", ""), 200'000'000);
  EXPECT_EQ(message(write("main.toml", "schema = 1\ninclude = [\"huge.toml\"]\n")),
            "main.toml:2: include: huge.toml: has 200000000 bytes, a catalog file may have at most "
            "16 MiB");
}

TEST_F(BadFile, IsLatin1) {
  EXPECT_EQ(message(write("latin1.toml", "schema = 1\nname = \"Caf\xe9 au lait\"\n")),
            "latin1.toml:2: not valid TOML: Encountered invalid utf-8 sequence");
}

TEST_F(BadFile, IsUtf16) {
  EXPECT_EQ(message(write("utf16.toml", std::string("\xff\xfes\0c\0h\0", 8))),
            "utf16.toml:1: not valid TOML: Encountered invalid utf-8 sequence");
}

TEST_F(BadFile, IsBinary) {
  EXPECT_EQ(message(write("binary.toml", std::string("\x7f"
                                                     "ELF\x02\x01\x01\0\0\0",
                                                     10))),
            "binary.toml:1: not valid TOML: Error while parsing root table: expected keys, tables, "
            "whitespace or comments, saw '\\u007F'");
}

TEST_F(BadFile, HasANullCharacter) {
  EXPECT_EQ(message(write("null.toml", std::string("schema = 1\nname = \"a\0b\"\n", 24))),
            "null.toml:2: not valid TOML: Error while parsing string: unescaped control characters "
            "other than TAB (U+0009) are explicitly prohibited");
}

TEST_F(BadFile, IsCutOffInACharacter) {
  EXPECT_EQ(
      message(write("cut.toml", "schema = 1\nname = \"Caf\xc3")),
      "cut.toml:2: not valid TOML: Encountered EOF during incomplete utf-8 code point sequence");
}

TEST_F(BadFile, NestsArraysDeeply) {
  int const depth = 1'000'000;
  EXPECT_EQ(message(write("deep.toml",
                          std::string("schema = ") + repeated("[", depth) + repeated("]", depth))),
            "deep.toml:1: nested deeper than 32 levels");
}

TEST_F(BadFile, NestsInlineTablesDeeply) {
  int const depth = 100'000;
  EXPECT_EQ(message(write("deep.toml",
                          std::string("\n") + repeated("a = {", depth) + repeated("}", depth))),
            "deep.toml:2: nested deeper than 32 levels");
}

TEST_F(BadFile, NestsDottedKeysDeeply) {
  EXPECT_EQ(message(write("deep.toml",
                          std::string("schema = 1\n\n") + repeated("a . ", 1'000'000) + "a = 1\n")),
            "deep.toml:3: nested deeper than 32 levels");
}

TEST_F(BadFile, NestsTableHeadersDeeply) {
  EXPECT_EQ(message(write("deep.toml", std::string("[") + repeated("\"a\".", 1'000'000) + "a]\n")),
            "deep.toml:1: nested deeper than 32 levels");
}

TEST_F(BadFile, IncludesTooManyFiles) {
  std::string names;
  for (int i = 1; i <= 70; ++i) {
    std::string const name = "part" + std::to_string(i) + ".toml";
    write(name, "");
    names += "  \"" + name + "\",\n";
  }
  EXPECT_EQ(message(write("main.toml", "schema = 1\ninclude = [\n" + names + "]\n")),
            "main.toml:66: include: part64.toml: a catalog may have at most 64 files");
}

TEST_F(BadFile, IncludesItselfUnderAnotherName) {
  fs::path const path = write("main.toml", "schema = 1\ninclude = [\"other.toml\"]\n");
  fs::create_symlink(path, folder_ / "other.toml");
  EXPECT_EQ(message(path), "main.toml:2: include: other.toml: loop: main.toml -> main.toml");
}

TEST_F(BadFile, BringsTheFilesTogetherOver32Megabytes) {
  std::string names;
  for (int i = 1; i <= 3; ++i) {
    std::string const name = "part" + std::to_string(i) + ".toml";
    fs::resize_file(write(name, "#\n"), 16 * 1024 * 1024);  // zeros, refused at the first
    names += "\"" + name + "\", ";
  }
  EXPECT_THAT(
      message(write("main.toml", "schema = 1\ninclude = [" + names + "]\n")),
      testing::StartsWith("main.toml:2: include: part2.toml: brings the catalog to 33554498 "
                          "bytes, all of its files together may have at most 32 MiB\n"));
}

}  // namespace
}  // namespace nameplate
