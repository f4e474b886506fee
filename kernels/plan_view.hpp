#pragma once

#include "kernels/plan.hpp"
#include "kernels/real.hpp"

namespace nameplate {
inline namespace NAMEPLATE_ISA {

/// Typed access to a plan's bytes, wherever they lie. The bytes outlive the view.
class PlanView {
 public:
  NAMEPLATE_HD explicit PlanView(std::byte const* bytes)
      : PlanView(*reinterpret_cast<PlanHeader const*>(bytes), bytes) {}
  /// With a copy of the header, in faster memory, which outlives the view.
  NAMEPLATE_HD PlanView(PlanHeader const& header, std::byte const* bytes)
      : header_(&header), bytes_(bytes) {}

  NAMEPLATE_HD PlanHeader const& header() const { return *header_; }
  NAMEPLATE_HD float const* constants() const { return table<float>(header().constants); }
  NAMEPLATE_HD DrawGroup const* groups() const { return table<DrawGroup>(header().groups); }
  NAMEPLATE_HD Variable const* variables() const { return table<Variable>(header().variables); }
  NAMEPLATE_HD Loading const* loadings() const { return table<Loading>(header().loadings); }
  NAMEPLATE_HD Cell const* cells() const { return table<Cell>(header().cells); }
  NAMEPLATE_HD Knot const* knots() const { return table<Knot>(header().knots); }
  NAMEPLATE_HD Mix const* mixes() const { return table<Mix>(header().mixes); }
  NAMEPLATE_HD MixPart const* mix_parts() const { return table<MixPart>(header().mix_parts); }
  NAMEPLATE_HD BuildRecord const* builds() const { return table<BuildRecord>(header().builds); }
  NAMEPLATE_HD Segment const* segments() const { return table<Segment>(header().segments); }
  NAMEPLATE_HD PhaseRecord const* phases() const { return table<PhaseRecord>(header().phases); }
  NAMEPLATE_HD Membership const* memberships() const {
    return table<Membership>(header().memberships);
  }
  NAMEPLATE_HD std::uint32_t const* overlap_slots() const {
    return table<std::uint32_t>(header().overlap_slots);
  }
  NAMEPLATE_HD UseRecord const* uses() const { return table<UseRecord>(header().uses); }
  NAMEPLATE_HD MetricRecord const* metrics() const { return table<MetricRecord>(header().metrics); }
  NAMEPLATE_HD Term const* terms() const { return table<Term>(header().terms); }
  NAMEPLATE_HD float const* knot_months() const { return table<float>(header().knot_months); }
  NAMEPLATE_HD Date const* dates() const { return table<Date>(header().dates); }
  NAMEPLATE_HD ScopeRecord const* scopes() const { return table<ScopeRecord>(header().scopes); }
  NAMEPLATE_HD Output const* outputs() const { return table<Output>(header().outputs); }
  NAMEPLATE_HD TallyRecord const* tallies() const { return table<TallyRecord>(header().tallies); }

 private:
  template <class T>
  NAMEPLATE_HD T const* table(std::uint32_t offset) const {
    return reinterpret_cast<T const*>(bytes_ + offset);
  }

  PlanHeader const* header_;
  std::byte const* bytes_;
};

/// Values of one path (scalar V) or of one path per lane, by slot. On a GPU the slots of
/// neighbouring threads interleave.
template <class V>
class Slots {
 public:
  NAMEPLATE_HD explicit Slots(V* first, std::uint32_t stride = 1)
      : first_(first), stride_(stride) {}

  NAMEPLATE_HD V& operator[](std::size_t slot) const {
    constexpr std::uint32_t fixed = RealTraits<V>::slot_stride;
    std::size_t const offset = slot * (fixed != 0 ? fixed * sizeof(V) : stride_ * sizeof(V));
    return *reinterpret_cast<V*>(reinterpret_cast<std::byte*>(first_) + offset);
  }
  /// The slots from `slot` on, as slots from 0 on: a row.
  NAMEPLATE_HD Slots operator+(std::size_t slot) const { return Slots(&(*this)[slot], stride_); }

 private:
  V* first_;
  std::uint32_t stride_;
};

/// work(row[i], ..) for i in [0, count), in order. Rows are of slots or of the plan's numbers.
template <class Work, class... Rows>
NAMEPLATE_HD void for_each_in_rows(std::uint32_t count, Work const& work, Rows... rows) {
#if defined(__CUDA_ARCH__)
  // Four to an iteration, at addresses that advance once: steering would cost more than the work.
  NAMEPLATE_NO_UNROLL
  for (; count >= 4; count -= 4) {
    work(rows[0]...);
    work(rows[1]...);
    work(rows[2]...);
    work(rows[3]...);
    ((rows = rows + 4), ...);
  }
  NAMEPLATE_NO_UNROLL
  for (; count > 0; --count) {
    work(rows[0]...);
    ((rows = rows + 1), ...);
  }
#else
  for (std::uint32_t i = 0; i < count; ++i) work(rows[i]...);
#endif
}

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
