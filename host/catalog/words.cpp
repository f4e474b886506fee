#include <array>
#include <cstddef>

#include "nameplate/catalog.hpp"

namespace nameplate {
namespace {

constexpr std::array<std::string_view, 5> scope_words = {"global", "region", "platform", "build",
                                                         "phase"};
constexpr std::array<std::string_view, status_count> status_words = {
    "operating", "under-construction", "definitive", "letter-of-intent", "announced", "cancelled"};
constexpr std::array<std::string_view, 4> confidence_words = {"unstated", "high", "medium", "low"};

template <class Enum, std::size_t n>
std::optional<Enum> find(std::array<std::string_view, n> const& words, std::string_view word) {
  for (std::size_t i = 0; i < n; ++i)
    if (words[i] == word) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace

std::string_view name(Scope scope) { return scope_words[static_cast<std::size_t>(scope)]; }
std::string_view name(Status status) { return status_words[static_cast<std::size_t>(status)]; }
std::string_view name(Confidence confidence) {
  return confidence_words[static_cast<std::size_t>(confidence)];
}
std::optional<Scope> scope_of(std::string_view word) { return find<Scope>(scope_words, word); }
std::optional<Status> status_of(std::string_view word) { return find<Status>(status_words, word); }

}  // namespace nameplate
