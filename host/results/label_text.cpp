#include "host/results/label_text.hpp"

#include <string_view>

namespace nameplate {
namespace {

/// A metric's title; one of a use has the use's name after it: `users served ("chat")`.
std::string metric_title(std::string_view title, Language const& say) {
  std::size_t const use = title.ends_with("\")") ? title.rfind(" (\"") : std::string_view::npos;
  if (use == std::string_view::npos) return say(title);
  return say(title.substr(0, use)) + std::string(title.substr(use));
}

/// Two titles with " per " between them. A catalog's own may hold that word too, so that it is
/// looked for beside a title of the model's.
std::string ratio_title(std::string_view title, Language const& say) {
  constexpr std::string_view word = " per ";
  auto const is_between_titles = [&](std::size_t at) {
    return say.texts().contains(title.substr(0, at)) ||
           say.texts().contains(title.substr(at + word.size()));
  };
  std::size_t const first = title.find(word);
  std::size_t at = first;
  while (at != std::string_view::npos && !is_between_titles(at)) at = title.find(word, at + 1);
  if (at == std::string_view::npos) at = first;
  return say.format("{} per {}", metric_title(title.substr(0, at), say),
                    metric_title(title.substr(at + word.size()), say));
}

}  // namespace

std::string title_text(OutputLabel const& label, Language const& say) {
  constexpr std::string_view added = ", added since the date before",
                             growth = ", factor of growth since the date before";
  std::string_view const title = label.title;
  switch (label.quantity) {
    case Quantity::ratio:
      return ratio_title(title, say);
    case Quantity::added:
      return say.format("{}, added since the date before",
                        metric_title(title.substr(0, title.size() - added.size()), say));
    case Quantity::growth:
      return say.format("{}, factor of growth since the date before",
                        metric_title(title.substr(0, title.size() - growth.size()), say));
    case Quantity::value:
      break;
  }
  return metric_title(title, say);
}

std::string as_of_text(std::string_view as_of, Language const& say) {
  return as_of == "latest" ? say("latest facts") : say.format("facts as of {}", as_of);
}

}  // namespace nameplate
