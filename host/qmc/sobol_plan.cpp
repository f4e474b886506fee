#include "host/qmc/sobol_plan.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "host/compile/plan_bytes.hpp"
#include "host/sensitivity/draw_tables.hpp"
#include "kernels/plan_view.hpp"

namespace nameplate {

SobolPlans::SobolPlans(Plan const& plan, std::vector<std::size_t> const& draws) : plan_(plan) {
  DrawTables const tables = DrawTables::of(plan);
  group_count_ = tables.groups.size();
  using Word = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;
  std::map<Word, std::vector<Place>> places;
  std::vector<Word> word_of(plan.variable_count);
  for (std::size_t g = 0; g < tables.groups.size(); ++g) {
    DrawGroup const& group = tables.groups[g];
    for (std::size_t v = group.variables.first; v < group.variables.first + group.variables.count;
         ++v) {
      std::uint32_t const word = tables.variables[v].word;
      word_of[v] = {group.stream, group.block, word};
      places[word_of[v]].push_back({g, word});
    }
  }
  std::size_t const count = std::min(draws.size(), most_sobol_coordinates());
  for (std::size_t i = 0; i < count; ++i) places_.push_back(places.at(word_of[draws[i]]));
  directions_ = sobol_directions(count);
}

Plan SobolPlans::make(std::uint32_t bits, std::uint64_t seed, std::uint64_t randomization) const {
  constexpr std::uint32_t none = no_sobol_row;
  std::vector<SobolWords> words(group_count_, {{none, none, none, none}, {}});
  std::vector<std::uint32_t> rows;
  for (std::size_t i = 0; i < directions_.size(); ++i) {
    auto const coordinate = scrambled(directions_[i], seed, randomization, i);
    for (Place const& place : places_[i]) {
      words[place.group].row[place.word] = static_cast<std::uint32_t>(rows.size());
      words[place.group].shift[place.word] = coordinate.shift;
    }
    rows.insert(rows.end(), coordinate.directions.begin(), coordinate.directions.end());
  }
  PlanHeader header = PlanView(plan_.bytes.data()).header();
  header.sobol_bits = bits;
  PlanBytes bytes(header, plan_.bytes);
  bytes.add(&TableOffsets::sobol_words, words);
  bytes.add(&TableOffsets::directions, rows);
  Plan plan = plan_;
  plan.bytes = bytes.take();
  return plan;
}

}  // namespace nameplate
