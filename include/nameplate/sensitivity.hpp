#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nameplate/run.hpp"

/// Which inputs move an output, and by how much (docs/sensitivity.md).
namespace nameplate {

/// An estimate and its Monte Carlo error.
struct Estimate {
  double value = 0;           ///< the estimate
  double standard_error = 0;  ///< of the value
};

/// What counts as one input: all random numbers of a parameter; those of a factor, or the part of
/// the others that no factor explains; those of a build, next to the parameters that builds share.
enum class Grouping { parameter, factor, build };

/// What the effects are of.
struct SensitivityInput {
  std::string name;       ///< of the parameter, factor or build
  std::size_t draws = 0;  ///< random numbers of it on a path
};

/// Of an input on an output. Shares are of the output's variance.
struct InputEffect {
  Estimate first_order;  ///< what knowing the input takes off
  Estimate total;        ///< what is left when all others are known
  Estimate shapley;      ///< fair share: between the two, 1 in all
  // With all its draws at these quantiles; none for the part that no factor explains.
  std::optional<double> median_at_p10;  ///< median of the output with all its draws at their P10;
                                        ///< none for the part that no factor explains
  std::optional<double> median_at_p90;  ///< the same at their P90
  double pawn = 0;                      ///< of the draw of it that has the largest
  double pawn_noise = 0;    ///< the same of draws without influence: what sampling makes of zero
  std::string pawn_stream;  ///< the draw that has that largest
};

/// What moves one output.
struct OutputSensitivity {
  double mean = 0;                   ///< over the paths
  double standard_deviation = 0;     ///< over the paths
  double median = 0;                 ///< over the paths
  std::vector<InputEffect> effects;  ///< by input; none where the output is the same on every path
};

/// An analysis that has run.
struct Sensitivity {
  Grouping grouping = Grouping::parameter;  ///< what counts as an input
  std::vector<SensitivityInput> inputs;     ///< in the order of the effects
  bool has_dependent_inputs = false;        ///< factors make some of them move together
  std::vector<OutputSensitivity> outputs;   ///< in the order of the plan's
  std::uint64_t paths = 0;                  ///< of each estimate
  RunFacts facts;                           ///< of all evaluations
};

/// Paths that `analyze_sensitivity` evaluates in all, at most.
std::uint64_t sensitivity_evaluations(Plan const& plan, Grouping grouping, std::uint64_t paths);

/// Evaluates the plan on the paths of `options`, and on them again with inputs drawn anew, kept or
/// fixed. The result depends on plan, grouping, seed and path range only. \throws InputError if the
/// plan has conditions, no uncertain input, an output without a value on some path, or fewer than
/// `fewest_sensitivity_paths` are asked for; else as `sample`
Sensitivity analyze_sensitivity(Plan const& plan, Grouping grouping, RunOptions const& options);

/// Paths below which the estimates have no honest errors.
inline constexpr std::uint64_t fewest_sensitivity_paths = 1024;

/// As on the command line: "parameter".
std::string_view name(Grouping grouping);

}  // namespace nameplate
