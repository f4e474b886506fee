#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// Writes the Apache Arrow IPC stream format, version 5 of its metadata (Arrow Columnar Format,
/// "IPC Streaming Format"; format/Message.fbs and format/Schema.fbs of Arrow 1.0 to 17): an
/// encapsulated message for the schema, one for each record batch, and the end of the stream. No
/// dictionaries, no compression, little-endian.
namespace nameplate {

enum class ArrowType { utf8, uint64, float64 };

struct ArrowField {
  std::string name;
  ArrowType type = ArrowType::utf8;
};

/// A column of a record batch; every value may be missing. \pre as many values as the batch has
/// rows
struct ArrowColumn {
  ArrowType type = ArrowType::utf8;
  std::vector<std::optional<std::string>> texts;     // if utf8
  std::vector<std::optional<std::uint64_t>> counts;  // if uint64
  std::vector<std::optional<double>> numbers;        // if float64
};

/// What the stream begins with.
std::string arrow_schema(std::vector<ArrowField> const& fields);

/// \pre the columns are those of the schema, `rows` long
std::string arrow_batch(std::vector<ArrowColumn> const& columns, std::size_t rows);

/// What it ends with.
std::string arrow_end();

}  // namespace nameplate
