#include "host/sweep/sweep_state.hpp"

#include "host/checkpoint/checksum.hpp"
#include "tests/fuzz/reader.hpp"

using namespace nameplate;

/// The checkpoint of a sweep without its checksum, which is put right first.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::span<std::byte const> const contents = std::as_bytes(std::span(data, size));
  std::vector<std::byte> bytes(contents.begin(), contents.end());
  std::uint32_t const checksum = crc32(contents);
  for (int byte = 0; byte < 4; ++byte)
    bytes.push_back(static_cast<std::byte>(checksum >> 8 * byte));
  expect_value_or_input_error([&] {
    SweepState const state = read_sweep_state(bytes, "input");
    differences(state.subject, {});
    read_sweep_state(to_bytes(state), "input");
  });
  return 0;
}
