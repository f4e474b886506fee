#pragma once

#include <cstdint>
#include <filesystem>

namespace nameplate {

/// Bytes of memory that this process can still have: the least of what the operating system holds
/// for available without swapping, what the control groups (versions 1 and 2) that it runs in leave
/// it, as containers and batch systems set them, and what its limit of address space leaves
/// (`ulimit -v`). The largest number if none of them says anything.
std::uint64_t available_memory_bytes();

/// What the limit of address space alone leaves; memory that is asked for and never used counts
/// too.
std::uint64_t address_space_bytes();

/// The first two of these, as the files under `root` have them: `proc/meminfo`,
/// `proc/self/cgroup` and `sys/fs/cgroup`.
std::uint64_t system_memory_bytes(std::filesystem::path const& root);

}  // namespace nameplate
