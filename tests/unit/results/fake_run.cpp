#include "tests/unit/results/fake_run.hpp"

#include <cmath>
#include <cstring>

#include "kernels/plan_view.hpp"
#include "kernels/tally.hpp"

namespace nameplate {

Plan fake_plan(std::vector<FakeOutput> const& outputs) {
  PlanHeader header{};
  header.tables.tallies = sizeof(PlanHeader);
  header.output_count = static_cast<std::uint32_t>(outputs.size());
  std::vector<TallyRecord> records;
  Plan plan;
  for (FakeOutput const& output : outputs) {
    TallyRecord record{};
    record.min_exponent = output.min_exponent;
    record.bins = static_cast<std::uint32_t>(output.max_exponent - output.min_exponent)
                  << bins_per_octave_log2;
    record.zero_bin = output.is_signed ? record.bins + 2 : 0;
    record.first_bin = header.bin_count;
    record.limit = std::ldexp(1.0f, output.max_exponent);
    record.sum_scale = std::ldexp(1.0f, 40 - output.max_exponent);
    record.square_scale = std::ldexp(1.0f, 50 - 2 * output.max_exponent);
    header.bin_count += counter_count(record);
    records.push_back(record);
    plan.labels.push_back(output.label);
  }
  std::size_t const record_bytes = records.size() * sizeof(TallyRecord);
  plan.bytes.resize(sizeof(PlanHeader) + record_bytes);
  std::memcpy(plan.bytes.data(), &header, sizeof(PlanHeader));
  std::memcpy(plan.bytes.data() + sizeof(PlanHeader), records.data(), record_bytes);
  return plan;
}

Tallies tally(Plan const& plan, std::vector<std::vector<float>> const& values) {
  Tallies tallies(plan);
  tallies.paths = values.front().size();
  for (std::size_t output = 0; output < values.size(); ++output) {
    TallyRecord const& record = PlanView(plan.bytes.data()).tallies()[output];
    for (float const value : values[output]) {
      ++tallies.counts[record.first_bin + bin_of(record, value)];
      float const summed = summed_value(record, value);
      tallies.sums[output] += std::llrint(summed * record.sum_scale);
      tallies.squares[output] += std::llrint(summed * summed * record.square_scale);
    }
  }
  return tallies;
}

Samples samples_of(std::vector<std::vector<float>> const& values) {
  Samples samples;
  samples.paths = values.front().size();
  samples.outputs = values.size();
  for (std::vector<float> const& row : values)
    samples.values.insert(samples.values.end(), row.begin(), row.end());
  return samples;
}

}  // namespace nameplate
