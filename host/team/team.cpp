#include "nameplate/team.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "host/team/failure.hpp"

namespace nameplate {
namespace {

using Json = nlohmann::json;

/// What one process says when all meet: its purpose and a text, or its failure.
std::string statement(std::string const& purpose, std::string const& text, int exit_code = 0) {
  Json const json = {{"purpose", purpose}, {"text", text}, {"exit_code", exit_code}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string rank_list(std::vector<int> const& ranks) {
  return fmt::format("rank{} {}", ranks.size() == 1 ? "" : "s", fmt::join(ranks, ", "));
}

struct SameWords {
  std::string text;
  std::vector<int> ranks;
};

/// What is said under `key`, and by whom, by the first rank that says it.
std::vector<SameWords> ranks_by(std::string const& key, std::vector<Json> const& statements) {
  std::map<std::string, std::vector<int>> ranks;
  for (std::size_t rank = 0; rank < statements.size(); ++rank)
    ranks[statements[rank][key]].push_back(static_cast<int>(rank));
  std::vector<SameWords> said;
  said.reserve(ranks.size());
  for (auto const& [text, saying] : ranks) said.push_back({text, saying});
  std::sort(said.begin(), said.end(), [](SameWords const& a, SameWords const& b) {
    return a.ranks.front() < b.ranks.front();
  });
  return said;
}

/// The failures of the processes that say so, with their ranks.
std::optional<Failure> failure_among(std::vector<Json> const& statements) {
  Failure failure;
  std::vector<std::string> lines;
  for (auto const& [text, ranks] : ranks_by("text", statements)) {
    int const exit_code = statements[static_cast<std::size_t>(ranks.front())]["exit_code"];
    if (exit_code == 0) continue;
    if (failure.exit_code == 0) failure.exit_code = exit_code;
    bool const is_all = ranks.size() == statements.size();
    lines.push_back(is_all ? text : fmt::format("{}: {}", rank_list(ranks), text));
  }
  if (failure.exit_code == 0) return {};
  failure.text = fmt::format("{}", fmt::join(lines, "\n"));
  return failure;
}

/// Whether all meet for one purpose; else how they differ.
std::optional<Failure> difference_among(std::vector<Json> const& statements) {
  std::vector<SameWords> const purposes = ranks_by("purpose", statements);
  if (purposes.size() == 1) return {};
  std::vector<std::string> parts;
  parts.reserve(purposes.size());
  for (auto const& [purpose, ranks] : purposes)
    parts.push_back(fmt::format("{}: {}", rank_list(ranks), purpose));
  return Failure{bad_input, fmt::format("the processes do different things: {}; were all given the "
                                        "same arguments and files?",
                                        fmt::join(parts, "; "))};
}

std::vector<Json> parsed(std::vector<std::string> const& texts) {
  std::vector<Json> statements;
  statements.reserve(texts.size());
  for (std::string const& text : texts) statements.push_back(Json::parse(text));
  return statements;
}

}  // namespace

std::vector<std::string> Team::meet(std::string const& purpose, std::string const& text) {
  std::vector<Json> const statements = parsed(gather(statement(purpose, text)));
  std::optional<Failure> failure = failure_among(statements);
  if (!failure) failure = difference_among(statements);
  if (failure) {
    has_failed_ = true;
    throw TeamFailure(*failure);
  }
  std::vector<std::string> texts;
  texts.reserve(statements.size());
  for (Json const& each : statements) texts.push_back(each["text"]);
  return texts;
}

void Team::fail(Failure const& own) {
  has_failed_ = true;
  std::vector<Json> const statements = parsed(gather(statement("", own.text, own.exit_code)));
  throw TeamFailure(failure_among(statements).value());
}

std::optional<Failure> Team::close(std::optional<Failure> own) {
  if (has_failed_) return own;
  try {
    if (own) fail(*own);
    meet("the end", "");
    return {};
  } catch (TeamFailure const& failure) {
    return Failure{failure.exit_code(), failure.what()};
  }
}

}  // namespace nameplate
