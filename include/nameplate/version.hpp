#pragma once

#include <cstdint>
#include <string>

/// Versions of what programs and files rely on; docs/versions.md says when each of them changes.
/// That of the API is the program's: `BuildInfo::version`.
namespace nameplate {

/// Of catalogs: the key `schema`.
inline constexpr int catalog_schema_version = 1;
/// Of files of milestones: the key `schema`.
inline constexpr int milestones_schema_version = 1;
/// Of files of sweeps: the key `schema`.
inline constexpr int sweep_schema_version = 1;
/// Of the JSON documents of results, comparisons, claims and all other statements about the model:
/// the key `schema_version`.
inline constexpr int json_schema_version = 1;
/// Of the JSON documents of measurements (nameplate-bench): the key `schema_version`.
inline constexpr int bench_schema_version = 1;
/// Of the file of a checkpoint of a run.
inline constexpr std::uint32_t checkpoint_format_version = 2;
/// Of the file of a checkpoint of a sweep.
inline constexpr std::uint32_t sweep_checkpoint_format_version = 1;

/// How this program was built. Facts for people and reports; no result depends on them.
struct BuildInfo {
  std::string version;     ///< "0.2.0", by the rules of semantic versioning
  std::string commit;      ///< of the checkout, "+modified" if it was; "unknown" outside one
  std::string compiler;    ///< "GNU 12.2.0"
  std::string flags;       ///< of C++, without warnings and instruction sets
  std::string build_type;  ///< "Release"
  std::string cuda;        ///< "no", or the compiler and its architectures
};

/// Of the library that is linked.
BuildInfo build_info();

}  // namespace nameplate
