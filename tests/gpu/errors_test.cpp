#include <gmock/gmock.h>

#include "host/cuda/device_buffer.hpp"
#include "nameplate/error.hpp"
#include "tests/gpu/gpu_test.hpp"
#include "tests/gpu/plans.hpp"

namespace nameplate {
namespace {

using testing::HasSubstr;

template <class Error>
std::string message_of(auto const& action) {
  try {
    action();
  } catch (Error const& error) {
    return error.what();
  }
  return "no error";
}

using GpuErrors = GpuTest;

TEST_F(GpuErrors, TooLittleMemoryNamesThePurposeAndTheBytes) {
  constexpr std::size_t exbibyte = std::size_t{1} << 60;
  std::string const message =
      message_of<RunError>([] { DeviceBuffer<std::byte>(exbibyte, "a test"); });
  EXPECT_THAT(
      message,
      HasSubstr("not enough device memory for a test: asked for 1152921504606846976 bytes, "));
  EXPECT_THAT(message, HasSubstr(" are free"));
}

TEST_F(GpuErrors, ARunAfterAFailedAllocationSucceeds) {
  EXPECT_THROW(DeviceBuffer<std::byte>(std::size_t{1} << 60, "a test"), RunError);
  RunOptions options;
  options.paths = 100;
  options.backend = Backend::cuda;
  EXPECT_EQ(run(small_plan(), options).tallies.paths, 100u);
}

TEST(CudaCheck, NamesTheCallTheErrorAndThePlace) {
  std::string const message =
      message_of<RunError>([] { cuda_check(cudaErrorInvalidValue, "cudaSomething"); });
  EXPECT_THAT(message, HasSubstr("CUDA: cudaSomething: cudaErrorInvalidValue ("));
  EXPECT_THAT(message, HasSubstr("errors_test.cpp:"));
}

/// With and without a device: nothing is chosen silently.
TEST(CudaBackend, RunsOrSaysWhyNot) {
  RunOptions options;
  options.paths = 10;
  options.backend = Backend::cuda;
  std::string reason;
  if (available(Backend::cuda, &reason)) {
    EXPECT_EQ(run(small_plan(), options).facts.backend, "cuda");
  } else {
    EXPECT_EQ(message_of<InputError>([&] { run(small_plan(), options); }),
              "backend: cuda: " + reason);
  }
}

}  // namespace
}  // namespace nameplate
