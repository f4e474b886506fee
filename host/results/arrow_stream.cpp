#include "host/results/arrow_stream.hpp"

#include <flatbuffers/flatbuffers.h>

#include <bit>
#include <cstring>
#include <string_view>

static_assert(std::endian::native == std::endian::little, "buffers are written as they are");

namespace nameplate {
namespace {

using flatbuffers::FlatBufferBuilder;
using flatbuffers::Offset;
using Finished = flatbuffers::uoffset_t;  // a table that is written

/// Where the n-th field of a table stands in its vtable.
constexpr flatbuffers::voffset_t slot(flatbuffers::voffset_t n) {
  return static_cast<flatbuffers::voffset_t>(4 + 2 * n);
}

// Schema.fbs: union Type { NONE, Null, Int, FloatingPoint, Binary, Utf8, ... }
constexpr std::uint8_t type_int = 2, type_floating_point = 3, type_utf8 = 5;
constexpr std::int16_t precision_double = 2;  // enum Precision { HALF, SINGLE, DOUBLE }
// Message.fbs: union MessageHeader { NONE, Schema, DictionaryBatch, RecordBatch, ... }
constexpr std::uint8_t header_schema = 1, header_record_batch = 3;
constexpr std::int16_t metadata_v5 = 4;  // enum MetadataVersion { V1, V2, V3, V4, V5 }
constexpr std::size_t alignment = 8;

/// Message.fbs: struct FieldNode { length: long; null_count: long; }
struct FieldNode {
  std::int64_t length, null_count;
};

/// Schema.fbs: struct Buffer { offset: long; length: long; }
struct BufferPlace {
  std::int64_t offset, length;
};

template <class T>
void append(std::string& bytes, T value) {
  bytes.append(reinterpret_cast<char const*>(&value), sizeof value);
}

void pad(std::string& bytes) {
  bytes.resize((bytes.size() + alignment - 1) / alignment * alignment);
}

/// table Message { version, header_type, header, bodyLength }, behind the continuation mark and its
/// size, which counts the padding to eight bytes.
std::string message(FlatBufferBuilder& builder, std::uint8_t header_type, Finished header,
                    std::string const& body) {
  constexpr std::uint32_t continuation = 0xffffffff;
  Finished const start = builder.StartTable();
  builder.AddElement<std::int64_t>(slot(3), static_cast<std::int64_t>(body.size()), 0);
  builder.AddOffset(slot(2), Offset<void>(header));
  builder.AddElement<std::int16_t>(slot(0), metadata_v5, 0);
  builder.AddElement<std::uint8_t>(slot(1), header_type, 0);
  builder.Finish(Offset<void>(builder.EndTable(start)));
  std::string metadata(reinterpret_cast<char const*>(builder.GetBufferPointer()),
                       builder.GetSize());
  pad(metadata);
  std::string bytes;
  append(bytes, continuation);
  append(bytes, static_cast<std::int32_t>(metadata.size()));
  return bytes + metadata + body;
}

std::uint8_t union_type(ArrowType type) {
  return type == ArrowType::utf8     ? type_utf8
         : type == ArrowType::uint64 ? type_int
                                     : type_floating_point;
}

/// table Int { bitWidth: int; is_signed: bool; }, FloatingPoint { precision }, Utf8 {}
Finished write_type(FlatBufferBuilder& builder, ArrowType type) {
  constexpr std::int32_t bits = 64;
  Finished const start = builder.StartTable();
  if (type == ArrowType::uint64) builder.AddElement<std::int32_t>(slot(0), bits, 0);
  if (type == ArrowType::float64) builder.AddElement<std::int16_t>(slot(0), precision_double, 0);
  return builder.EndTable(start);
}

/// table Field { name, nullable, type_type, type, dictionary, children, custom_metadata }
Finished write_field(FlatBufferBuilder& builder, ArrowField const& field) {
  auto const name = builder.CreateString(field.name);
  Finished const type = write_type(builder, field.type);
  auto const children = builder.CreateVector(std::vector<Offset<void>>());
  Finished const start = builder.StartTable();
  builder.AddOffset(slot(5), children);
  builder.AddOffset(slot(3), Offset<void>(type));
  builder.AddOffset(slot(0), name);
  builder.AddElement<std::uint8_t>(slot(2), union_type(field.type), 0);
  builder.AddElement<std::uint8_t>(slot(1), 1, 0);
  return builder.EndTable(start);
}

/// The buffers of the columns, one after the other, each from a multiple of eight bytes on.
class Body {
 public:
  void add(ArrowColumn const& column) {
    if (column.type == ArrowType::utf8) return add_texts(column.texts);
    if (column.type == ArrowType::uint64) return add_values(column.counts);
    add_values(column.numbers);
  }

  std::string const& bytes() const { return bytes_; }
  std::vector<FieldNode> const& nodes() const { return nodes_; }
  std::vector<BufferPlace> const& buffers() const { return buffers_; }

 private:
  void add_buffer(std::string const& buffer) {
    buffers_.push_back(
        {static_cast<std::int64_t>(bytes_.size()), static_cast<std::int64_t>(buffer.size())});
    bytes_ += buffer;
    pad(bytes_);
  }

  /// One bit a value, the lowest first; no buffer where all are there.
  template <class T>
  void add_validity(std::vector<std::optional<T>> const& values) {
    std::string bits((values.size() + 7) / 8, '\0');
    std::int64_t missing = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i])
        bits[i / 8] = static_cast<char>(bits[i / 8] | (1 << (i % 8)));
      else
        ++missing;
    }
    nodes_.push_back({static_cast<std::int64_t>(values.size()), missing});
    add_buffer(missing == 0 ? "" : bits);
  }

  template <class T>
  void add_values(std::vector<std::optional<T>> const& values) {
    add_validity(values);
    std::string buffer;
    for (std::optional<T> const& value : values) append(buffer, value.value_or(T()));
    add_buffer(buffer);
  }

  /// 32-bit offsets of the ends, after a zero, then the characters.
  void add_texts(std::vector<std::optional<std::string>> const& texts) {
    add_validity(texts);
    std::string ends, characters;
    append(ends, std::int32_t{0});
    for (auto const& text : texts) {
      characters += text.value_or("");
      append(ends, static_cast<std::int32_t>(characters.size()));
    }
    add_buffer(ends);
    add_buffer(characters);
  }

  std::string bytes_;
  std::vector<FieldNode> nodes_;
  std::vector<BufferPlace> buffers_;
};

}  // namespace

std::string arrow_schema(std::vector<ArrowField> const& fields) {
  FlatBufferBuilder builder;
  std::vector<Offset<void>> written;
  written.reserve(fields.size());
  for (ArrowField const& field : fields) written.emplace_back(write_field(builder, field));
  auto const vector = builder.CreateVector(written);
  Finished const start = builder.StartTable();  // table Schema { endianness, fields, ... }
  builder.AddOffset(slot(1), vector);
  return message(builder, header_schema, builder.EndTable(start), "");
}

std::string arrow_batch(std::vector<ArrowColumn> const& columns, std::size_t rows) {
  Body body;
  for (ArrowColumn const& column : columns) body.add(column);
  FlatBufferBuilder builder;
  auto const buffers = builder.CreateVectorOfStructs(body.buffers());
  auto const nodes = builder.CreateVectorOfStructs(body.nodes());
  Finished const start = builder.StartTable();  // table RecordBatch { length, nodes, buffers, ... }
  builder.AddElement<std::int64_t>(slot(0), static_cast<std::int64_t>(rows), 0);
  builder.AddOffset(slot(2), buffers);
  builder.AddOffset(slot(1), nodes);
  return message(builder, header_record_batch, builder.EndTable(start), body.bytes());
}

std::string arrow_end() {
  std::string bytes(4, '\xff');
  append(bytes, std::int32_t{0});
  return bytes;
}

}  // namespace nameplate
