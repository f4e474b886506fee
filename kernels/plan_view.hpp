#pragma once

#include <type_traits>

#include "kernels/plan.hpp"
#include "kernels/real.hpp"

namespace nameplate {
inline namespace NAMEPLATE_ISA {

/// Typed access to a plan, which outlives the view.
class PlanView {
 public:
  /// For the host.
  NAMEPLATE_HD explicit PlanView(std::byte const* bytes)
      : header_(reinterpret_cast<PlanHeader const*>(bytes)), tables_(bytes) {}
  /// For a GPU, whose constant memory holds both: making the address of a table from its offset
  /// takes it longer than an access to constant memory.
  NAMEPLATE_HD PlanView(PlanHeader const& header, TableAddresses const& addresses)
      : header_(&header), tables_(&addresses) {}

  NAMEPLATE_HD PlanHeader const& header() const { return *header_; }
  NAMEPLATE_HD float const* constants() const { return table<float>(tables().constants); }
  NAMEPLATE_HD DrawGroup const* groups() const { return table<DrawGroup>(tables().groups); }
  NAMEPLATE_HD SobolWords const* sobol_words() const {
    return table<SobolWords>(tables().sobol_words);
  }
  NAMEPLATE_HD std::uint32_t const* directions() const {
    return table<std::uint32_t>(tables().directions);
  }
  NAMEPLATE_HD Variable const* variables() const { return table<Variable>(tables().variables); }
  NAMEPLATE_HD Loading const* loadings() const { return table<Loading>(tables().loadings); }
  NAMEPLATE_HD Cell const* cells() const { return table<Cell>(tables().cells); }
  NAMEPLATE_HD Knot const* knots() const { return table<Knot>(tables().knots); }
  NAMEPLATE_HD Mix const* mixes() const { return table<Mix>(tables().mixes); }
  NAMEPLATE_HD MixPart const* mix_parts() const { return table<MixPart>(tables().mix_parts); }
  NAMEPLATE_HD BuildRecord const* builds() const { return table<BuildRecord>(tables().builds); }
  NAMEPLATE_HD Segment const* segments() const { return table<Segment>(tables().segments); }
  NAMEPLATE_HD PhaseRecord const* phases() const { return table<PhaseRecord>(tables().phases); }
  NAMEPLATE_HD Membership const* memberships() const {
    return table<Membership>(tables().memberships);
  }
  NAMEPLATE_HD std::uint32_t const* overlap_slots() const {
    return table<std::uint32_t>(tables().overlap_slots);
  }
  NAMEPLATE_HD UseRecord const* uses() const { return table<UseRecord>(tables().uses); }
  NAMEPLATE_HD MetricRecord const* metrics() const { return table<MetricRecord>(tables().metrics); }
  NAMEPLATE_HD Term const* terms() const { return table<Term>(tables().terms); }
  NAMEPLATE_HD float const* knot_months() const { return table<float>(tables().knot_months); }
  NAMEPLATE_HD Date const* dates() const { return table<Date>(tables().dates); }
  NAMEPLATE_HD ScopeRecord const* scopes() const { return table<ScopeRecord>(tables().scopes); }
  NAMEPLATE_HD FormulaStep const* formula_steps() const {
    return table<FormulaStep>(tables().formula_steps);
  }
  NAMEPLATE_HD Output const* outputs() const { return table<Output>(tables().outputs); }
  NAMEPLATE_HD TallyRecord const* tallies() const { return table<TallyRecord>(tables().tallies); }

 private:
#if defined(__CUDA_ARCH__)
  NAMEPLATE_HD TableAddresses const& tables() const {
    return *static_cast<TableAddresses const*>(tables_);
  }
#else
  NAMEPLATE_HD TableOffsets const& tables() const { return header_->tables; }
#endif
  template <class T>
  NAMEPLATE_HD T const* table(std::uint32_t offset) const {
    return reinterpret_cast<T const*>(static_cast<std::byte const*>(tables_) + offset);
  }
  template <class T>
  NAMEPLATE_HD T const* table(std::byte const* address) const {
    return reinterpret_cast<T const*>(address);
  }

  PlanHeader const* header_;
  void const* tables_;  // on a host the plan's bytes, on a GPU its TableAddresses
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

/// work(first[i], rest[i]..) for i in [0, n), with all loads before the first store: that no two
/// rows share slots is more than a compiler can know, and it would wait for each load in turn.
template <int n, class Work, class First, class... Rest>
NAMEPLATE_HD void for_the_next(Work const& work, First first, Rest... rest) {
  std::remove_cvref_t<decltype(first[0])> values[n];
  NAMEPLATE_UNROLL
  for (int i = 0; i < n; ++i) values[i] = first[i];
  NAMEPLATE_UNROLL
  for (int i = 0; i < n; ++i) work(values[i], rest[i]...);
  NAMEPLATE_UNROLL
  for (int i = 0; i < n; ++i) first[i] = values[i];
}

/// work(row[i], ..) for i in [0, count), which changes the first row. Rows are of slots or of the
/// plan's numbers, and share none.
template <class Work, class... Rows>
NAMEPLATE_HD void for_each_in_rows(std::uint32_t count, Work const& work, Rows... rows) {
#if defined(__CUDA_ARCH__)
  // Four to an iteration, at addresses that advance once: steering would cost more than the work.
  NAMEPLATE_NO_UNROLL
  for (; count >= 4; count -= 4) {
    for_the_next<4>(work, rows...);
    ((rows = rows + 4), ...);
  }
  if ((count & 2) != 0) {
    for_the_next<2>(work, rows...);
    ((rows = rows + 2), ...);
  }
  if ((count & 1) != 0) work(rows[0]...);
#else
  for (std::uint32_t i = 0; i < count; ++i) work(rows[i]...);
#endif
}

}  // namespace NAMEPLATE_ISA
}  // namespace nameplate
