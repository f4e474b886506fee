#include "host/results/partial.hpp"

#include <fmt/format.h>

#include "host/results/text.hpp"

namespace nameplate {

std::string paths_text(PathSet const& paths) {
  constexpr std::size_t max_spans = 4;
  std::vector<PathSpan> const& spans = paths.spans();
  std::string text;
  for (std::size_t i = 0; i < spans.size() && i < max_spans; ++i)
    text += fmt::format("{}{} to {}", i == 0 ? "" : ", ", grouped(spans[i].first),
                        grouped(spans[i].end() - 1));
  if (spans.size() > max_spans) text += fmt::format(" and {} more spans", spans.size() - max_spans);
  return text;
}

std::string partial_text(RunOptions const& options, PathSet const& missing) {
  if (missing.empty()) return {};
  return wrapped(fmt::format("PARTIAL: {} paths were asked for; {} of them are missing ({}).",
                             grouped(options.paths), grouped(missing.count()),
                             paths_text(missing))) +
         "\n";
}

}  // namespace nameplate
