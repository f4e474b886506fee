#include <span>

#include "host/cli/checkpoint_report.hpp"
#include "tests/fuzz/reader.hpp"
#include "tests/support/sealed_checkpoint.hpp"

using namespace nameplate;

namespace {

void require(bool holds, char const* what) {
  if (!holds) throw std::logic_error(what);
}

/// What a checkpoint that was read is used for: going on from it, merging, reports.
void use(Checkpoint const& checkpoint) {
  std::vector<std::byte> const bytes = to_bytes(checkpoint);
  require(to_bytes(read_checkpoint(bytes)) == bytes, "written and read again it is another");
  require(differences(checkpoint.subject, checkpoint.subject).empty(), "it differs from itself");
  if (checkpoint.paths.empty()) return;
  expect_value_or_input_error([&] {
    merge(checkpoint, checkpoint, "one", "other");
    throw std::logic_error("its paths can be counted twice");
  });
  for (ReportFormat const format : {ReportFormat::table, ReportFormat::json, ReportFormat::csv})
    expect_value_or_input_error([&] {
      report_of(checkpoint, {},
                {.format = format, .has_tail = !checkpoint.subject.is_comparison()});
    });
}

}  // namespace

/// A checkpoint's file as it is, and with the size and the checksum of its contents, without which
/// hardly any change would get past the frame.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::span<std::byte const> const given = std::as_bytes(std::span(data, size));
  expect_value_or_input_error([&] { read_checkpoint(given); });
  if (size < checkpoint_head_bytes + checkpoint_checksum_bytes) return 0;
  std::vector<std::byte> const bytes = sealed({given.begin(), given.end()});
  expect_value_or_input_error([&] { use(read_checkpoint(bytes)); });
  return 0;
}
