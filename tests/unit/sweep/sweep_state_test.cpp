#include "host/sweep/sweep_state.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

#include "host/checkpoint/checksum.hpp"

namespace nameplate {
namespace {

SweepState some_state() {
  SweepState state{.subject = {.version = "1.2",
                               .scenarios = 5,
                               .names_checksum = 0xfedcba9876543210,
                               .plans_fingerprint = 17,
                               .paths = 1000,
                               .seed = 3,
                               .has_rows = true,
                               .has_columnar = false},
                   .rows_bytes = 123456,
                   .columnar_bytes = 0,
                   .moved = {}};
  state.moved.push_back(std::array{1.0, 2.5, -3.0});
  state.moved.emplace_back();
  return state;
}

TEST(SweepState, ReadsWhatItWrites) {
  SweepState const state = some_state();
  SweepState const read = read_sweep_state(to_bytes(state), "c");
  EXPECT_EQ(differences(read.subject, state.subject), std::vector<std::string>());
  EXPECT_EQ(read.subject.names_checksum, state.subject.names_checksum);
  EXPECT_EQ(read.rows_bytes, state.rows_bytes);
  EXPECT_EQ(read.moved, state.moved);
}

TEST(SweepState, RefusesEveryChangedByteAndEveryShorterFile) {
  std::vector<std::byte> const good = to_bytes(some_state());
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::vector<std::byte> bad = good;
    bad[i] ^= std::byte{1};
    EXPECT_THROW(read_sweep_state(bad, "c"), InputError) << i;
    EXPECT_THROW(read_sweep_state(std::span(good).first(i), "c"), InputError) << i;
  }
}

TEST(SweepState, RefusesMoreScenariosThanTheSweepHas) {
  SweepState state = some_state();
  state.subject.scenarios = 1;
  EXPECT_THROW(read_sweep_state(to_bytes(state), "c"), InputError);
}

TEST(SweepState, TellsWhatDiffers) {
  SweepSubject const there = some_state().subject;
  SweepSubject here = there;
  here.seed = 4;
  here.paths = 2000;
  EXPECT_THAT(differences(there, here),
              testing::ElementsAre("seed: 3 in the checkpoint, 4 here",
                                   "paths: 1,000 in the checkpoint, 2,000 here"));
  here = there;
  here.plans_fingerprint = 18;
  EXPECT_THAT(differences(there, here),
              testing::ElementsAre("catalog or program: the same scenarios have other plans"));
}

}  // namespace
}  // namespace nameplate
