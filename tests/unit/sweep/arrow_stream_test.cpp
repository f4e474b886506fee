#include "host/results/arrow_stream.hpp"

#include <flatbuffers/flatbuffers.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "tests/cli/program.hpp"
#include "tests/fault/process.hpp"

namespace nameplate {
namespace {

using flatbuffers::Table;

/// Numbers of fields in Arrow's Message.fbs and Schema.fbs, as places in a vtable.
constexpr flatbuffers::voffset_t field(int number) {
  return static_cast<flatbuffers::voffset_t>(4 + 2 * number);
}

template <class T>
T value_at(std::string const& bytes, std::size_t position) {
  T value{};
  std::memcpy(&value, bytes.data() + position, sizeof value);
  return value;
}

/// A message of the stream, taken apart.
struct Message {
  explicit Message(std::string const& bytes) : metadata_size(value_at<std::int32_t>(bytes, 4)) {
    metadata = bytes.substr(8, static_cast<std::size_t>(metadata_size));
    body = bytes.substr(8 + metadata.size());
  }
  Table const& table() const { return *flatbuffers::GetRoot<Table>(metadata.data()); }
  Table const& header() const { return *table().GetPointer<Table const*>(field(2)); }

  std::int32_t metadata_size;
  std::string metadata, body;
};

std::vector<ArrowColumn> some_columns() {
  return {{ArrowType::utf8, {"ab", std::nullopt, "c"}, {}, {}},
          {ArrowType::uint64, {}, {1, 2, 3}, {}},
          {ArrowType::float64, {}, {}, {std::nullopt, 0.5, -1.0}}};
}

struct Pair {
  std::int64_t first, second;
};

/// The structs of a vector of the batch's header: its nodes (field 1) or its buffers (field 2).
std::vector<Pair> pairs(Message const& message, int number) {
  auto const* const vector =
      message.header().GetPointer<flatbuffers::Vector<std::uint8_t> const*>(field(number));
  std::vector<Pair> found(vector->size());  // counts structs, of 16 bytes
  std::memcpy(found.data(), vector->Data(), found.size() * sizeof(Pair));
  return found;
}

TEST(ArrowStream, FramesMessagesByEightBytes) {
  for (std::string const& bytes :
       {arrow_schema({{"a", ArrowType::utf8}}), arrow_batch(some_columns(), 3)}) {
    Message const message(bytes);
    EXPECT_EQ(value_at<std::uint32_t>(bytes, 0), 0xffffffff);
    EXPECT_EQ(message.metadata_size % 8, 0);
    EXPECT_EQ(message.body.size() % 8, 0);
    EXPECT_EQ(message.table().GetField<std::int16_t>(field(0), -1), 4);  // V5
    EXPECT_EQ(message.table().GetField<std::int64_t>(field(3), -1),
              static_cast<std::int64_t>(message.body.empty() ? -1 : message.body.size()));
  }
  EXPECT_EQ(arrow_end(), std::string("\xff\xff\xff\xff\0\0\0\0", 8));
}

TEST(ArrowStream, SchemaNamesFieldsAndTheirTypes) {
  Message const message(
      arrow_schema({{"a", ArrowType::utf8}, {"b", ArrowType::uint64}, {"c", ArrowType::float64}}));
  EXPECT_EQ(message.table().GetField<std::uint8_t>(field(1), 0), 1);  // Schema
  auto const* const fields =
      message.header().GetPointer<flatbuffers::Vector<flatbuffers::Offset<Table>> const*>(field(1));
  ASSERT_EQ(fields->size(), 3);
  std::uint8_t const types[] = {5, 2, 3};  // Utf8, Int, FloatingPoint
  for (flatbuffers::uoffset_t i = 0; i < 3; ++i) {
    Table const& each = *fields->Get(i);
    EXPECT_EQ(each.GetPointer<flatbuffers::String const*>(field(0))->str(),
              std::string(1, static_cast<char>('a' + i)));
    EXPECT_EQ(each.GetField<std::uint8_t>(field(1), 0), 1) << "nullable";
    EXPECT_EQ(each.GetField<std::uint8_t>(field(2), 0), types[i]);
    EXPECT_NE(each.GetPointer<Table const*>(field(3)), nullptr);
  }
}

TEST(ArrowStream, BatchHoldsValuesAndWhichAreMissing) {
  Message const message(arrow_batch(some_columns(), 3));
  EXPECT_EQ(message.table().GetField<std::uint8_t>(field(1), 0), 3);  // RecordBatch
  EXPECT_EQ(message.header().GetField<std::int64_t>(field(0), 0), 3);
  std::vector<Pair> const nodes = pairs(message, 1), buffers = pairs(message, 2);
  ASSERT_EQ(nodes.size(), 3);
  ASSERT_EQ(buffers.size(), 3 + 2 + 2);
  EXPECT_EQ(nodes[0].second, 1);
  EXPECT_EQ(nodes[1].second, 0);
  EXPECT_EQ(buffers[3].second, 0) << "all values are there";
  auto const at = [&](std::size_t buffer) {
    EXPECT_EQ(buffers[buffer].first % 8, 0);
    return static_cast<std::size_t>(buffers[buffer].first);
  };
  EXPECT_EQ(message.body[at(0)], 0b101);
  EXPECT_EQ(value_at<std::int32_t>(message.body, at(1) + 12), 3);
  EXPECT_EQ(message.body.substr(at(2), 3), "abc");
  EXPECT_EQ(value_at<std::uint64_t>(message.body, at(4) + 16), 3);
  EXPECT_EQ(message.body[at(5)], 0b110);
  EXPECT_EQ(value_at<double>(message.body, at(6) + 16), -1.0);
}

TEST(ArrowStream, OfASweepIsReadByPyarrowAsItsCsv) {
  char const* const asked = std::getenv("NAMEPLATE_PYTHON");
  std::string const python = asked != nullptr ? asked : "python3";
  if (std::system((python + " -c 'import pyarrow' 2>/dev/null").c_str()) != 0)
    GTEST_SKIP() << python << " has no pyarrow (NAMEPLATE_PYTHON names another Python)";
  std::string const rows = fresh_path("rows"), columns = fresh_path("columns");
  Outcome const outcome = run_program(
      "sweep small-sweep.toml --paths 1000 --metrics facility_gw,facility_gw:growth -o " + rows +
      " --columnar " + columns);
  ASSERT_EQ(outcome.exit_code, 0) << outcome.errors;
  std::string const check = fmt::format("{} {}/unit/sweep/check_arrow.py {} {}", python,
                                        NAMEPLATE_TEST_DIR, columns, rows);
  EXPECT_EQ(std::system(check.c_str()), 0);
  for (std::string const& file : {rows, columns}) std::filesystem::remove(file);
}

}  // namespace
}  // namespace nameplate
