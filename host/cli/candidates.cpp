#include "host/cli/candidates.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "host/cli/catalog_path.hpp"
#include "host/cli/command_tree.hpp"
#include "host/cli/typed_line.hpp"
#include "host/request/headline.hpp"
#include "kernels/metrics.hpp"
#include "nameplate/catalog.hpp"

namespace nameplate {
namespace {

using Words = std::vector<Candidate>;

/// "table|json|csv": the words that a value may be.
Words words_of(std::string const& alternatives) {
  Words words;
  for (std::size_t begin = 0; begin <= alternatives.size();) {
    std::size_t const end = std::min(alternatives.find('|', begin), alternatives.size());
    words.push_back({alternatives.substr(begin, end - begin), ""});
    begin = end + 1;
  }
  return words;
}

/// The first sentence of an option's or command's help.
std::string short_help(std::string const& help) { return help.substr(0, help.find('\n')); }

Words commands_of(CLI::App const& command) {
  Words words;
  for (CLI::App const* const x : shown_commands(command))
    words.push_back({x->get_name(), short_help(x->get_description())});
  return words;
}

Words options_of(CLI::App const& command) {
  Words words;
  for (CLI::Option const* const option : shown_options(command))
    for (std::string const& name : option->get_lnames())
      words.push_back({"--" + name, short_help(option->get_description())});
  return words;
}

/// The entries of a map of the catalog, each word behind `prefix`.
template <class Entries>
Words entries_of(Entries const& entries, std::string const& prefix = "") {
  Words words;
  for (auto const& named : entries) {
    auto const& entry = named.second;
    Candidate& word = words.emplace_back(Candidate{prefix + named.first, ""});
    if constexpr (requires { entry.title; }) word.help = entry.title;
    if constexpr (requires { entry.name; }) word.help = entry.name;
  }
  return words;
}

void append(Words& words, Words further) {
  std::move(further.begin(), further.end(), std::back_inserter(words));
}

Words metric_words(Catalog const& catalog) {
  Words words;
  for (MetricInfo const& metric : metric_table) {
    if (&metric == &info(MetricId::users)) {
      append(words, entries_of(catalog.uses, std::string(metric.name) + ":"));
    } else {
      words.push_back({metric.name, metric.title});
    }
  }
  append(words, entries_of(catalog.metrics));
  return words;
}

Words scope_words(Catalog const& catalog) {
  Words words = {{"portfolio", "all builds together"},
                 {"groups", "every group"},
                 {"builds", "every build"},
                 {"all", "portfolio, groups and builds"}};
  append(words, entries_of(catalog.groups, "group:"));
  append(words, entries_of(catalog.builds, "build:"));
  return words;
}

/// Names that `show KIND NAME` knows.
Words entry_words(Catalog const& catalog, std::string const& kind) {
  if (kind == "builds") return entries_of(catalog.builds);
  if (kind == "parameters") return entries_of(catalog.parameters);
  if (kind == "platforms") return entries_of(catalog.platforms);
  if (kind == "regions") return entries_of(catalog.regions);
  if (kind == "groups") return entries_of(catalog.groups);
  if (kind == "uses") return entries_of(catalog.uses);
  if (kind == "inputs") return entries_of(catalog.inputs);
  if (kind == "claims") return entries_of(catalog.claims);
  if (kind == "evidence") return entries_of(catalog.evidence);
  if (kind == "metrics") return metric_words(catalog);
  return {};
}

std::optional<Catalog> read_catalog(TypedLine const& line) {
  try {
    return load_catalog(catalog_path(line.catalog));
  } catch (std::exception const&) {  // help while typing: what is wrong is told when it runs
    return std::nullopt;
  }
}

/// Values out of the catalog, by the type that an option's help names.
Words catalog_words(TypedLine const& line, std::string const& type) {
  bool const is_metric = type.starts_with("METRIC");
  if (!is_metric && type != "SCOPE" && type != "ID" && type != "NAME") return {};
  auto const catalog = read_catalog(line);
  if (!catalog) return {};
  if (type == "SCOPE") return scope_words(*catalog);
  if (type == "ID") return entries_of(catalog->claims);
  if (type == "NAME") return entry_words(*catalog, line.kind);
  if (type == "METRIC[@BUILD]" && line.typed.find('@') != std::string::npos)
    return entries_of(catalog->builds, line.typed.substr(0, line.typed.find('@') + 1));
  Words words = metric_words(*catalog);
  if (type == "METRIC")
    append(words, {{headline_word, "what a table shows"}, {all_word, "every metric"}});
  return words;
}

bool takes_files(std::string const& type) {
  static std::vector<std::string> const types = {
      "ALTERNATIVE", "BASE",       "CATALOG", "CHECKPOINT", "FILE",
      "FOLDER",      "MILESTONES", "NEW",     "OLD",        "SWEEP"};
  return type.find('.') != std::string::npos ||  // FILE.npy
         std::find(types.begin(), types.end(), type) != types.end();
}

/// Completes the last item of a list.
void keep_earlier_items(TypedLine& line) {
  std::size_t const comma = line.typed.rfind(',');
  if (comma == std::string::npos) return;
  line.kept += line.typed.substr(0, comma + 1);
  line.typed.erase(0, comma + 1);
}

/// What is no option: values, and commands where no value must stand.
Candidates values(TypedLine& line) {
  Candidates found;
  if (line.value_of != nullptr) {
    std::string const type = line.value_of->get_type_name();
    if (line.value_of->get_items_expected_max() > 1) keep_earlier_items(line);
    found.has_files = takes_files(type);
    found.words = type.find('|') == std::string::npos ? catalog_words(line, type) : words_of(type);
  }
  if (!line.must_be_value) append(found.words, commands_of(*line.command));
  return found;
}

}  // namespace

Candidates candidates(CLI::App const& program, std::vector<std::string> const& words) {
  TypedLine line = read_typed_line(program, words);
  bool const is_option = !line.must_be_value && line.typed.starts_with('-');
  Candidates found = is_option ? Candidates{options_of(*line.command), false} : values(line);
  std::erase_if(found.words, [&](Candidate const& x) { return !x.word.starts_with(line.typed); });
  for (Candidate& candidate : found.words) candidate.word.insert(0, line.kept);
  return found;
}

}  // namespace nameplate
