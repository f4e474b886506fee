#include "host/change/explain_change.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "host/catalog/catalog_source.hpp"
#include "host/catalog/correlation.hpp"
#include "host/notice.hpp"
#include "host/refuse.hpp"
#include "host/sensitivity/estimators.hpp"
#include "nameplate/compare.hpp"
#include "nameplate/samples.hpp"
#include "nameplate/team.hpp"

namespace nameplate {
namespace {

constexpr std::size_t blocks = 16;  // of paths, whose spread gives the errors
constexpr std::size_t most_in_all_orders = 6;
constexpr std::uint64_t random_orders = 32;

using Members = std::vector<bool>;  // by part: whether it is made

/// Medians of every output: of all paths, then of each block of them.
using Medians = std::vector<std::array<double, 1 + blocks>>;

Medians medians_of(Samples samples) {
  Medians medians(samples.outputs);
  for (std::size_t o = 0; o < samples.outputs; ++o) {
    std::span<float> const row = samples.row(o);
    std::size_t const size = row.size() / blocks;
    for (std::size_t b = 0; b < blocks; ++b)
      medians[o][1 + b] = median_of(row.subspan(b * size, size));
    medians[o][0] = median_of(row);
  }
  return medians;
}

void require_values(Samples const& samples, std::vector<OutputLabel> const& labels) {
  for (std::size_t o = 0; o < samples.outputs; ++o) {
    std::span<float const> const row = samples.row(o);
    auto const undefined =
        std::count_if(row.begin(), row.end(), [](float value) { return std::isnan(value); });
    if (undefined == 0) continue;
    refuse("metric",
           fmt::format("\"{}\" of {} has no value on {} of {} paths at {}: a median that "
                       "is explained needs one on every path",
                       labels[o].metric, labels[o].scope, undefined, row.size(), labels[o].date));
  }
}

/// Catalogs between the two.
class Between {
 public:
  Between(Node before, Node const& after, std::string path, Request const& request,
          CatalogOptions const& options)
      : ground_(common_ground(before, after)),
        path_(std::move(path)),
        request_(request),
        options_(options) {}

  /// \throws InputError if the edits cannot stand without others
  Plan plan(std::vector<Edit const*> const& edits) const {
    Node root = ground_;
    for (Edit const* edit : edits) apply(*edit, root);
    Catalog const catalog = CatalogSource(std::move(root), path_, options_, {}).base();
    return compile(catalog, request_);
  }

 private:
  Node ground_;
  std::string path_;
  Request const& request_;
  CatalogOptions const& options_;
};

/// Puts edits together into parts that can be made, and left out, by themselves.
class Parts {
 public:
  Parts(Between const& between, std::vector<Edit> edits)
      : between_(between), edits_(std::move(edits)) {
    std::vector<Edit const*> all = pointers(edits_);
    before_ = between_.plan({});
    after_ = between_.plan(all);
  }

  /// The parts that change the plan, and the edits that do not.
  std::pair<std::vector<ChangePart>, std::vector<Edit>> take() {
    std::vector<ChangePart> parts;
    std::vector<Edit> idle, dependent;
    for (std::size_t i = 0; i < edits_.size(); ++i) {
      std::optional<Plan> const alone = plan_of({&edits_[i]}), missing = plan_of(all_but(i));
      if (!alone || !missing) {
        dependent.push_back(edits_[i]);
      } else if (alone->bytes == before_.bytes && missing->bytes == after_.bytes) {
        idle.push_back(edits_[i]);
      } else {
        parts.push_back({{edits_[i]}});
      }
    }
    if (!dependent.empty()) join(std::move(dependent), parts);
    return {std::move(parts), std::move(idle)};
  }

 private:
  static std::vector<Edit const*> pointers(std::vector<Edit> const& edits) {
    std::vector<Edit const*> all;
    all.reserve(edits.size());
    for (Edit const& edit : edits) all.push_back(&edit);
    return all;
  }

  std::vector<Edit const*> all_but(std::size_t left_out) const {
    std::vector<Edit const*> edits = pointers(edits_);
    edits.erase(edits.begin() + static_cast<std::ptrdiff_t>(left_out));
    return edits;
  }

  std::optional<Plan> plan_of(std::vector<Edit const*> const& edits) const {
    try {
      return between_.plan(edits);
    } catch (InputError const&) {  // an edit that needs another one
      return {};
    }
  }

  /// Edits that need others are one part; if even that cannot stand alone, so are all.
  void join(std::vector<Edit> dependent, std::vector<ChangePart>& parts) const {
    bool const stands_alone = plan_of(pointers(dependent)).has_value();
    parts.push_back({std::move(dependent)});
    if (stands_alone) return;
    ChangePart all;
    for (ChangePart& part : parts)
      all.edits.insert(all.edits.end(), part.edits.begin(), part.edits.end());
    parts = {std::move(all)};
  }

  Between const& between_;
  std::vector<Edit> edits_;
  Plan before_, after_;
};

/// Evaluates every set of parts once.
class Evaluator {
 public:
  Evaluator(Between const& between, std::vector<ChangePart> const& parts, RunOptions const& options,
            RunFacts& facts)
      : between_(between), parts_(parts), options_(options), facts_(facts) {}

  Medians const& operator()(Members const& made) {
    auto const known = medians_.find(made);
    if (known != medians_.end()) return known->second;
    std::vector<Edit const*> edits;
    for (std::size_t i = 0; i < parts_.size(); ++i)
      if (made[i])
        for (Edit const& edit : parts_[i].edits) edits.push_back(&edit);
    Plan const plan = between_.plan(edits);
    if (medians_.empty()) first_ = plan;
    if (!have_same_outputs(first_, plan))
      refuse("scope", "the catalogs have different outputs: name a scope and metrics of both");
    Samples samples = sample(plan, options_);
    require_values(samples, plan.labels);
    facts_ = {samples.facts.backend, samples.facts.device, facts_.seconds + samples.facts.seconds,
              facts_.paths + samples.paths};
    return medians_[made] = medians_of(std::move(samples));
  }

  std::vector<OutputLabel> const& labels() const { return first_.labels; }

 private:
  Between const& between_;
  std::vector<ChangePart> const& parts_;
  RunOptions const& options_;
  RunFacts& facts_;
  std::map<Members, Medians> medians_;
  Plan first_;  // whose outputs all have
};

/// Estimates of a quantity: by all paths and by each block.
using BlockValues = std::array<double, 1 + blocks>;

double spread(BlockValues const& values) {
  double mean = 0, squares = 0;
  for (std::size_t b = 1; b <= blocks; ++b) mean += values[b] / blocks;
  for (std::size_t b = 1; b <= blocks; ++b) squares += (values[b] - mean) * (values[b] - mean);
  return std::sqrt(squares / (blocks - 1) / blocks);
}

std::vector<std::vector<std::size_t>> orders_of(std::size_t parts, std::uint64_t seed) {
  std::vector<std::vector<std::size_t>> orders;
  if (parts > most_in_all_orders) {
    for (std::uint64_t n = 0; n < random_orders; ++n)
      orders.push_back(random_order(parts, seed, n));
    return orders;
  }
  std::vector<std::size_t> order(parts);
  std::iota(order.begin(), order.end(), std::size_t{0});
  do orders.push_back(order);
  while (std::next_permutation(order.begin(), order.end()));
  return orders;
}

/// Moves of every output by every part, by order.
class Moves {
 public:
  Moves(Evaluator& evaluate, std::size_t parts, std::vector<std::vector<std::size_t>> const& orders)
      : orders_(orders.size()) {
    for (std::vector<std::size_t> const& order : orders) {
      Members made(parts, false);
      std::vector<std::vector<BlockValues>> moves;  // by part, then output
      moves.resize(parts);
      for (std::size_t const part : order) {
        Medians const from = evaluate(made);
        made[part] = true;
        Medians const& to = evaluate(made);
        for (std::size_t o = 0; o < to.size(); ++o) {
          BlockValues move{};
          for (std::size_t b = 0; b <= blocks; ++b) move[b] = to[o][b] - from[o][b];
          moves[part].push_back(move);
        }
      }
      moves_.push_back(std::move(moves));
    }
  }

  /// The error is of the paths and, where orders are random, of the choice of orders, in pairs.
  Estimate mean(std::size_t part, std::size_t output, bool has_all_orders) const {
    BlockValues mean{};
    for (auto const& moves : moves_)
      for (std::size_t b = 0; b <= blocks; ++b)
        mean[b] += moves[part][output][b] / static_cast<double>(orders_);
    double variance = spread(mean) * spread(mean);
    if (!has_all_orders) variance += order_variance(part, output, mean[0]);
    return {mean[0], std::sqrt(variance)};
  }

 private:
  double order_variance(std::size_t part, std::size_t output, double mean) const {
    double const pairs = static_cast<double>(orders_) / 2;
    double squares = 0;
    for (std::size_t n = 0; n + 1 < orders_; n += 2) {
      double const pair = (moves_[n][part][output][0] + moves_[n + 1][part][output][0]) / 2;
      squares += (pair - mean) * (pair - mean);
    }
    return squares / (pairs - 1) / pairs;
  }

  std::size_t orders_;
  std::vector<std::vector<std::vector<BlockValues>>> moves_;
};

}  // namespace

ChangeExplanation explain_change(std::filesystem::path const& before,
                                 std::filesystem::path const& after, Request const& request,
                                 CatalogOptions const& catalog_options, RunOptions const& options) {
  if (options.paths < fewest_sensitivity_paths)
    refuse("paths", fmt::format("{}: explaining a change needs at least {}", options.paths,
                                fewest_sensitivity_paths));
  for (auto const* const path : {&before, &after}) {  // whatever is wrong with either, at its place
    std::string const repair = repair_text(load_catalog(*path, catalog_options));
    if (!repair.empty() && speaks(options.team)) notify(options, repair);
  }
  Problems problems;
  Node const old_root = load_document(before, problems), new_root = load_document(after, problems);
  Between const between(old_root, new_root, before.string(), request, catalog_options);
  ChangeExplanation result;
  result.before = before.string();
  result.after = after.string();
  std::tie(result.parts, result.without_effect) =
      Parts(between, find_edits(old_root, new_root)).take();
  std::size_t const parts = result.parts.size();
  result.has_all_orders = parts <= most_in_all_orders;
  Evaluator evaluate(between, result.parts, options, result.facts);
  Medians const medians_before = evaluate(Members(parts, false));
  Medians const medians_after = evaluate(Members(parts, true));
  Moves const moves(evaluate, parts, orders_of(parts, options.seed));
  for (std::size_t o = 0; o < medians_before.size(); ++o) {
    ChangedOutput output{evaluate.labels()[o],
                         {medians_before[o][0], spread(medians_before[o])},
                         {medians_after[o][0], spread(medians_after[o])},
                         {}};
    for (std::size_t part = 0; part < parts; ++part)
      output.moves.push_back(moves.mean(part, o, result.has_all_orders));
    result.outputs.push_back(std::move(output));
  }
  return result;
}

}  // namespace nameplate
