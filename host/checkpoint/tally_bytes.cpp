#include "host/checkpoint/tally_bytes.hpp"

#include <fmt/format.h>

#include "kernels/plan_view.hpp"
#include "kernels/tally.hpp"

namespace nameplate {
namespace {

/// Alternately a number of zeros, and one of counts that are not, with these; ends with none.
void write_counts(Tallies const& a, Tallies const& b, ByteWriter& writer) {
  std::size_t const size = a.counts.size();
  auto const count_at = [&](std::size_t i) { return a.counts[i] + b.counts[i]; };
  for (std::size_t i = 0, run = 0;; i = run) {
    std::size_t begin = i;
    while (begin < size && count_at(begin) == 0) ++begin;
    for (run = begin; run < size && count_at(run) != 0;) ++run;
    writer.varint(begin - i);
    writer.varint(run - begin);
    if (run == begin) return;
    for (std::size_t bin = begin; bin < run; ++bin) writer.varint(count_at(bin));
  }
}

void write_sums(std::vector<WideSum> const& a, std::vector<WideSum> const& b, ByteWriter& writer) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    WideSum sum = a[i];
    sum += b[i];
    writer.fixed64(sum.low);
    writer.fixed64(static_cast<std::uint64_t>(sum.high));
  }
}

void read_counts(std::uint64_t paths, ByteReader& reader, ZeroedVector<std::uint64_t>& counts) {
  for (std::size_t bin = 0;;) {
    bin += static_cast<std::size_t>(reader.at_most(counts.size() - bin, "number of zeros"));
    auto const end =
        bin + static_cast<std::size_t>(reader.at_most(counts.size() - bin, "number of counters"));
    if (end == bin) break;
    for (; bin < end; ++bin) counts[bin] = reader.at_most(paths, "count");
  }
}

void read_sums(ByteReader& reader, std::vector<WideSum>& sums) {
  for (WideSum& sum : sums) {
    sum.low = reader.fixed64();
    sum.high = static_cast<std::int64_t>(reader.fixed64());
  }
}

/// Each output has one count of every path.
void check_counts(Plan const& plan, Tallies const& tallies, ByteReader const& reader) {
  PlanView const view(plan.bytes.data());
  for (std::uint32_t output = 0; output < view.header().output_count; ++output) {
    TallyRecord const& record = view.tallies()[output];
    std::uint64_t left = tallies.paths;
    for (std::uint32_t i = 0; i < counter_count(record); ++i) {
      std::uint64_t const count = tallies.counts[record.first_bin + i];
      if (count > left) reader.fail(fmt::format("output {} counts more paths than done", output));
      left -= count;
    }
    if (left != 0) reader.fail(fmt::format("output {} lacks {} paths", output, left));
  }
}

}  // namespace

void write_tallies(Tallies const& a, Tallies const& b, ByteWriter& writer) {
  write_counts(a, b, writer);
  write_sums(a.sums, b.sums, writer);
  write_sums(a.squares, b.squares, writer);
}

Tallies read_tallies(Plan const& plan, std::uint64_t paths, ByteReader& reader) {
  Tallies tallies(plan);
  tallies.paths = paths;
  read_counts(paths, reader, tallies.counts);
  read_sums(reader, tallies.sums);
  read_sums(reader, tallies.squares);
  check_counts(plan, tallies, reader);
  return tallies;
}

}  // namespace nameplate
