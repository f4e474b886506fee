#pragma once

#include <cstring>
#include <utility>
#include <vector>

#include "kernels/plan.hpp"

namespace nameplate {

/// Lays out a plan: the header, then the tables, each at a multiple of 64 bytes.
class PlanBytes {
 public:
  explicit PlanBytes(PlanHeader const& header)
      : header_(header), bytes_(aligned(sizeof(PlanHeader))) {}
  /// The same behind the tables of another plan: those that are added take the place of its own.
  PlanBytes(PlanHeader const& header, std::vector<std::byte> plan)
      : header_(header), bytes_(std::move(plan)) {}

  template <class T>
  void add(std::uint32_t TableOffsets::*table, std::vector<T> const& records) {
    static_assert(std::is_trivially_copyable_v<T>);
    std::uint32_t const offset = header_.tables.*table = static_cast<std::uint32_t>(bytes_.size());
    bytes_.resize(aligned(bytes_.size() + records.size() * sizeof(T)));
    if (!records.empty())
      std::memcpy(bytes_.data() + offset, records.data(), records.size() * sizeof(T));
  }

  std::vector<std::byte> take() {
    header_.magic = plan_magic;
    header_.version = plan_version;
    header_.byte_count = static_cast<std::uint32_t>(bytes_.size());
    std::memcpy(bytes_.data(), &header_, sizeof header_);
    return std::move(bytes_);
  }

 private:
  static std::size_t aligned(std::size_t size) { return (size + 63) / 64 * 64; }

  PlanHeader header_;
  std::vector<std::byte> bytes_;
};

}  // namespace nameplate
