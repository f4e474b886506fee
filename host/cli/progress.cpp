#include "host/cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>

#include "host/results/text.hpp"

namespace nameplate {
namespace {

constexpr std::size_t bar_width = 30;
constexpr double redraw_seconds = 0.1;

std::string clock_time(double seconds) {
  auto const whole = static_cast<std::uint64_t>(std::ceil(seconds));
  if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

}  // namespace

std::string progress_line(std::uint64_t done, std::uint64_t total, double seconds) {
  double const share = static_cast<double>(done) / static_cast<double>(total);
  auto const filled = static_cast<std::size_t>(share * bar_width);
  std::string line = fmt::format("{:3.0f} %  [{}{}]", std::floor(100 * share),
                                 std::string(filled, '#'), std::string(bar_width - filled, ' '));
  if (done == 0 || seconds <= 0) return line;
  double const rate = static_cast<double>(done) / seconds;
  return line + fmt::format("  {} million paths/s, {} left", significant(rate / 1e6),
                            clock_time(static_cast<double>(total - done) / rate));
}

ProgressBar::ProgressBar(std::uint64_t total_paths, bool is_quiet)
    : total_paths_(total_paths), is_visible_(!is_quiet && ::isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
  if (is_drawn_) std::fputs("\r\x1b[K", stderr);
}

void ProgressBar::update(std::uint64_t paths_done) {
  if (!is_visible_) return;
  auto const now = Clock::now();
  if (std::chrono::duration<double>(now - last_drawn_).count() < redraw_seconds) return;
  last_drawn_ = now;
  is_drawn_ = true;
  double const seconds = std::chrono::duration<double>(now - start_).count();
  fmt::print(stderr, "\r{}\x1b[K", progress_line(paths_done, total_paths_, seconds));
  std::fflush(stderr);
}

}  // namespace nameplate
