#include "host/refuse.hpp"
#include "host/report/draw.hpp"

// A build without a JavaScript engine.
namespace nameplate {

struct ChartDrawer::Engine {};

bool ChartDrawer::is_available() { return false; }

ChartDrawer::ChartDrawer(Language const&) {
  refuse(
      "",
      "this build cannot draw charts to files: it was configured without JavaScriptCore or "
      "librsvg. The HTML report can save them, and the Python package has them as Altair charts");
}

ChartDrawer::~ChartDrawer() = default;

std::string ChartDrawer::svg(Chart const&) { return {}; }
std::string ChartDrawer::png(Chart const&) { return {}; }

}  // namespace nameplate
