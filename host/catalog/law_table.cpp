#include "host/catalog/law_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>

#include "host/catalog/untruncated.hpp"

namespace nameplate {
namespace {

/// Keys of a family beside `family`, `clip_min`, `clip_max` and quantiles.
struct FamilyForm {
  Family family;
  std::vector<std::string> parameters;  // in place of which quantiles may stand
  std::vector<std::string> others;      // with either
  std::size_t fewest_quantiles = 0, most_quantiles = 0;
  bool truncatable = false;  // `others` hold min and max as cuts
};

std::vector<FamilyForm> const& family_forms() {
  static std::vector<FamilyForm> const forms = {
      {Family::normal, {"mean", "sd"}, {"min", "max"}, 2, 2, true},
      {Family::lognormal, {"mu", "sigma"}, {"shift", "min", "max"}, 2, 3, true},
      {Family::uniform, {"min", "max"}, {}, 2, 2},
      {Family::triangular, {"min", "mode", "max"}, {}, 3, 3},
      {Family::pert, {"min", "mode", "max"}, {}, 3, 3},
      {Family::beta, {"alpha", "beta"}, {"min", "max"}, 2, 2},
      {Family::gamma, {"shape", "scale", "mean", "sd"}, {"shift", "min", "max"}, 2, 3, true},
      {Family::weibull, {"shape", "scale"}, {"shift", "min", "max"}, 2, 3, true},
      {Family::student_t, {"location", "scale"}, {"df", "min", "max"}, 2, 2, true},
      {Family::bernoulli, {"p"}, {}},
      {Family::discrete, {"values", "weights"}, {}},
      {Family::empirical, {"p", "x"}, {"data", "column", "weights"}},
  };
  return forms;
}

std::string quantile_key(double p) { return fmt::format("p{:.0f}", 100 * p); }

/// A number or an array of numbers in a law's text.
std::string value_text(Node const& node) {
  if (!node.array()) return describe(node);
  std::vector<std::string> elements;
  for (Node const& element : *node.array()) elements.push_back(describe(element));
  return fmt::format("[{}]", fmt::join(elements, ", "));
}

void check_truncation(TableReader& reader, Distribution const& law) {
  constexpr double least_mass = 1e-6;
  double const min = law.truncate_min, max = law.truncate_max;
  if (!(min < max))
    return reader.problem("min", fmt::format("must be below max = {}, is {}", max, min));
  double const mass = std::max(
      untruncated_cumulative(law, max, Tail::lower) - untruncated_cumulative(law, min, Tail::lower),
      untruncated_cumulative(law, min, Tail::upper) -
          untruncated_cumulative(law, max, Tail::upper));
  if (!(mass >= least_mass))
    reader.problem(
        fmt::format("truncation leaves {:.3g} of the probability, must leave at "
                    "least {}",
                    mass, least_mass));
}

class LawReader {
 public:
  LawReader(Node const& node, std::string const& place, Problems& problems)
      : reader_(node, place, problems) {}

  std::optional<Distribution> read() {
    if (!read_family()) return std::nullopt;
    std::optional<Distribution> law;
    if (read_quantiles())
      law = quantiles_.empty() ? read_law_parameters(reader_, form_->family)
                               : fit_law(reader_, form_->family, quantiles_);
    reader_.finish();
    if (!law) return std::nullopt;
    read_bounds(reader_, form_->truncatable, *law);
    law->text = text();
    return law;
  }

 private:
  bool read_family() {
    std::vector<std::string> words;
    for (FamilyForm const& form : family_forms()) words.emplace_back(name(form.family));
    if (!reader_.require("family")) return false;
    std::optional<std::size_t> const position = reader_.word("family", words);
    if (!position) return false;
    form_ = &family_forms()[*position];
    reader_.know(form_->parameters);
    reader_.know(form_->others);
    reader_.know({"clip_min", "clip_max"});
    return true;
  }

  /// Reads the keys p1 .. p99; false if what is there cannot be used.
  bool read_quantiles() {
    if (form_->most_quantiles == 0) return true;
    std::size_t const before = reader_.problems().count();
    for (int percent = 1; percent <= 99; ++percent) {
      double const p = percent / 100.0;
      if (std::optional<double> const x = reader_.number(quantile_key(p)))
        quantiles_.push_back({p, *x});
    }
    if (!quantiles_.empty() && reader_.problems().count() == before) check_quantiles();
    return reader_.problems().count() == before;
  }

  void check_quantiles() {
    std::vector<std::string> keys;
    for (Quantile const& quantile : quantiles_) keys.push_back(quantile_key(quantile.p));
    for (std::string const& key : form_->parameters)
      if (reader_.find(key))
        return reader_.problem(
            key,
            fmt::format("{} takes either {} or quantiles (here {}), not both", name(form_->family),
                        fmt::join(form_->parameters, ", "), fmt::join(keys, ", ")));
    std::size_t const fewest = form_->fewest_quantiles, most = form_->most_quantiles;
    if (keys.size() < fewest || keys.size() > most)
      reader_.problem(fmt::format(
          "{} takes {} quantiles, has {} ({})", name(form_->family),
          fewest == most ? fmt::format("{}", most) : fmt::format("{} or {}", fewest, most),
          keys.size(), fmt::join(keys, ", ")));
    for (std::size_t i = 1; i < keys.size(); ++i)
      if (!(quantiles_[i - 1].x < quantiles_[i].x))
        reader_.problem(fmt::format("quantiles out of order: {} = {} must be below {} = {}",
                                    keys[i - 1], quantiles_[i - 1].x, keys[i], quantiles_[i].x));
  }

  /// "lognormal(p5 1.12, p95 1.38, min 1)".
  std::string text() {
    std::vector<std::string> keys;
    for (Quantile const& quantile : quantiles_) keys.push_back(quantile_key(quantile.p));
    keys.insert(keys.end(), form_->parameters.begin(), form_->parameters.end());
    keys.insert(keys.end(), form_->others.begin(), form_->others.end());
    keys.insert(keys.end(), {"clip_min", "clip_max"});
    std::vector<std::string> parts;
    for (std::string const& key : keys)
      if (Node const* const value = reader_.find(key))
        parts.push_back(fmt::format("{} {}", key, value_text(*value)));
    return fmt::format("{}({})", name(form_->family), fmt::join(parts, ", "));
  }

  TableReader reader_;
  FamilyForm const* form_ = nullptr;
  std::vector<Quantile> quantiles_;
};

}  // namespace

void read_bounds(TableReader& reader, bool truncatable, Distribution& law) {
  std::size_t const before = reader.problems().count();
  if (truncatable) {
    law.truncate_min = reader.number("min").value_or(law.truncate_min);
    law.truncate_max = reader.number("max").value_or(law.truncate_max);
  }
  law.clip_min = reader.number("clip_min").value_or(law.clip_min);
  law.clip_max = reader.number("clip_max").value_or(law.clip_max);
  if (reader.problems().count() > before) return;
  if (!(law.clip_min < law.clip_max))
    reader.problem("clip_min",
                   fmt::format("must be below clip_max = {}, is {}", law.clip_max, law.clip_min));
  check_truncation(reader, law);
}

bool is_truncatable(Family family) {
  std::vector<FamilyForm> const& forms = family_forms();
  return std::any_of(forms.begin(), forms.end(), [&](FamilyForm const& form) {
    return form.family == family && form.truncatable;
  });
}

std::optional<Distribution> read_law_table(Node const& node, std::string const& place,
                                           Problems& problems) {
  return LawReader(node, place, problems).read();
}

}  // namespace nameplate
