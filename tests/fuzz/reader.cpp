#include "tests/fuzz/reader.hpp"

#include <cmath>
#include <sstream>
#include <stdexcept>

#include "kernels/plan_view.hpp"
#include "nameplate/samples.hpp"

namespace nameplate {
namespace {

constexpr std::uint64_t evaluated_paths = 16;
constexpr std::size_t most_outputs = 4096;

void require_finite(char const* what, float value) {
  if (!std::isfinite(value))
    throw std::logic_error(std::string("the plan has a ") + what + " that is not finite");
}

void require_finite(Plan const& plan) {
  PlanView const view(plan.bytes.data());
  for (std::uint32_t b = 0; b < view.header().build_count; ++b) {
    BuildRecord const& build = view.builds()[b];
    require_finite("contract", build.contract_usd);
    for (std::uint32_t s = 0; s < build.segments.count; ++s) {
      Range const phases = view.segments()[build.segments.first + s].phases;
      for (std::uint32_t p = 0; p < phases.count; ++p)
        require_finite("phase", view.phases()[phases.first + p].planned_mw);
    }
  }
  for (std::uint32_t c = 0; c < view.header().constant_count; ++c)
    if (std::isnan(view.constants()[c])) throw std::logic_error("the plan has a NaN constant");
}

}  // namespace

std::string const base_catalog = NAMEPLATE_TEST_DIR "/fuzz/base.toml";

std::string text_of(std::uint8_t const* data, std::size_t size) {
  return std::string(data, data + size);
}

std::vector<std::string> lines_of(std::string const& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

void compile_and_evaluate(Catalog const& catalog, Request const& request) {
  Plan const plan = compile(catalog, request);
  require_finite(plan);
  if (plan.labels.size() > most_outputs) return;  // slow, and no other than fewer
  RunOptions options;
  options.paths = evaluated_paths;
  options.backend = Backend::cpu;
  options.isa = Isa::portable;
  options.threads = 1;
  sample(plan, options);
}

void require_message(InputError const& error) {
  if (error.problems().empty()) throw std::logic_error("an InputError without a problem");
  for (Problem const& problem : error.problems())
    if (problem.text.empty()) throw std::logic_error("a problem without a text");
}

}  // namespace nameplate
