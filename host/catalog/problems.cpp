#include "host/catalog/problems.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "host/catalog/limits.hpp"

namespace nameplate {
namespace {

/// Edits (insert, delete, replace, swap of neighbours) that make `b` of `a`: Damerau 1964,
/// restricted form.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t const replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replace});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

/// Makes one line of what the input may have put into it.
std::string printable(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < ' '; }, '?');
  return text;
}

/// Names of which `word` is a part, at most three; none if more.
std::vector<std::string> names_with(std::string_view word, std::vector<std::string> const& known) {
  std::vector<std::string> names;
  std::copy_if(known.begin(), known.end(), std::back_inserter(names), [&](std::string const& name) {
    return word.size() >= 3 && name.find(word) != std::string::npos;
  });
  return names.size() <= 3 ? names : std::vector<std::string>{};
}

}  // namespace

void Problems::add(Location at, std::string place, std::string text, std::string excerpt) {
  problems_.push_back(
      {std::move(at), printable(std::move(place)), printable(std::move(text)), std::move(excerpt)});
}

void Problems::throw_if_any() {
  if (problems_.empty()) return;
  auto const order = [this](Problem const& problem) {
    auto const file = std::find(files_.begin(), files_.end(), problem.at.file) - files_.begin();
    return std::tuple(file, problem.at.line, problem.at.column);
  };
  std::stable_sort(problems_.begin(), problems_.end(),
                   [&](Problem const& a, Problem const& b) { return order(a) < order(b); });
  std::set<std::string> seen;
  std::erase_if(problems_, [&](Problem const& p) { return !seen.insert(to_string(p)).second; });
  if (std::size_t const count = problems_.size(); count > most_problems) {
    problems_.resize(most_problems);
    add({}, "", fmt::format("and {} more problems", count - most_problems));
  }
  throw InputError(std::exchange(problems_, {}));
}

std::string suggestion(std::string_view word, std::vector<std::string> const& known) {
  constexpr std::size_t longest_compared = 100;
  std::string const* nearest = nullptr;
  std::size_t const tolerated = std::max<std::size_t>(1, word.size() / 3);
  std::size_t least = tolerated + 1;
  for (std::string const& name : known) {
    if (word.size() > longest_compared) break;
    std::size_t const distance = edit_distance(word, name);
    if (distance < least) {
      least = distance;
      nearest = &name;
    }
  }
  if (nearest) return fmt::format("; did you mean \"{}\"?", *nearest);
  if (std::vector<std::string> const names = names_with(word, known); !names.empty())
    return fmt::format("; did you mean \"{}\"?", fmt::join(names, "\" or \""));
  constexpr std::size_t longest_list = 40;
  if (known.empty() || known.size() > longest_list) return "";
  return fmt::format("; known: {}", fmt::join(known, ", "));
}

}  // namespace nameplate
