#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "host/checkpoint/bytes.hpp"
#include "host/checkpoint/format.hpp"
#include "kernels/plan.hpp"
#include "kernels/tally.hpp"
#include "tests/support/sealed_checkpoint.hpp"
#include "tests/unit/checkpoint/small_runs.hpp"

/// Files that are not what was written.
namespace nameplate {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string refusal_of(std::span<std::byte const> bytes) {
  return refusal([&] { read_checkpoint(bytes, "x.ckpt"); });
}

class Corrupt : public testing::Test {
 protected:
  static void SetUpTestSuite() { good() = to_bytes(small_run({0, 700}, {0, 600})); }
  static std::vector<std::byte>& good() {
    static std::vector<std::byte> bytes;
    return bytes;
  }

  /// Refused with an InputError, or read; anything else fails the test.
  static bool is_refused(std::vector<std::byte> const& bytes) {
    return refusal_of(bytes) != "not refused";
  }
};

TEST_F(Corrupt, AnyFlippedByteIsRefused) {
  std::vector<std::byte> bytes = good();
  for (std::size_t i = 0; i < bytes.size(); i += i < 4000 ? 1 : 97) {
    bytes[i] ^= std::byte{0x10};
    EXPECT_TRUE(is_refused(bytes)) << "byte " << i;
    bytes[i] ^= std::byte{0x10};
  }
  EXPECT_FALSE(is_refused(bytes));
}

TEST_F(Corrupt, AnyTruncationIsRefused) {
  std::span<std::byte const> const bytes = good();
  for (std::size_t size = 0; size < bytes.size(); size += size < 4000 ? 1 : 97)
    EXPECT_NE(refusal_of(bytes.first(size)), "not refused") << size << " bytes";
}

TEST_F(Corrupt, SaysWhatIsWrong) {
  std::vector<std::byte> bytes = good();
  EXPECT_EQ(refusal_of({}), "x.ckpt: is no checkpoint");
  EXPECT_THAT(refusal_of(std::span(bytes).first(1000)),
              StartsWith("x.ckpt: is cut short: 980 bytes after the head, of "));
  bytes[500] ^= std::byte{1};
  EXPECT_THAT(refusal_of(bytes), StartsWith("x.ckpt: is damaged: its checksum is "));
  bytes[500] ^= std::byte{1};
  bytes.push_back(std::byte{0});
  EXPECT_EQ(refusal_of(bytes), "x.ckpt: is damaged: 1 bytes follow the end");
  bytes[checkpoint_mark.size()] = std::byte{3};
  EXPECT_EQ(refusal_of(bytes), "x.ckpt: is a checkpoint of format 3; this program reads format 2");
}

/// A file with a good checksum may still say anything.
TEST_F(Corrupt, ContentsUnderAGoodChecksumNeverDoMoreThanBeRefused) {
  std::vector<std::byte> bytes = good();
  std::size_t const end = bytes.size() - checkpoint_checksum_bytes;
  int refused = 0;
  for (std::size_t i = checkpoint_head_bytes; i < end; i += i < 2000 ? 1 : 211)
    for (std::byte const value : {std::byte{0}, std::byte{1}, std::byte{0x7f}, std::byte{0xff}}) {
      std::byte const before = std::exchange(bytes[i], value);
      if (is_refused(sealed(bytes))) ++refused;
      bytes[i] = before;
    }
  EXPECT_GT(refused, 100);
}

TEST_F(Corrupt, SizesBeyondTheFileAskForNoMemory) {
  std::vector<std::byte> bytes = good();
  // The version's text says that it has 2^63 bytes.
  for (std::size_t i = 0; i < 9; ++i) bytes[checkpoint_head_bytes + i] = std::byte{0xff};
  bytes[checkpoint_head_bytes + 8] = std::byte{0x7f};
  EXPECT_THAT(refusal_of(sealed(bytes)), HasSubstr("bytes are needed"));
}

/// A few bytes an output, each of which could ask for two megabytes of counters.
TEST_F(Corrupt, MoreOutputsThanAnyRequestHasAreRefused) {
  ByteWriter contents;
  contents.raw(std::vector<std::byte>(checkpoint_head_bytes));
  contents.text("0.1.0");
  contents.fixed32(0);                                           // checksum of the model
  contents.fixed64(1);                                           // seed
  for (std::uint64_t const x : {0, 700, 1}) contents.varint(x);  // paths, plans
  for (int i = 0; i < 2; ++i) contents.text("");                 // catalog, its date
  for (int i = 0; i < 6; ++i)
    contents.varint(0);  // repair, scopes, builds, variables, flag, conditions
  contents.varint(100'001);
  contents.raw(std::vector<std::byte>(600'006 + checkpoint_checksum_bytes));
  std::vector<std::byte> bytes = contents.take();
  std::memcpy(bytes.data(), good().data(), checkpoint_head_bytes);
  EXPECT_THAT(refusal_of(sealed(bytes)),
              HasSubstr("the plan has 100001 outputs, of 100000 at most"));
}

/// Positions of the first plan's tally records and of its first counters.
class CorruptTallies : public Corrupt {
 protected:
  CorruptTallies() : bytes_(good()) {
    Plan const plan = small_plan();
    std::memcpy(&header_, plan.bytes.data(), sizeof header_);
    auto const at = std::search(bytes_.begin(), bytes_.end(), plan.bytes.begin(), plan.bytes.end());
    plan_at_ = static_cast<std::size_t>(at - bytes_.begin());
  }

  template <class Edit>
  std::string with_record(Edit edit) {
    std::byte* const at = &bytes_[plan_at_ + header_.tables.tallies];
    TallyRecord record{};
    std::memcpy(&record, at, sizeof record);
    edit(record);
    std::memcpy(at, &record, sizeof record);
    return refusal_of(sealed(bytes_));
  }

  template <class Edit>
  std::string with_header(Edit edit) {
    edit(header_);
    std::memcpy(&bytes_[plan_at_], &header_, sizeof header_);
    return refusal_of(sealed(bytes_));
  }

  std::vector<std::byte> bytes_;
  PlanHeader header_{};
  std::size_t plan_at_ = 0;
};

TEST_F(CorruptTallies, OfAnotherPlanVersionAreRefused) {
  EXPECT_THAT(with_header([](PlanHeader& header) { ++header.version; }),
              HasSubstr(fmt::format("the plan has version {}, this program's have {}",
                                    plan_version + 1, plan_version)));
}

TEST_F(CorruptTallies, OutsideOfThePlanAreRefused) {
  EXPECT_THAT(with_header([](PlanHeader& header) { header.tables.tallies = 0xffffffc0u; }),
              HasSubstr("the plan's outputs lie outside of it"));
}

TEST_F(CorruptTallies, WithImpossibleRangesAreRefused) {
  EXPECT_THAT(with_record([](TallyRecord& record) { record.bins = 0xffffff00u; }),
              HasSubstr("the plan's output 0 cannot be tallied so"));
}

TEST_F(CorruptTallies, WithMoreBinsThanThePlanHasAreRefused) {
  EXPECT_THAT(with_record([](TallyRecord& record) { record.bins += 1024; }),
              HasSubstr("the plan's output 1 cannot be tallied so"));
}

TEST_F(CorruptTallies, ThatMissAPathAreRefused) {
  Checkpoint checkpoint = small_run({0, 700}, {0, 600});
  for (std::uint64_t& count : checkpoint.tallies[0].counts)
    if (count > 0) {
      --count;
      break;
    }
  EXPECT_THAT(refusal_of(to_bytes(checkpoint)), HasSubstr("output 0 lacks 1 paths"));
}

TEST_F(CorruptTallies, ThatCountAPathTwiceAreRefused) {
  Checkpoint checkpoint = small_run({0, 700}, {0, 600});
  ++checkpoint.tallies[0].counts[0];
  EXPECT_THAT(refusal_of(to_bytes(checkpoint)), HasSubstr("output 0 counts more paths than done"));
}

TEST_F(CorruptTallies, OfPathsOutsideOfTheRangeAreRefused) {
  Checkpoint checkpoint = small_run({0, 700}, {0, 600});
  checkpoint.subject.range = {1, 700};
  EXPECT_THAT(refusal_of(to_bytes(checkpoint)), HasSubstr("paths [0, 600) cannot be here"));
}

}  // namespace
}  // namespace nameplate
