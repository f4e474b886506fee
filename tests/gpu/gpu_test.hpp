#pragma once

#include <gtest/gtest.h>

#include <string>

#include "host/executor.hpp"

namespace nameplate {

/// Skips the test, with the reason, where there is no device.
class GpuTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string reason;
    if (cuda_state({}, reason) != CudaState::usable) GTEST_SKIP() << reason;
  }
};

}  // namespace nameplate
