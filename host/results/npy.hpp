#pragma once

#include "host/results/output_file.hpp"
#include "nameplate/samples.hpp"

namespace nameplate {

/// What stands before the values of a float32 array of shape (rows, columns), C order, in NumPy's
/// file format 1.0 (numpy.lib.format).
std::string npy_header(std::size_t rows, std::uint64_t columns);

/// Writes the samples as a NumPy array of shape (outputs, paths). Once. \throws RunError
void write_npy(Samples const& samples, OutputFile& file);

}  // namespace nameplate
