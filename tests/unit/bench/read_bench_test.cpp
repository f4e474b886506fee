#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "host/bench/compare.hpp"
#include "nameplate/error.hpp"
#include "tests/unit/bench/fake_report.hpp"

namespace nameplate {
namespace {

std::string refusal(std::string const& text) {
  try {
    parse_bench(text, "a.json");
  } catch (InputError const& error) {
    return error.what();
  }
  return "accepted";
}

template <class Edit>
std::string refusal_with(Edit const& edit) {
  Json document = Json::parse(to_json(fake_report(), {}));
  edit(document);
  return refusal(document.dump());
}

TEST(ReadBench, RefusesAFileThatIsNotThere) {
  try {
    read_bench("/nowhere/a.json");
    FAIL();
  } catch (InputError const& error) {
    EXPECT_STREQ(error.what(), "/nowhere/a.json: no such file");
  }
}

TEST(ReadBench, RefusesWhatIsNotJson) {
  std::string const message = refusal("{ \"schema\": nameplate }");
  EXPECT_EQ(message.find("a.json: not JSON: line 1, column 14: syntax error"), 0u) << message;
  EXPECT_EQ(refusal("").find("a.json: not JSON: "), 0u);
}

TEST(ReadBench, RefusesNumbersThatNoDoubleHolds) {
  EXPECT_EQ(refusal("{\"schema\": 1e999}"), "a.json: not JSON: number overflow parsing '1e999'");
}

TEST(ReadBench, RefusesDeepNesting) {
  std::string const deep = std::string(100'000, '[') + std::string(100'000, ']');
  EXPECT_EQ(refusal(R"({"schema": "nameplate-bench", "schema_version": )" + deep + "}"),
            "a.json: nested deeper than 32 levels");
}

TEST(ReadBench, RefusesLargeFilesBeforeParsingThem) {
  std::string const path = testing::TempDir() + "nameplate_large_bench.json";
  std::ofstream(path) << std::string((16 << 20) + 1, ' ');
  std::string message = "accepted";
  try {
    read_bench(path);
  } catch (InputError const& error) {
    message = error.what();
  }
  std::filesystem::remove(path);
  EXPECT_EQ(message, path + ": more than 16 MiB");
}

TEST(ReadBench, RefusesOtherDocuments) {
  std::string const what =
      ": must be \"nameplate-bench\": is this a file of nameplate bench --json?";
  EXPECT_EQ(refusal_with([](Json& document) { document["schema"] = "nameplate-results"; }),
            "a.json: schema" + what);
  EXPECT_EQ(refusal("{}"), "a.json: schema: is missing");
  EXPECT_EQ(refusal("[1]"), "a.json: must be an object");
}

TEST(ReadBench, RefusesOtherVersions) {
  EXPECT_EQ(refusal_with([](Json& document) { document["schema_version"] = 2; }),
            "a.json: schema_version: 2: this program reads version 1");
}

TEST(ReadBench, NamesTheKeysThatAreMissing) {
  EXPECT_EQ(refusal_with([](Json& document) {
              document.erase("suite");
              document["plan"].erase("fingerprint");
              document["benchmarks"][3]["states"][1]["nameplate"].erase("seconds");
            }),
            "a.json: suite: is missing\n"
            "a.json: plan.fingerprint: is missing\n"
            "a.json: benchmarks[3].states[1].nameplate.seconds: is missing");
}

TEST(ReadBench, RefusesValuesThatAreNone) {
  EXPECT_EQ(refusal_with([](Json& document) {
              document["backend"] = 5;
              Json& facts = document["benchmarks"][2]["states"][0]["nameplate"];
              facts["items_per_repetition"] = 0;
              facts["seconds"][1] = "fast";
              document["benchmarks"][4]["states"] = Json::array();
              document["benchmarks"][5]["is_limit"] = "no";
            }),
            "a.json: backend: must be text\n"
            "a.json: benchmarks[2].states[0].nameplate.items_per_repetition: must be a number "
            "above 0\n"
            "a.json: benchmarks[2].states[0].nameplate.seconds[1]: must be a number above 0\n"
            "a.json: benchmarks[4].states: must be an array with an entry\n"
            "a.json: benchmarks[5].is_limit: must be true or false");
}

TEST(ReadBench, RefusesAFileWithoutResults) {
  EXPECT_EQ(refusal_with([](Json& document) { document["benchmarks"] = Json::array(); }),
            "a.json: benchmarks: must be an array with an entry");
}

}  // namespace
}  // namespace nameplate
