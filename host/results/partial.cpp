#include "host/results/partial.hpp"

#include "host/results/text.hpp"

namespace nameplate {

std::string paths_text(PathSet const& paths, Language const& say) {
  constexpr std::size_t max_spans = 4;
  std::vector<PathSpan> const& spans = paths.spans();
  std::string text;
  for (std::size_t i = 0; i < spans.size() && i < max_spans; ++i)
    text += (i == 0 ? "" : ", ") + say.format("{} to {}", say.number(grouped(spans[i].first)),
                                              say.number(grouped(spans[i].end() - 1)));
  if (spans.size() > max_spans) text += say.format(" and {} more spans", spans.size() - max_spans);
  return text;
}

std::string partial_text(RunOptions const& options, PathSet const& missing, Language const& say) {
  if (missing.empty()) return {};
  return wrapped(say.format("PARTIAL: {} paths were asked for; {} of them are missing ({}).",
                            say.number(grouped(options.paths)),
                            say.number(grouped(missing.count())), paths_text(missing, say))) +
         "\n";
}

}  // namespace nameplate
