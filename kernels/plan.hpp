#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/metrics.hpp"
#include "kernels/parameters.hpp"

/// What executors run: a catalog compiled to flat tables. Data only, trivially copyable, no
/// pointers: the same bytes go to threads, to GPU memory and to other ranks. Values of one path
/// live in numbered *slots*.
namespace nameplate {

// Records that every path reads are aligned so that a GPU reads them 16 bytes at a time.

/// Elements [first, first + count) of a table.
struct Range {
  std::uint32_t first, count;
};

enum class MarginalKind : std::uint16_t {
  identity,   // t: normal laws
  lognormal,  // 2^t + base
  table,      // cubic pieces on a grid of t; `pieces.first` is the table's first cell
  hinges,  // base + sum of slope_i max(Phi(t) - p_i, 0): quantile functions linear between points
  steps,   // base, then value_i once t reaches t_i
  word_steps,  // the same on the random word itself: discrete laws that load on nothing
};

/// Quantile function of one law, as a function of t = offset + scale z: z the standard normal
/// variable, offset and scale those of normal and lognormal laws, else 0 and 1.
struct Marginal {
  MarginalKind kind;
  std::uint16_t is_clipped;
  float base;
  Range pieces;  // table: cells; hinges, steps: knots
  float clip_min, clip_max;
};

/// One cell of a table: c0 + f (c1 + f (c2 + f c3)), f in [0, 1] across the cell.
struct alignas(16) Cell {
  float c[4];
};
inline constexpr int table_cells = 512;
inline constexpr float table_z =
    6.5f;  // the grid spans [-table_z, table_z]; |z| of a draw stays below 6.34
inline constexpr int cells_per_table = table_cells + 1;  // the last one is the end point alone

struct alignas(8) Knot {
  float at;     // hinges: probability; steps: t; word_steps: the bits of the least word
  float value;  // hinges: change of slope; steps: value from here on
};

/// weight * slots[slot], a term of a linear combination.
struct alignas(8) Loading {
  std::uint32_t slot;
  float weight;
};

/// slots[slot] = quantile(offset + sum of loadings + residual x own normal draw); the law's scale
/// is in the weights.
struct alignas(16) Variable {
  std::uint32_t slot;
  std::uint32_t word;  // of the group's Philox block
  Range loadings;
  float offset, residual;
  Marginal marginal;
};

/// Variables whose draws share one Philox block, in the order of their words.
struct alignas(16) DrawGroup {
  std::uint32_t stream, block;
  Range variables;
};

/// Where the words of a draw group come from if the plan has Sobol' points: where the direction
/// numbers of their coordinates begin in `directions`, and what is added to these without carry.
struct alignas(16) SobolWords {
  std::uint32_t row[4];  // no_sobol_row: random as in other plans
  std::uint32_t shift[4];
};
inline constexpr std::uint32_t no_sobol_row = 0xffffffffu;

/// A platform's part in a mix.
struct MixPart {
  float share;  // of IT power
  float dies_per_package, peak_bf16_pflops, peak_fp8_pflops, peak_fp4_pflops;
  std::uint32_t kw_slot, training_mfu_slot, inference_utilization_slot, capex_slot, price_slot;
};

/// Quantities of a platform mix per MW of IT, in consecutive slots from Mix::first_slot.
enum class MixValue : std::uint32_t {
  packages,  // accelerator packages
  dies,
  bf16_pflops,  // dense peaks
  fp8_pflops,
  fp4_pflops,
  training_pflops,   // bf16 peak x MFU
  inference_pflops,  // fp8 peak x utilization
  capex_usd_bn,
  price_usd_per_hour,
  count
};

struct Mix {
  std::uint32_t first_slot;
  Range parts;
};

struct PhaseRecord {
  float planned_mw;       // on the build's basis
  float contract_share;   // of the power that the build's contract buys
  float announced_month;  // planned first power, after the epoch
  float start_month;      // the same before what delays it on the path
  std::uint32_t delay_slot, completion_slot, threshold_slot, size_slot;
  std::uint32_t per_ramp_slot;  // 1 / ramp_months
};

/// The phases of a build that share a platform mix.
struct Segment {
  std::uint32_t mix_slot;  // first slot of the mix
  Range phases;
};

/// A scope that a build is added to, and what of it is counted elsewhere in that scope.
struct Membership {
  std::uint32_t scope;
  Range overlaps;  // into overlap_slots
};

/// What must hold of a build's phases for a path to count.
enum class Condition : std::uint32_t { none, all_built, not_all_built };

struct BuildRecord {
  std::uint32_t slot_of[parameter_count];
  Range groups, mixes, segments, memberships;
  float contract_usd;  // 0 where the power is announced in MW
  std::uint32_t contract_mix_slot;
  std::uint32_t capex_factor_slot, completion_shift_slot;  // of the financing's reading
  std::uint32_t funds_usd_bn_per_mw_slot;                  // announced MW
  Condition condition;
  std::uint32_t us_kwh_slot, us_peak_slot;  // household parameters of region us
};

/// What people do with the compute.
struct UseRecord {
  std::uint32_t tokens_per_use_slot, uses_per_user_day_slot, peak_to_mean_slot;
};

/// A metric that the run reports.
struct MetricRecord {
  MetricId id;
  std::uint8_t reads_mix;  // its coefficient is made anew for every segment of a build
  std::uint16_t use;       // of `users`
};
static_assert(sizeof(MetricRecord) == 4, "padding would make equal plans differ in their bytes");

/// Which part of a build a scope counts.
enum class Share : std::uint16_t { net, whole, overlap };

/// What a segment of a build adds to a metric of a scope: slots[coefficient] x share x curve(date),
/// or that x factor(date).
struct alignas(16) Term {
  std::uint32_t coefficient_slot, curve_slot;
  std::uint32_t factor_slot;  // 0: none
  std::uint16_t metric;
  Share share;
};

/// A report date. Its knot of the time axis has the same index; that of 12 months earlier may be
/// any.
struct Date {
  std::uint32_t knot_before;  // used only if a metric needs `supply`
  float years;                // from the epoch to the middle of those 12 months
};

/// Totals kept for a portfolio, a group or a build.
struct ScopeRecord {
  std::uint32_t build_count;
};

/// What a step of a formula does with a, b and c.
enum class FormulaOp : std::uint32_t {
  add,
  subtract,
  multiply,
  divide,
  minimum,
  maximum,
  less,         // 1 where a < b, else 0
  at_most,      // 1 where a <= b, else 0
  choose,       // b where a is 1, c where it is 0
  exponential,  // e^a
  logarithm,    // natural, of a
  root,         // square root of a
  power,        // a^b, a not negative
};

/// A value that a formula reads or writes: slots[slot]; or, of those that every scope and date has
/// its own of, slots[slot + scope x scope_stride + date].
struct FormulaPlace {
  std::uint32_t slot, scope_stride;  // 0: the same for all scopes and dates
};

/// One step of a formula: result = op(a, b, c). What an operation does not read is the place 0.
struct FormulaStep {
  FormulaOp op;
  FormulaPlace result, a, b, c;
};

enum class OutputKind : std::uint32_t { value, ratio, difference };

/// One tallied quantity: slots[a], slots[a] / slots[b] or slots[a] - slots[b].
struct Output {
  OutputKind kind;
  std::uint32_t a, b;
};

/// How an output is tallied (tally.hpp).
struct TallyRecord {
  std::int32_t min_exponent;  // of the first bin
  std::uint32_t bins;         // per sign
  std::uint32_t zero_bin;     // position of exact zero: 0, or bins + 2 if values may be negative
  std::uint32_t first_bin;    // of this output among all bins
  float limit;                // magnitudes from here on are overflow
  float sum_scale, square_scale;  // powers of two: the fixed-point units of the sums
};

/// Where the tables of a plan lie.
template <class Position>
struct PlanTables {
  Position constants, groups, sobol_words, directions, variables, loadings, cells, knots, mixes,
      mix_parts, builds, segments, phases, memberships, overlap_slots, uses, metrics, terms,
      knot_months, dates, scopes, formula_steps, outputs, tallies;
};
using TableOffsets = PlanTables<std::uint32_t>;  // in bytes from the plan's header
using TableAddresses = PlanTables<std::byte const*>;

inline TableAddresses addresses(TableOffsets const& o, std::byte const* plan) {
  return {plan + o.constants, plan + o.groups,        plan + o.sobol_words,   plan + o.directions,
          plan + o.variables, plan + o.loadings,      plan + o.cells,         plan + o.knots,
          plan + o.mixes,     plan + o.mix_parts,     plan + o.builds,        plan + o.segments,
          plan + o.phases,    plan + o.memberships,   plan + o.overlap_slots, plan + o.uses,
          plan + o.metrics,   plan + o.terms,         plan + o.knot_months,   plan + o.dates,
          plan + o.scopes,    plan + o.formula_steps, plan + o.outputs,       plan + o.tallies};
}

/// First bytes of a plan.
struct PlanHeader {
  std::uint32_t magic, version, byte_count;
  std::uint32_t scope_count, metric_count, term_count, date_count, knot_count, build_count,
      output_count, bin_count;
  std::uint32_t formula_step_count;  // of all formulas, to be done in their order
  std::uint32_t needs_supply, needs_plan, needs_trend,
      needs_inference;       // whether some metric uses the curve
  std::uint32_t sobol_bits;  // 0: random draws; else draws are of 2^sobol_bits Sobol' points, of
                             // which a path takes that of its number modulo theirs
  std::uint32_t has_given;   // whether only paths that meet a condition have values

  // Slots.
  std::uint32_t slot_count;
  std::uint32_t constant_count;              // slots [0, constant_count) are the same on every path
  std::uint32_t online_slot, integral_slot;  // knot_count each
  std::uint32_t supply_slot, plan_slot;      // date_count each
  std::uint32_t trend_slot;                  // date_count: grid intensity relative to the epoch
  std::uint32_t inference_slot;              // date_count: share that serves users, of one build
  std::uint32_t given_slot;                  // above 0 while the path meets the conditions
  std::uint32_t coefficient_slot;            // metric_count
  std::uint32_t grid_co2_slot;               // the second coefficient of co2_mt, if that is asked
  std::uint32_t accumulator_slot;            // scope_count x metric_count x date_count
  std::uint32_t trend_source_slot;           // log2(1 + yearly change)
  std::uint32_t coincidence_slot;

  Range shared_groups, shared_mixes;  // evaluated once per path

  TableOffsets tables;
};

inline constexpr std::uint32_t plan_magic = 0x4e504c4eu;  // "NLPN"
inline constexpr std::uint32_t plan_version = 4;

}  // namespace nameplate
