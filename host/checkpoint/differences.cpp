#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "nameplate/checkpoint.hpp"

namespace nameplate {
namespace {

/// Collects what differs, in words.
class Differences {
 public:
  explicit Differences(std::string const& here) : here_(here) {}

  template <class T>
  void compare(std::string_view what, T const& in_checkpoint, T const& here) {
    if (in_checkpoint != here)
      found_.push_back(
          fmt::format("{}: {} in the checkpoint, {} {}", what, in_checkpoint, here, here_));
  }
  bool empty() const { return found_.empty(); }
  std::vector<std::string> take() { return std::move(found_); }

 private:
  std::string const& here_;
  std::vector<std::string> found_;
};

std::string quoted(std::string const& text) { return fmt::format("\"{}\"", text); }

std::string list(std::vector<std::string> const& words) {
  return words.empty() ? "none" : fmt::format("{}", fmt::join(words, ", "));
}

/// The values of a part of the labels, each once, in order.
std::string distinct(std::vector<OutputLabel> const& labels, std::string OutputLabel::*part) {
  std::vector<std::string> words;
  for (OutputLabel const& label : labels)
    if (std::find(words.begin(), words.end(), label.*part) == words.end())
      words.push_back(label.*part);
  return list(words);
}

std::string kind(CheckpointSubject const& subject) {
  return subject.is_comparison() ? "a comparison" : "a run";
}

std::string overlaps(Plan const& plan) { return plan.is_gross ? "left in" : "taken off"; }

/// `prefix` names the side of a comparison: "base ".
void compare_plans(CheckpointPlan const& there, CheckpointPlan const& here,
                   std::string const& prefix, Differences& differences) {
  Plan const &a = there.plan, &b = here.plan;
  differences.compare(prefix + "catalog", quoted(there.catalog), quoted(here.catalog));
  differences.compare(prefix + "as of", there.as_of, here.as_of);
  differences.compare(prefix + "dates", distinct(a.labels, &OutputLabel::date),
                      distinct(b.labels, &OutputLabel::date));
  differences.compare(prefix + "scopes", distinct(a.labels, &OutputLabel::scope),
                      distinct(b.labels, &OutputLabel::scope));
  differences.compare(prefix + "metrics", distinct(a.labels, &OutputLabel::metric),
                      distinct(b.labels, &OutputLabel::metric));
  differences.compare(prefix + "given", list(a.given), list(b.given));
  differences.compare(prefix + "overlaps", overlaps(a), overlaps(b));
  differences.compare(prefix + "number of builds", a.build_count, b.build_count);
  differences.compare(prefix + "number of variables", a.variable_count, b.variable_count);
  if (differences.empty() && a.bytes != b.bytes)
    differences.compare(prefix + "figures of the catalog, by fingerprint",
                        fmt::format("{:016x}", fingerprint(a)),
                        fmt::format("{:016x}", fingerprint(b)));
}

}  // namespace

std::vector<std::string> differences(CheckpointSubject const& in_checkpoint,
                                     CheckpointSubject const& here, std::string const& called) {
  Differences found(called);
  found.compare("version of nameplate", in_checkpoint.version, here.version);
  found.compare("kind", kind(in_checkpoint), kind(here));
  found.compare("seed", in_checkpoint.seed, here.seed);
  if (in_checkpoint.is_comparison() != here.is_comparison()) return found.take();
  std::size_t const sides = here.plans.size();
  for (std::size_t i = 0; i < sides; ++i)
    compare_plans(in_checkpoint.plans[i], here.plans[i],
                  sides == 1 ? "" : (i == 0 ? "base: " : "alternative: "), found);
  if (found.empty())
    found.compare("model in the program, by checksum",
                  fmt::format("{:08x}", in_checkpoint.model_checksum),
                  fmt::format("{:08x}", here.model_checksum));
  return found.take();
}

}  // namespace nameplate
