#include "host/sweep/sweep_state.hpp"

#include <fmt/format.h>

#include <bit>
#include <string_view>

#include "host/checkpoint/bytes.hpp"
#include "host/checkpoint/checksum.hpp"
#include "host/refuse.hpp"
#include "host/results/text.hpp"
#include "host/sweep/sweep_csv.hpp"
#include "nameplate/version.hpp"

namespace nameplate {
namespace {

constexpr std::string_view mark = "NPLSWEP\n";
constexpr std::size_t checksum_bytes = sizeof(std::uint32_t);

/// FNV-1a, 64 bits.
class Checksum {
 public:
  void add(std::string_view text) {
    for (char const c : text) add(static_cast<unsigned char>(c));
    add(0xff);  // in no UTF-8: keeps "ab", "c" and "a", "bc" apart
  }
  std::uint64_t value() const { return hash_; }

 private:
  void add(unsigned char byte) { hash_ = (hash_ ^ byte) * 1099511628211u; }

  std::uint64_t hash_ = 14695981039346656037u;
};

void write_subject(ByteWriter& writer, SweepSubject const& subject) {
  writer.text(subject.version);
  writer.varint(subject.scenarios);
  writer.fixed64(subject.names_checksum);
  writer.fixed64(subject.plans_fingerprint);
  writer.varint(subject.paths);
  writer.fixed64(subject.seed);
  writer.varint(subject.has_rows ? 1 : 0);
  writer.varint(subject.has_columnar ? 1 : 0);
}

SweepSubject read_subject(ByteReader& reader) {
  SweepSubject subject;
  subject.version = reader.text();
  subject.scenarios = reader.at_most(most_scenarios, "number of scenarios");
  subject.names_checksum = reader.fixed64();
  subject.plans_fingerprint = reader.fixed64();
  subject.paths = reader.varint();
  subject.seed = reader.fixed64();
  subject.has_rows = reader.at_most(1, "flag") == 1;
  subject.has_columnar = reader.at_most(1, "flag") == 1;
  return subject;
}

void check_seal(ByteReader& whole, std::span<std::byte const> bytes) {
  auto const found = whole.raw(std::min(mark.size(), whole.left()));
  std::string_view const text(reinterpret_cast<char const*>(found.data()), found.size());
  if (text != mark || bytes.size() < mark.size() + checksum_bytes)
    whole.fail("is not the checkpoint of a sweep");
  std::size_t const end = bytes.size() - checksum_bytes;
  std::uint32_t stated = 0;
  for (std::size_t i = 0; i < checksum_bytes; ++i)
    stated |= static_cast<std::uint32_t>(bytes[end + i]) << (8 * i);
  if (stated != crc32(bytes.first(end))) whole.fail("is damaged: its checksum is wrong");
}

}  // namespace

SweepSubject sweep_subject(Sweep const& sweep, ScenarioPlans const& plans,
                           RunOptions const& options) {
  Checksum names;
  names.add(csv_header(sweep));
  for (Scenario const& scenario : sweep.scenarios) {
    names.add(scenario.id);
    for (Setting const& setting : scenario.settings) names.add(sweep.values[setting.value].text);
  }
  for (OutputLabel const& label : plans.plan(0)->labels)
    names.add(fmt::format("{} {} {} {}", label.scope, label.metric, label.date, label.unit));
  return {.version = build_info().version,
          .scenarios = sweep.scenarios.size(),
          .names_checksum = names.value(),
          .plans_fingerprint = plans.fingerprint(),
          .paths = options.paths,
          .seed = options.seed};
}

std::vector<std::byte> to_bytes(SweepState const& state) {
  ByteWriter writer;
  writer.raw(std::as_bytes(std::span(mark)));
  writer.fixed32(sweep_checkpoint_format_version);
  write_subject(writer, state.subject);
  writer.varint(state.rows_bytes);
  writer.varint(state.columnar_bytes);
  writer.varint(state.moved.size());
  for (auto const& moved : state.moved) {
    writer.varint(moved ? 1 : 0);
    if (moved)
      for (double const value : *moved) writer.fixed64(std::bit_cast<std::uint64_t>(value));
  }
  writer.fixed32(crc32(writer.bytes()));
  return writer.take();
}

SweepState read_sweep_state(std::span<std::byte const> bytes, std::string const& name) {
  ByteReader whole(bytes, name);
  check_seal(whole, bytes);
  ByteReader reader(bytes.subspan(mark.size(), bytes.size() - mark.size() - checksum_bytes), name);
  if (std::uint32_t const version = reader.fixed32(); version != sweep_checkpoint_format_version)
    reader.fail(fmt::format("has format {}, this program reads {}", version,
                            sweep_checkpoint_format_version));
  SweepState state;
  state.subject = read_subject(reader);
  state.rows_bytes = reader.varint();
  state.columnar_bytes = reader.varint();
  state.moved.resize(reader.count(1));
  if (state.moved.size() > state.subject.scenarios)
    reader.fail("holds more scenarios than the sweep has");
  for (auto& moved : state.moved) {
    if (reader.at_most(1, "flag") == 0) continue;
    moved.emplace();
    for (double& value : *moved) value = std::bit_cast<double>(reader.fixed64());
  }
  if (reader.left() > 0) reader.fail("has bytes behind its end");
  return state;
}

std::vector<std::string> differences(SweepSubject const& in_checkpoint, SweepSubject const& here) {
  std::vector<std::string> found;
  auto const compare = [&](char const* what, auto const& there, auto const& now) {
    if (there != now)
      found.push_back(fmt::format("{}: {} in the checkpoint, {} here", what, there, now));
  };
  compare("version", in_checkpoint.version, here.version);
  compare("seed", in_checkpoint.seed, here.seed);
  compare("paths", grouped(in_checkpoint.paths), grouped(here.paths));
  compare("scenarios", grouped(in_checkpoint.scenarios), grouped(here.scenarios));
  compare("CSV (-o)", in_checkpoint.has_rows, here.has_rows);
  compare("--columnar", in_checkpoint.has_columnar, here.has_columnar);
  if (!found.empty()) return found;
  if (in_checkpoint.names_checksum != here.names_checksum)
    found.emplace_back("ids, swept keys, values or outputs differ");
  if (in_checkpoint.plans_fingerprint != here.plans_fingerprint)
    found.emplace_back("catalog or program: the same scenarios have other plans");
  return found;
}

}  // namespace nameplate
