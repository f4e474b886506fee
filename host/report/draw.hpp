#pragma once

#include <memory>
#include <string>

#include "host/report/charts.hpp"

namespace nameplate {

/// Draws charts without a browser: Vega runs in a JavaScript engine inside the program.
class ChartDrawer {
 public:
  /// Whether this build can.
  static bool is_available();

  /// \throws InputError in a build without an engine or without reports
  explicit ChartDrawer(Language const& say);
  ChartDrawer(ChartDrawer const&) = delete;
  ChartDrawer(ChartDrawer&&) = delete;
  ChartDrawer& operator=(ChartDrawer const&) = delete;
  ChartDrawer& operator=(ChartDrawer&&) = delete;
  ~ChartDrawer();

  /// An SVG document on white, with the chart's title. \throws RunError if Vega cannot draw it
  std::string svg(Chart const& chart);

  /// A PNG of it, with two pixels for each of the chart's. \throws RunError
  std::string png(Chart const& chart);

 private:
  struct Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace nameplate
