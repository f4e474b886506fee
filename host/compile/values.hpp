#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "host/compile/marginal.hpp"
#include "host/compile/resolve.hpp"

namespace nameplate {

/// Name of a value before slots are numbered: constants, values shared by all builds, or values of
/// the build at hand.
struct ValueRef {
  enum class Kind : std::uint32_t { constant, shared, local } kind = Kind::constant;
  std::uint32_t index = 0;
  bool operator==(ValueRef const&) const = default;
};

/// A variable before slots are numbered.
struct PlannedVariable {
  std::string input;  // of DrawnInput
  ValueRef value;
  std::uint32_t word = 0;
  std::vector<std::pair<ValueRef, double>> loadings;
  double residual = 1;
  LoweredLaw law;
};

/// A set of variables by stream and block, drawn in the order of `rank`, in a block by word.
class DrawSet {
 public:
  using Key = std::tuple<int, std::string, std::uint32_t>;  // rank, stream name, block

  void add(int rank, std::string const& stream, std::uint32_t block, PlannedVariable variable);
  std::map<Key, std::vector<PlannedVariable>> const& groups() const { return groups_; }
  std::size_t size() const;

 private:
  std::map<Key, std::vector<PlannedVariable>> groups_;
};

/// Hands out values: equal constants are one, a variable asked for twice is one.
class Values {
 public:
  explicit Values(Catalog const& catalog, LawTables* shared_tables = nullptr);

  ValueRef constant(double value);

  /// The value of `id` under the law found by `resolve`, as a new variable or a known one.
  ValueRef variable(ParameterId id, ResolvedLaw const& resolved,
                    Transform transform = Transform::none);

  /// The latent normal behind completion, in `stream`; the phase completes if it exceeds minus its
  /// threshold. Where it loads on nothing and the probability is known, a value far on the side
  /// that counts.
  ValueRef latent(std::string const& stream, std::optional<double> probability);

  /// A law that is no parameter's, alone in its stream or at `word` of it (basis, overlap shares):
  /// no loadings.
  ValueRef unloaded(std::string const& input, std::string const& stream, std::uint32_t word,
                    Distribution const& law);

  /// The value of an input of the user's own, alone in its stream.
  ValueRef input(Input const& input);

  /// Room for `count` values in a row that the kernel computes (mixes).
  ValueRef reserve(bool is_shared, std::uint32_t count);

  /// Starts a build: its local values are numbered from 0 again.
  void begin_build(std::string const& build_id);
  DrawSet take_local_draws();

  /// Whether streams with this name are drawn per build.
  static bool is_local(std::string const& stream);

  DrawSet const& shared_draws() const { return shared_draws_; }
  MarginalTables const& marginals() const { return marginals_; }
  std::vector<float> const& constants() const { return constants_; }
  std::uint32_t shared_count() const { return shared_count_; }
  std::uint32_t local_count() const { return max_local_count_; }  // largest of any build

 private:
  ValueRef next(bool is_local, std::uint32_t count = 1);
  ValueRef site();
  void add_factors();
  /// `place` is that of what has the loadings, for messages.
  void load(std::map<std::string, double> const& loadings, std::string const& place, bool is_local,
            PlannedVariable& variable);
  ValueRef draw(std::string const& stream, std::uint32_t position, PlannedVariable variable);

  /// Stream, position, and the law, or for latents the probability.
  using VariableKey = std::tuple<std::string, std::uint32_t, Distribution const*, double>;

  Catalog const& catalog_;
  MarginalTables marginals_;
  std::vector<float> constants_;
  std::map<float, std::uint32_t> constant_index_;
  std::map<VariableKey, ValueRef> shared_known_, local_known_;
  DrawSet shared_draws_, local_draws_;
  std::map<std::string, ValueRef> factors_;
  std::string build_id_;
  std::uint32_t shared_count_ = 0, local_count_ = 0, max_local_count_ = 0;
};

/// 32-bit FNV-1a hash of a stream's name: the stream's word of the Philox counter. Part of the
/// numeric contract.
std::uint32_t stream_id(std::string_view name);

}  // namespace nameplate
