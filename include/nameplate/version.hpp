#pragma once

#include <string>

namespace nameplate {

/// How this program was built. Facts for people and reports; no result depends on them.
struct BuildInfo {
  std::string version;     // "0.1.0"
  std::string commit;      // of the checkout, "+modified" if it was; "unknown" outside one
  std::string compiler;    // "GNU 12.2.0"
  std::string flags;       // of C++, without warnings and instruction sets
  std::string build_type;  // "Release"
  std::string cuda;        // "no", or the compiler and its architectures
};

BuildInfo build_info();

}  // namespace nameplate
