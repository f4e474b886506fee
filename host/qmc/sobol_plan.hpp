#pragma once

#include <cstdint>
#include <vector>

#include "host/qmc/sobol_directions.hpp"
#include "nameplate/run.hpp"

namespace nameplate {

/// Gives the draws of a plan coordinates of Sobol' points.
class SobolPlans {
 public:
  /// \param plan outlives this
  /// \param draws variables of which the random words get coordinates, the first of them the first
  SobolPlans(Plan const& plan, std::vector<std::size_t> const& draws);

  /// The plan with 2^bits points of its own for each seed and randomization.
  Plan make(std::uint32_t bits, std::uint64_t seed, std::uint64_t randomization) const;

 private:
  /// The word of a draw group.
  struct Place {
    std::size_t group;
    std::uint32_t word;
  };

  Plan const& plan_;
  std::vector<std::vector<Place>> places_;  // by coordinate: a word may be read by several groups
  std::vector<Directions> directions_;      // by coordinate
  std::size_t group_count_ = 0;
};

/// Random words of a plan, each as the first variable that has it, by how much of the outputs they
/// explain on a few thousand paths: the largest squared correlation with any.
std::vector<std::size_t> draws_by_influence(Plan const& plan, RunOptions const& options);

}  // namespace nameplate
