#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace nameplate {

/// A text that C++ source passes to a Language: say("..."), say.format("...", ...) or
/// translatable("...").
struct SourceText {
  std::string text;
  std::string place;  // file:line
};

/// What a source says, and the places whose text cannot be told from it: say(is_x ? "a" : "b").
struct SourceTexts {
  std::vector<SourceText> texts;
  std::vector<std::string> unclear;
};

/// Adjacent literals count as one; comments are skipped. `file` is for the places.
SourceTexts texts_in(std::string const& source, std::string const& file);

/// Of a page's template: {{#t}}text{{/t}}.
std::vector<SourceText> texts_in_template(std::string const& page, std::string const& file);

/// Of all .cpp, .hpp and .mustache files of a folder and those below.
SourceTexts texts_of_sources(std::filesystem::path const& folder);

}  // namespace nameplate
