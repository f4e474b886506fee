#pragma once

#include "host/compile/outputs.hpp"

namespace nameplate {

/// The range in which an output is tallied; its first bin is left at 0.
TallyRecord tally_of(AskedMetric const& metric, Asked const& asked);

OutputLabel label_of(AskedMetric const& metric, Asked const& asked, AskedScope const& scope,
                     AskedDate const& date);

}  // namespace nameplate
