#include "host/checkpoint/tally_bytes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "host/available_memory.hpp"
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

/// Counters that follow each other and are not zero.
struct CountRun {
  std::size_t begin = 0, end = 0;
};

/// Sums up the memory that counts take: pages that none is written to take none.
class TouchedMemory {
 public:
  explicit TouchedMemory(std::uint64_t available_bytes) : available_bytes_(available_bytes) {}

  /// \param run behind those before
  void add(CountRun run, ByteReader const& reader) {
    std::uint64_t const first = run.begin / counters_per_page;
    std::uint64_t const end = (run.end - 1) / counters_per_page + 1;
    pages_ += end - std::max(first, end_page_);
    end_page_ = end;
    if (pages_ > available_bytes_ / page_bytes)
      reader.fail(fmt::format("its counters take more than the {} bytes of memory that are there",
                              available_bytes_));
  }

 private:
  static constexpr std::uint64_t page_bytes = 4096;
  static constexpr std::uint64_t counters_per_page = page_bytes / sizeof(std::uint64_t);

  std::uint64_t available_bytes_, pages_ = 0, end_page_ = 0;
};

std::vector<CountRun> read_counts(Tallies& tallies, ByteReader& reader) {
  ZeroedVector<std::uint64_t>& counts = tallies.counts;
  std::vector<CountRun> runs;
  TouchedMemory memory(available_memory_bytes());
  for (std::size_t bin = 0;;) {
    bin += static_cast<std::size_t>(reader.at_most(counts.size() - bin, "number of zeros"));
    auto const size = reader.at_most(counts.size() - bin, "number of counters");
    if (size == 0) return runs;
    runs.push_back({bin, bin + static_cast<std::size_t>(size)});
    memory.add(runs.back(), reader);
    for (; bin < runs.back().end; ++bin) counts[bin] = reader.at_most(tallies.paths, "count");
  }
}

void read_sums(ByteReader& reader, std::vector<WideSum>& sums) {
  for (WideSum& sum : sums) {
    sum.low = reader.fixed64();
    sum.high = static_cast<std::int64_t>(reader.fixed64());
  }
}

/// That each output has one count of every path. Looks at the runs alone, so that it takes no
/// longer than reading them did.
class CountCheck {
 public:
  CountCheck(Plan const& plan, std::uint64_t paths, ByteReader const& reader)
      : view_(plan.bytes.data()),
        reader_(reader),
        paths_(paths),
        left_(paths),
        end_(output_count() == 0 ? 0 : counter_count(view_.tallies()[0])) {}

  /// \param bin behind those before
  void add(std::size_t bin, std::uint64_t count) {
    while (bin >= end_) next_output();
    if (count > left_) reader_.fail(fmt::format("output {} counts more paths than done", output_));
    left_ -= count;
  }

  void finish() {
    while (output_ < output_count()) next_output();
  }

 private:
  std::uint32_t output_count() const { return view_.header().output_count; }

  void next_output() {
    if (left_ != 0) reader_.fail(fmt::format("output {} lacks {} paths", output_, left_));
    left_ = paths_;
    if (++output_ < output_count()) end_ += counter_count(view_.tallies()[output_]);
  }

  PlanView view_;
  ByteReader const& reader_;
  std::uint64_t paths_, left_;
  std::uint32_t output_ = 0;
  std::size_t end_;  // of the output's counters
};

void check_counts(Plan const& plan, Tallies const& tallies, std::vector<CountRun> const& runs,
                  ByteReader const& reader) {
  CountCheck check(plan, tallies.paths, reader);
  for (CountRun const& run : runs)
    for (std::size_t bin = run.begin; bin < run.end; ++bin) check.add(bin, tallies.counts[bin]);
  check.finish();
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
  std::vector<CountRun> const runs = read_counts(tallies, reader);
  check_counts(plan, tallies, runs, reader);
  read_sums(reader, tallies.sums);
  read_sums(reader, tallies.squares);
  return tallies;
}

}  // namespace nameplate
