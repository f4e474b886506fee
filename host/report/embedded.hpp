#pragma once

#include <string_view>

/// Files of the page, compiled into the program so that it needs nothing beside it.
namespace nameplate::embedded {

extern std::string_view const page, style, script;

/// Vega with Vega-Lite, and Vega-Embed; empty in a build without reports.
extern std::string_view const vega, vega_embed;

}  // namespace nameplate::embedded
