#include <fmt/format.h>

#include <fstream>

#include "host/bench/bench.hpp"
#include "host/bench/compare.hpp"
#include "host/catalog/limits.hpp"
#include "host/catalog/problems.hpp"
#include "host/refuse.hpp"
#include "nameplate/version.hpp"

namespace nameplate {
namespace {

/// Walks a document and collects what is wrong with it, by key path.
class BenchReader {
 public:
  BenchReader(Json const& document, std::string const& name) : document_(document), name_(name) {}

  BenchFile read() {
    check_schema();
    BenchFile file;
    file.file = name_;
    file.suite = text(document_, "", "suite");
    file.backend = text(document_, "", "backend");
    file.plan = text(object(document_, "", "plan"), "plan", "fingerprint");
    file.commit = text(object(document_, "", "build"), "build", "commit");
    Json const& devices = array(document_, "", "devices");
    if (!devices.empty()) file.device = text(devices[0], "devices[0]", "name");
    Json const& benchmarks = array(document_, "", "benchmarks");
    for (std::size_t i = 0; i < benchmarks.size(); ++i)
      read_benchmark(benchmarks[i], fmt::format("benchmarks[{}]", i), file.series);
    problems_.throw_if_any();
    return file;
  }

 private:
  /// Anything but this schema is refused by itself: all the rest would be wrong with it.
  void check_schema() {
    std::string const schema = text(document_, "", "schema");
    problems_.throw_if_any();
    if (schema != bench_schema)
      problem("schema", fmt::format("must be \"{}\": is this a file of nameplate bench --json?",
                                    bench_schema));
    problems_.throw_if_any();
    Json const& version = member(document_, "", "schema_version");
    if (version != bench_schema_version)
      problem("schema_version", fmt::format("{}: this program reads version {}", version.dump(),
                                            bench_schema_version));
    problems_.throw_if_any();
  }

  void read_benchmark(Json const& json, std::string const& place,
                      std::vector<BenchSeries>& series) {
    std::string const name = text(json, place, "name");
    Json const& is_limit = member(json, place, "is_limit");
    if (!is_limit.is_boolean()) problem(place + ".is_limit", "must be true or false");
    Json const& states = array(json, place, "states");
    for (std::size_t i = 0; i < states.size(); ++i) {
      std::string const state_place = fmt::format("{}.states[{}]", place, i);
      BenchSeries state = read_state(states[i], state_place);
      state.workload = name;
      state.is_limit = is_limit.is_boolean() && is_limit.get<bool>();
      series.push_back(std::move(state));
    }
  }

  BenchSeries read_state(Json const& json, std::string const& place) {
    BenchSeries series;
    series.state = text(json, place, "name");
    Json const& facts = object(json, place, "nameplate");
    std::string const facts_place = place + ".nameplate";
    series.item = text(facts, facts_place, "item");
    series.items = positive(member(facts, facts_place, "items_per_repetition"),
                            facts_place + ".items_per_repetition");
    Json const& seconds = array(facts, facts_place, "seconds");
    for (std::size_t i = 0; i < seconds.size(); ++i)
      series.seconds.push_back(positive(seconds[i], fmt::format("{}.seconds[{}]", facts_place, i)));
    return series;
  }

  void problem(std::string const& place, std::string const& text) {
    problems_.add({.file = name_}, place, text);
  }

  static std::string joined(std::string const& place, char const* key) {
    return place.empty() ? key : place + "." + key;
  }

  /// The value of a key; null, and a problem unless there is one with `json` already, if it is not
  /// there.
  Json const& member(Json const& json, std::string const& place, char const* key) {
    static Json const missing;
    if (json.is_object()) {
      if (auto const at = json.find(key); at != json.end()) return *at;
      problem(joined(place, key), "is missing");
    } else if (!json.is_null()) {
      problem(place, "must be an object");
    }
    return missing;
  }

  std::string text(Json const& json, std::string const& place, char const* key) {
    Json const& value = member(json, place, key);
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_null()) problem(joined(place, key), "must be text");
    return "";
  }

  Json const& object(Json const& json, std::string const& place, char const* key) {
    Json const& value = member(json, place, key);
    if (!value.is_object() && !value.is_null()) problem(joined(place, key), "must be an object");
    return value;
  }

  /// \\throws no problem twice: an empty array stands for what is not there
  Json const& array(Json const& json, std::string const& place, char const* key) {
    static Json const none = Json::array();
    Json const& value = member(json, place, key);
    if (value.is_array() && !value.empty()) return value;
    if (!value.is_null()) problem(joined(place, key), "must be an array with an entry");
    return none;
  }

  double positive(Json const& value, std::string const& place) {
    if (value.is_number() && value.get<double>() > 0) return value.get<double>();
    if (!value.is_null() || problems_.count() == 0) problem(place, "must be a number above 0");
    return 1;
  }

  Json const& document_;
  std::string const& name_;
  Problems problems_;
};

/// "line 3, column 5: syntax error ..." of a message of the JSON library, without its own tag.
std::string without_tag(std::string_view message) {
  std::size_t const line = message.find("line "), tag_end = message.find("] ");
  if (line != std::string_view::npos) return std::string(message.substr(line));
  return std::string(tag_end == std::string_view::npos ? message : message.substr(tag_end + 2));
}

/// \throws InputError also for what is nested so deeply that walking it could exhaust the stack
Json parse_json(std::string const& text, std::string const& name) {
  auto const check_depth = [&](int depth, Json::parse_event_t, Json const&) {
    if (depth > deepest_nesting)
      refuse("", fmt::format("nested deeper than {} levels", deepest_nesting), {.file = name});
    return true;
  };
  try {
    return Json::parse(text, check_depth);
  } catch (Json::exception const& error) {  // no JSON, or a number that no double can hold
    refuse("", "not JSON: " + without_tag(error.what()), {.file = name});
  }
}

}  // namespace

BenchFile parse_bench(std::string const& text, std::string const& name) {
  return BenchReader(parse_json(text, name), name).read();
}

BenchFile read_bench(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    refuse("", std::filesystem::exists(path) ? "cannot be opened" : "no such file",
           {.file = path.string()});
  std::string text(most_file_bytes + 1, '\0');
  text.resize(static_cast<std::size_t>(
      file.read(text.data(), static_cast<std::streamsize>(text.size())).gcount()));
  if (text.size() > most_file_bytes)
    refuse("", fmt::format("more than {} MiB", most_file_bytes / mebibyte),
           {.file = path.string()});
  return parse_bench(text, path.string());
}

}  // namespace nameplate
