#include "host/available_memory.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <string>

namespace nameplate {
namespace {

namespace fs = std::filesystem;

/// A folder that stands for the root of a machine.
class AvailableMemory : public testing::Test {
 protected:
  AvailableMemory() {
    write("proc/meminfo", "MemTotal: 32000 kB\nMemFree: 100 kB\nMemAvailable: 16000 kB\n");
  }
  ~AvailableMemory() override { fs::remove_all(root_); }

  void write(std::string const& path, std::string const& text) const {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
  }

  /// A group of version 2.
  void write_group(std::string const& group, std::string const& max, std::string const& current,
                   std::string const& inactive_file = "0") const {
    std::string const folder = "sys/fs/cgroup" + group;
    write(folder + "/memory.max", max + "\n");
    write(folder + "/memory.current", current + "\n");
    write(folder + "/memory.stat", "anon 1\ninactive_file " + inactive_file + "\nslab 2\n");
  }

  fs::path const root_ = fs::path(testing::TempDir()) /
                         (std::string("nameplate_memory_") +
                          testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(AvailableMemory, IsTheSystemsEstimateWithoutGroups) {
  EXPECT_EQ(system_memory_bytes(root_), 16'384'000u);
}

TEST_F(AvailableMemory, IsUnlimitedWhereNothingIsSaid) {
  EXPECT_EQ(system_memory_bytes(root_ / "nowhere"), UINT64_MAX);
}

TEST_F(AvailableMemory, IsWhatTheGroupLeaves) {
  write("proc/self/cgroup", "0::/job\n");
  write_group("/job", "5000000", "1500000");
  EXPECT_EQ(system_memory_bytes(root_), 3'500'000u);
}

TEST_F(AvailableMemory, CountsTheFileCacheOfAGroupAsFree) {
  write("proc/self/cgroup", "0::/job\n");
  write_group("/job", "5000000", "4500000", "3000000");
  EXPECT_EQ(system_memory_bytes(root_), 3'500'000u);
}

TEST_F(AvailableMemory, RespectsTheGroupsAbove) {
  write("proc/self/cgroup", "0::/slice/job/step\n");
  write_group("/slice", "2000000", "500000");
  write_group("/slice/job", "max", "500000");
  write_group("/slice/job/step", "5000000", "500000");
  EXPECT_EQ(system_memory_bytes(root_), 1'500'000u);
}

TEST_F(AvailableMemory, IsNothingInAGroupThatIsFull) {
  write("proc/self/cgroup", "0::/job\n");
  write_group("/job", "5000000", "5000001");
  EXPECT_EQ(system_memory_bytes(root_), 0u);
}

TEST_F(AvailableMemory, ReadsTheMountWhereAContainerHidesThePath) {
  write("proc/self/cgroup", "0::/docker/0123\n");
  write_group("", "4000000", "1000000");
  EXPECT_EQ(system_memory_bytes(root_), 3'000'000u);
}

TEST_F(AvailableMemory, ReadsGroupsOfVersion1) {
  write("proc/self/cgroup", "5:cpu,cpuacct:/other\n4:hugetlb,memory:/job\n0::/\n");
  write("sys/fs/cgroup/memory/job/memory.limit_in_bytes", "6000000\n");
  write("sys/fs/cgroup/memory/job/memory.usage_in_bytes", "2500000\n");
  write("sys/fs/cgroup/memory/job/memory.stat", "inactive_file 7\ntotal_inactive_file 500000\n");
  EXPECT_EQ(system_memory_bytes(root_), 4'000'000u);
}

TEST_F(AvailableMemory, TakesVersion1WithoutALimitForUnlimited) {
  write("proc/self/cgroup", "4:memory:/\n");
  write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
  write("sys/fs/cgroup/memory/memory.usage_in_bytes", "2500000\n");
  EXPECT_EQ(system_memory_bytes(root_), 16'384'000u);
}

TEST_F(AvailableMemory, IsNoMoreThanTheLimitOfAddressSpaceLeaves) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "the sanitizer itself needs more address space than the limit";
#endif
  constexpr rlim_t four_gib = rlim_t{4} << 30;
  pid_t const child = fork();  // the limit cannot be raised again
  if (child == 0) {
    rlimit const limit = {.rlim_cur = four_gib, .rlim_max = four_gib};
    setrlimit(RLIMIT_AS, &limit);
    _exit(available_memory_bytes() < four_gib ? 0 : 1);
  }
  int status = -1;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
}

TEST_F(AvailableMemory, OfThisMachineIsSomething) { EXPECT_GT(available_memory_bytes(), 1u << 20); }

}  // namespace
}  // namespace nameplate
