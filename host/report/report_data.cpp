#include "host/report/report_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "host/refuse.hpp"

namespace nameplate {
namespace {

constexpr int known_version = 1;

constexpr char const* run_schema = "nameplate-results";
constexpr char const* claims_schema = "nameplate-claims";
constexpr char const* sensitivity_schema = "nameplate-sensitivity";

struct Document {
  std::string name, schema;
  Json json;
};

Document parse(NamedText const& text) {
  Json json = Json::parse(text.text, nullptr, false);
  if (json.is_discarded() || !json.is_object() || !json.contains("schema") ||
      !json["schema"].is_string())
    refuse(text.name, "is no JSON document of nameplate; `nameplate run --format json` writes one");
  auto const schema = json["schema"].get<std::string>();
  if (schema != run_schema && schema != claims_schema && schema != sensitivity_schema)
    refuse(text.name, fmt::format("has the schema \"{}\"; a report is made from {}, {} and {}",
                                  schema, run_schema, claims_schema, sensitivity_schema));
  if (json.value("schema_version", 0) != known_version)
    refuse(text.name, fmt::format("has another schema_version than {}", known_version));
  return {text.name, schema, std::move(json)};
}

/// The one document of a schema; none if there is none.
Document const* find_one(std::vector<Document> const& documents, std::string const& schema) {
  Document const* found = nullptr;
  for (Document const& document : documents) {
    if (document.schema != schema) continue;
    if (found != nullptr)
      refuse(document.name,
             fmt::format("is a second document of {}; the first is {}", schema, found->name));
    found = &document;
  }
  return found;
}

/// Reports of two sets of facts would mislead.
void check_agreement(Document const& run, Document const& other) {
  for (char const* const key : {"catalog", "as_of"}) {
    Json const &ours = run.json.at("results").at(key), &theirs = other.json.at("results").at(key);
    if (ours != theirs)
      refuse(other.name,
             fmt::format("{} is {}, but {} in {}", key, theirs.dump(), ours.dump(), run.name));
  }
}

/// Null if the key is missing.
Json part(Json const& json, char const* key) {
  auto const found = json.find(key);
  return found == json.end() ? Json() : *found;
}

ReportData of_run(Document const& run) {
  ReportData data;
  data.results = run.json.at("results");
  data.run = run.json.at("run");
  data.main = reported_outputs(data.results);
  data.assumptions = part(run.json, "assumptions");
  data.translations = run.json.value("translations", Language::Translations());
  Json const study = part(run.json, "report");
  if (!study.is_null()) {
    data.months = reported_outputs(study.at("months"));
    data.builds = reported_outputs(study.at("builds"));
    data.convergence = study.at("convergence");
    data.claims = study.at("claims");
    data.sensitivity = study.at("sensitivity");
    data.no_sensitivity = study.value("no_sensitivity", "");
  }
  if (data.builds.empty()) data.builds = data.main;
  return data;
}

ReportData assemble(std::vector<Document> const& documents) {
  Document const* const run = find_one(documents, run_schema);
  if (run == nullptr)
    refuse(documents.front().name, "a report needs a document of `nameplate run` too");
  ReportData data = of_run(*run);
  if (data.main.empty()) refuse(run->name, "has no outputs");
  if (Document const* const claims = find_one(documents, claims_schema)) {
    check_agreement(*run, *claims);
    data.claims = claims->json.at("results");
  }
  if (Document const* const sensitivity = find_one(documents, sensitivity_schema)) {
    check_agreement(*run, *sensitivity);
    data.sensitivity = sensitivity->json.at("results");
  }
  return data;
}

}  // namespace

std::string ReportData::last_date() const {
  auto const later = [](ReportedOutput const& a, ReportedOutput const& b) {
    return a.label.date < b.label.date;
  };
  return std::max_element(main.begin(), main.end(), later)->label.date;
}

std::optional<ReportedOutput> ReportData::headline(std::string_view metric) const {
  auto const found = output_at(months, scope(), metric, last_date());
  return found ? found : output_at(main, scope(), metric, last_date());
}

std::map<std::string, std::string> ReportData::build_names() const {
  std::map<std::string, std::string> names;
  for (Json const& entry : assumptions)
    if (entry.at("kind") == "build") names.emplace(entry.at("id"), entry.at("title"));
  return names;
}

ReportData read_report(std::vector<NamedText> const& texts) {
  std::vector<Document> documents;
  documents.reserve(texts.size());
  for (NamedText const& text : texts) documents.push_back(parse(text));
  try {
    return assemble(documents);
  } catch (Json::exception const& error) {
    std::string names;
    for (Document const& document : documents) names += (names.empty() ? "" : ", ") + document.name;
    refuse(names, fmt::format("does not hold what its schema says: {}", error.what()));
  }
}

}  // namespace nameplate
