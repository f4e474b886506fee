#include "host/team/job.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "nameplate/version.hpp"

namespace nameplate {

std::string job(std::span<Plan const* const> plans, RunOptions const& options) {
  std::vector<std::string> names;
  names.reserve(plans.size());
  for (Plan const* plan : plans) names.push_back(fmt::format("{:016x}", fingerprint(*plan)));
  BuildInfo const build = build_info();
  return fmt::format("{} paths from {} with seed {} of plan {} by version {} ({})", options.paths,
                     options.first_path, options.seed, fmt::join(names, "/"), build.version,
                     build.commit);
}

}  // namespace nameplate
