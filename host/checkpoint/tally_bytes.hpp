#pragma once

#include "host/checkpoint/bytes.hpp"
#include "nameplate/tallies.hpp"

namespace nameplate {

/// Writes the sum of two tallies of a plan; counters as runs of those that are not zero.
void write_tallies(Tallies const& a, Tallies const& b, ByteWriter& writer);

/// Tallies of `paths` paths. \throws InputError unless each path is counted once in every output
Tallies read_tallies(Plan const& plan, std::uint64_t paths, ByteReader& reader);

}  // namespace nameplate
