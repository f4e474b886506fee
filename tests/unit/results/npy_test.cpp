#include "host/results/npy.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>

#include "tests/unit/results/fake_run.hpp"

namespace nameplate {
namespace {

namespace fs = std::filesystem;

class Npy : public testing::Test {
 protected:
  ~Npy() override { fs::remove(path_); }

  std::string written(std::vector<std::vector<float>> const& values) const {
    OutputFile file(path_);
    write_npy(samples_of(values), file);
    std::ifstream in(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  fs::path path_ =
      fs::path(testing::TempDir()) / ("nameplate_npy_test" + std::to_string(::getpid()) + ".npy");
};

TEST_F(Npy, IsTheFormatByteForByte) {
  std::string expected("\x93NUMPY\x01\x00\x76\x00", 10);
  expected += "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
  expected += std::string(128 - 1 - expected.size(), ' ') + '\n';
  expected += std::string("\0\0\x80\x3f\0\0\0\xc0\0\0\0\0", 12);            // 1, -2, 0
  expected += std::string("\0\0\xc0\x7f\0\0\x80\x7f\xcd\xcc\xcc\x3d", 12);  // NaN, infinity, 0.1
  float const infinity = std::numeric_limits<float>::infinity();
  EXPECT_EQ(written({{1.0f, -2.0f, 0.0f}, {std::nanf(""), infinity, 0.1f}}), expected);
}

TEST_F(Npy, AlignsTheValuesOfEveryShape) {
  for (std::uint64_t columns = 1; columns < 1'000'000'000'000'000'000; columns *= 10) {
    std::string const header = npy_header(123456, columns);
    EXPECT_EQ(header.size() % 64, 0u) << columns;
    EXPECT_EQ(header.back(), '\n');
    auto const length =
        static_cast<unsigned char>(header[8]) + 256u * static_cast<unsigned char>(header[9]);
    EXPECT_EQ(header.size(), 10 + length);
  }
}

/// The first Python that has NumPy: that on the path, or the system's, for which packages install
/// it. Empty if neither has.
std::string python_with_numpy() {
  for (std::string const python : {"python3", "/usr/bin/python3"})
    if (std::system((python + " -c 'import numpy' 2>/dev/null").c_str()) == 0) return python;
  return {};
}

/// NumPy's own reader, where there is one.
TEST_F(Npy, IsReadByNumpy) {
  std::string const python = python_with_numpy();
  if (python.empty()) GTEST_SKIP() << "no NumPy here";
  written({{1.0f, -2.0f, 0.5f}, {std::nanf(""), 8.0f, 0.25f}});
  std::string const script =
      "import numpy; x = numpy.load('" + path_.string() +
      "'); assert x.dtype == numpy.float32 and x.flags.c_contiguous; "
      "numpy.testing.assert_array_equal(x, [[1, -2, 0.5], [numpy.nan, 8, 0.25]])";
  EXPECT_EQ(std::system((python + " -c \"" + script + "\"").c_str()), 0);
}

}  // namespace
}  // namespace nameplate
