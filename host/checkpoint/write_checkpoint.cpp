#include <bit>

#include "host/checkpoint/bytes.hpp"
#include "host/checkpoint/checksum.hpp"
#include "host/checkpoint/format.hpp"
#include "host/checkpoint/tally_bytes.hpp"
#include "nameplate/checkpoint.hpp"
#include "nameplate/version.hpp"

namespace nameplate {
namespace {

static_assert(std::endian::native == std::endian::little, "plans go to the file as they are");

void write(OutputLabel const& label, ByteWriter& writer) {
  for (std::string const* text :
       {&label.metric, &label.title, &label.unit, &label.scope, &label.date})
    writer.text(*text);
  writer.varint(static_cast<std::uint64_t>(label.quantity));
}

void write(CheckpointPlan const& side, ByteWriter& writer) {
  writer.text(side.catalog);
  writer.text(side.as_of);
  writer.varint(side.repair_distance ? 1 : 0);
  if (side.repair_distance) writer.fixed64(std::bit_cast<std::uint64_t>(*side.repair_distance));
  writer.varint(side.scope_names.size());
  for (auto const& [scope, name] : side.scope_names) {
    writer.text(scope);
    writer.text(name);
  }
  Plan const& plan = side.plan;
  writer.varint(plan.build_count);
  writer.varint(plan.variable_count);
  writer.varint(plan.is_gross ? 1 : 0);
  writer.varint(plan.given.size());
  for (std::string const& condition : plan.given) writer.text(condition);
  writer.varint(plan.labels.size());
  for (OutputLabel const& label : plan.labels) write(label, writer);
  writer.varint(plan.bytes.size());
  writer.raw(plan.bytes);
}

void write(CheckpointSubject const& subject, ByteWriter& writer) {
  writer.text(subject.version);
  writer.fixed32(subject.model_checksum);
  writer.fixed64(subject.seed);
  writer.varint(subject.range.first);
  writer.varint(subject.range.count);
  writer.varint(subject.plans.size());
  for (CheckpointPlan const& plan : subject.plans) write(plan, writer);
  writer.text(subject.alternative_name);
}

/// Each span as its distance from the end of the one before, and its size.
void write(PathSet const& paths, ByteWriter& writer) {
  writer.varint(paths.spans().size());
  std::uint64_t end = 0;
  for (PathSpan const& span : paths.spans()) {
    writer.varint(span.first - end);
    writer.varint(span.count);
    end = span.end();
  }
}

std::vector<std::byte> framed(ByteWriter contents) {
  ByteWriter file;
  file.raw(std::as_bytes(std::span(checkpoint_mark)));
  file.fixed32(checkpoint_format_version);
  file.fixed64(contents.size());
  file.raw(contents.bytes());
  file.fixed32(crc32(file.bytes()));
  return file.take();
}

}  // namespace

std::vector<std::byte> to_bytes(Checkpoint const& earlier, Snapshot const& since) {
  PathSet paths = earlier.paths;
  paths.add(since.paths);
  ByteWriter contents;
  write(earlier.subject, contents);
  write(paths, contents);
  for (std::size_t i = 0; i < earlier.tallies.size(); ++i)
    write_tallies(earlier.tallies[i], since.tallies[i], contents);
  return framed(std::move(contents));
}

std::vector<std::byte> to_bytes(Checkpoint const& checkpoint) {
  Checkpoint const nothing = empty_checkpoint(checkpoint.subject);
  return to_bytes(checkpoint, {nothing.tallies, nothing.paths});
}

}  // namespace nameplate
