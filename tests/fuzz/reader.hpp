#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "nameplate/plan.hpp"

/// What the fuzz targets share. A target reads bytes as one of the program's readers would. A value
/// or an InputError may come of it; all else is a finding: another exception, a crash, a leak, a
/// plan that cannot be run.

/// The target: what libFuzzer, and the replay of the corpus, call with each input.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace nameplate {

/// Path of the catalog that inputs change: tests/fuzz/base.toml.
extern std::string const base_catalog;

std::string text_of(std::uint8_t const* data, std::size_t size);

/// The lines of a text, without their ends.
std::vector<std::string> lines_of(std::string const& text);

/// Compiles what `request` asks and evaluates some paths of it. \throws std::logic_error if the
/// plan holds numbers that no input should lead to; as `compile`
void compile_and_evaluate(Catalog const& catalog, Request const& request);

/// Calls `read` and lets go by an InputError. \throws std::logic_error if that says nothing
template <class Read>
void expect_value_or_input_error(Read read);

void require_message(InputError const& error);

template <class Read>
void expect_value_or_input_error(Read read) {
  try {
    read();
  } catch (InputError const& error) {
    require_message(error);
  }
}

}  // namespace nameplate
