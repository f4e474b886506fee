#include "host/checkpoint/plan_bytes_check.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstring>

#include "kernels/plan.hpp"
#include "kernels/tally.hpp"

namespace nameplate {
namespace {

constexpr int least_exponent = -126, greatest_exponent = 128;  // of a float
constexpr std::uint32_t max_bins = (greatest_exponent - least_exponent) << bins_per_octave_log2;

bool is_positive(float x) { return std::isfinite(x) && x > 0; }

bool is_valid(TallyRecord const& tally, std::uint64_t first_bin) {
  return tally.min_exponent >= least_exponent && tally.min_exponent <= greatest_exponent &&
         tally.bins <= max_bins && (tally.zero_bin == 0 || tally.zero_bin == tally.bins + 2) &&
         tally.first_bin == first_bin && is_positive(tally.limit) && is_positive(tally.sum_scale) &&
         is_positive(tally.square_scale);
}

PlanHeader header_of(Plan const& plan, ByteReader const& reader) {
  PlanHeader header{};
  if (plan.bytes.size() < sizeof header) reader.fail("the plan is shorter than its header");
  std::memcpy(&header, plan.bytes.data(), sizeof header);
  if (header.magic != plan_magic) reader.fail("the plan is none");
  if (header.version != plan_version)
    reader.fail(fmt::format("the plan has version {}, this program's have {}", header.version,
                            plan_version));
  if (header.byte_count != plan.bytes.size() || header.output_count != plan.labels.size())
    reader.fail("the plan's sizes contradict each other");
  return header;
}

}  // namespace

void check_plan_bytes(Plan const& plan, ByteReader const& reader) {
  PlanHeader const header = header_of(plan, reader);
  std::uint64_t const end =
      header.tables.tallies + std::uint64_t{header.output_count} * sizeof(TallyRecord);
  if (header.tables.tallies < sizeof header || header.tables.tallies % alignof(TallyRecord) != 0 ||
      end > plan.bytes.size())
    reader.fail("the plan's outputs lie outside of it");
  std::uint64_t first_bin = 0;
  for (std::uint32_t output = 0; output < header.output_count; ++output) {
    TallyRecord tally{};
    std::memcpy(&tally, plan.bytes.data() + header.tables.tallies + output * sizeof tally,
                sizeof tally);
    if (!is_valid(tally, first_bin))
      reader.fail(fmt::format("the plan's output {} cannot be tallied so", output));
    first_bin += counter_count(tally);
  }
  if (first_bin != header.bin_count) reader.fail("the plan's number of bins is not theirs");
}

}  // namespace nameplate
