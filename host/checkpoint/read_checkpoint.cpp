#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <limits>
#include <new>
#include <optional>
#include <string_view>
#include <utility>

#include "host/catalog/limits.hpp"
#include "host/checkpoint/bytes.hpp"
#include "host/checkpoint/checksum.hpp"
#include "host/checkpoint/format.hpp"
#include "host/checkpoint/plan_bytes_check.hpp"
#include "host/checkpoint/tally_bytes.hpp"
#include "host/refuse.hpp"
#include "nameplate/checkpoint.hpp"
#include "nameplate/version.hpp"

namespace nameplate {
namespace {

constexpr std::size_t label_bytes = 6;  // at least: five sizes and a quantity

OutputLabel read_label(ByteReader& reader) {
  OutputLabel label;
  for (std::string* text : {&label.metric, &label.title, &label.unit, &label.scope, &label.date})
    *text = reader.text();
  label.quantity = static_cast<Quantity>(
      reader.at_most(static_cast<std::uint64_t>(Quantity::growth), "quantity"));
  return label;
}

std::map<std::string, std::string> read_scope_names(ByteReader& reader) {
  std::map<std::string, std::string> names;
  for (std::size_t left = reader.count(2); left > 0; --left) {
    std::string scope = reader.text();
    if (!scope.starts_with("group:") && !scope.starts_with("build:"))
      reader.fail(fmt::format("\"{}\" is no scope", scope));
    names[std::move(scope)] = reader.text();
  }
  return names;
}

void check_scope(OutputLabel const& label, std::map<std::string, std::string> const& names,
                 ByteReader const& reader) {
  if (label.scope != "portfolio" && !names.contains(label.scope))
    reader.fail(fmt::format("the scope \"{}\" has no name", label.scope));
}

std::optional<double> read_repair_distance(ByteReader& reader) {
  if (reader.at_most(1, "flag") == 0) return std::nullopt;
  auto const distance = std::bit_cast<double>(reader.fixed64());
  if (!(distance >= 0 && std::isfinite(distance))) reader.fail("a distance is no number");
  return distance;
}

CheckpointPlan read_plan(ByteReader& reader) {
  CheckpointPlan side;
  side.catalog = reader.text();
  side.as_of = reader.text();
  side.repair_distance = read_repair_distance(reader);
  side.scope_names = read_scope_names(reader);
  Plan& plan = side.plan;
  plan.build_count = static_cast<std::size_t>(reader.varint());
  plan.variable_count = static_cast<std::size_t>(reader.varint());
  plan.is_gross = reader.at_most(1, "flag") == 1;
  plan.given.resize(reader.count(1));
  for (std::string& condition : plan.given) condition = reader.text();
  std::size_t const labels = reader.count(label_bytes);
  if (labels > most_outputs)
    reader.fail(fmt::format("the plan has {} outputs, of {} at most", labels, most_outputs));
  plan.labels.reserve(labels);
  for (std::size_t i = 0; i < labels; ++i) {
    plan.labels.push_back(read_label(reader));
    check_scope(plan.labels.back(), side.scope_names, reader);
  }
  std::span<std::byte const> const bytes = reader.raw(reader.varint());
  plan.bytes.assign(bytes.begin(), bytes.end());
  check_plan_bytes(plan, reader);
  return side;
}

PathSpan read_span(std::uint64_t end_before, ByteReader& reader) {
  constexpr std::uint64_t max = std::numeric_limits<std::uint64_t>::max();
  PathSpan span;
  span.first = end_before + reader.at_most(max - end_before, "path");
  span.count = reader.at_most(max - span.first, "number of paths");
  return span;
}

CheckpointSubject read_subject(ByteReader& reader) {
  CheckpointSubject subject;
  subject.version = reader.text();
  subject.model_checksum = reader.fixed32();
  subject.seed = reader.fixed64();
  subject.range = read_span(0, reader);
  std::uint64_t const plans = reader.at_most(2, "number of plans");
  if (plans == 0) reader.fail("there is no plan");
  for (std::uint64_t i = 0; i < plans; ++i) subject.plans.push_back(read_plan(reader));
  subject.alternative_name = reader.text();
  return subject;
}

PathSet read_paths(PathSpan range, ByteReader& reader) {
  PathSet paths;
  std::size_t const spans = reader.count(2);
  std::uint64_t end = 0;
  for (std::size_t i = 0; i < spans; ++i) {
    PathSpan const span = read_span(end, reader);
    bool const touches = i > 0 && span.first == end;
    if (touches || span.count == 0 || span.first < range.first || span.end() > range.end())
      reader.fail(fmt::format("paths [{}, {}) cannot be here", span.first, span.end()));
    paths.add(span);
    end = span.end();
  }
  return paths;
}

/// The plans of the tallies, by the checked plans of the subject.
std::vector<Plan> tallied_plans(CheckpointSubject const& subject, ByteReader const& reader) {
  std::vector<Plan> plans;
  plans.reserve(3);
  for (CheckpointPlan const& side : subject.plans) plans.push_back(side.plan);
  if (!subject.is_comparison()) return plans;
  if (!have_same_outputs(plans[0], plans[1]))
    reader.fail("the compared plans have different outputs");
  plans.push_back(difference_plan(plans[0]));
  check_plan_bytes(plans.back(), reader);  // twice the bins may be too many
  return plans;
}

Checkpoint read_contents(ByteReader& reader) {
  CheckpointSubject subject = read_subject(reader);
  PathSet paths = read_paths(subject.range, reader);
  std::vector<Plan> const plans = tallied_plans(subject, reader);
  std::vector<Tallies> tallies;
  tallies.reserve(plans.size());
  for (Plan const& plan : plans) tallies.push_back(read_tallies(plan, paths.count(), reader));
  if (reader.left() != 0) reader.fail(fmt::format("{} bytes follow the end", reader.left()));
  return {std::move(subject), std::move(paths), std::move(tallies)};
}

[[noreturn]] void refuse_file(std::string const& name, std::string const& text) {
  refuse("", text, Location{.file = name});
}

/// The contents of a file that is whole.
std::span<std::byte const> unframed(std::span<std::byte const> bytes, std::string const& name) {
  std::string_view const text(reinterpret_cast<char const*>(bytes.data()), bytes.size());
  if (!text.starts_with(checkpoint_mark)) refuse_file(name, "is no checkpoint");
  if (bytes.size() < checkpoint_head_bytes)
    refuse_file(name, fmt::format("is cut short: {} bytes", bytes.size()));
  ByteReader reader(bytes.subspan(checkpoint_mark.size()), name);
  std::uint32_t const format = reader.fixed32();
  if (format != checkpoint_format_version)
    refuse_file(name, fmt::format("is a checkpoint of format {}; this program reads format {}",
                                  format, checkpoint_format_version));
  std::uint64_t const size = reader.fixed64();
  std::size_t const rest = bytes.size() - checkpoint_head_bytes;
  if (rest < checkpoint_checksum_bytes || rest - checkpoint_checksum_bytes < size)
    refuse_file(name, fmt::format("is cut short: {} bytes after the head, of {}", rest,
                                  size + checkpoint_checksum_bytes));
  if (rest - checkpoint_checksum_bytes > size)
    refuse_file(name, fmt::format("is damaged: {} bytes follow the end",
                                  rest - checkpoint_checksum_bytes - size));
  std::uint32_t const computed = crc32(bytes.first(bytes.size() - checkpoint_checksum_bytes));
  ByteReader checksum(bytes.last(checkpoint_checksum_bytes), name);
  if (std::uint32_t const stored = checksum.fixed32(); stored != computed)
    refuse_file(name, fmt::format("is damaged: its checksum is {:08x}, that of its contents {:08x}",
                                  stored, computed));
  return bytes.subspan(checkpoint_head_bytes, static_cast<std::size_t>(size));
}

}  // namespace

Checkpoint read_checkpoint(std::span<std::byte const> bytes, std::string const& name) {
  ByteReader reader(unframed(bytes, name), name);
  try {
    return read_contents(reader);
  } catch (std::bad_alloc const&) {
    refuse_file(name, "its counters take more memory than there is");
  }
}

}  // namespace nameplate
