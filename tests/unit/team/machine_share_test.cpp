#include "host/team/machine_share.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace nameplate {
namespace {

using Devices = std::vector<int>;

std::vector<int> cores(int first, int count) {
  std::vector<int> cores(static_cast<std::size_t>(count));
  std::iota(cores.begin(), cores.end(), first);
  return cores;
}

TEST(MachineShare, DealsDevicesInTurnAndGivesTheOtherCoresToTheRest) {
  MachineView const view{cores(0, 8), {"a", "b"}};
  std::vector<MachineShare> const shares = share_machine({view, view, view, view});
  EXPECT_EQ(shares[0].devices, Devices{0});
  EXPECT_EQ(shares[1].devices, Devices{1});
  for (int const process : {2, 3}) {
    EXPECT_TRUE(shares[static_cast<std::size_t>(process)].devices.empty());
    EXPECT_EQ(shares[static_cast<std::size_t>(process)].threads, 3);  // (8 - 2) / 2
  }
}

TEST(MachineShare, GivesAProcessSeveralDevicesWhereThereAreMore) {
  MachineView const view{cores(0, 8), {"a", "b", "c"}};
  std::vector<MachineShare> const shares = share_machine({view, view});
  EXPECT_EQ(shares[0].devices, (Devices{0, 2}));
  EXPECT_EQ(shares[1].devices, Devices{1});
}

TEST(MachineShare, KnowsADeviceByItsNameNotItsNumber) {
  std::vector<MachineShare> const shares =
      share_machine({{cores(0, 4), {"a"}}, {cores(0, 4), {"b"}}, {cores(0, 4), {"b", "a"}}});
  EXPECT_EQ(shares[0].devices, Devices{0});
  EXPECT_EQ(shares[1].devices, Devices{0});
  EXPECT_TRUE(shares[2].devices.empty());
}

TEST(MachineShare, LeavesEachProcessTheCoresThatItIsBoundTo) {
  std::vector<MachineShare> const shares =
      share_machine({{cores(0, 2), {}}, {cores(2, 6), {}}, {cores(2, 6), {}}});
  EXPECT_EQ(shares[0].threads, 2);
  EXPECT_EQ(shares[1].threads, 3);
  EXPECT_EQ(shares[2].threads, 3);
}

TEST(MachineShare, IsOneThreadAtLeast) {
  MachineView const view{cores(0, 2), {}};
  for (MachineShare const& share : share_machine({view, view, view, view}))
    EXPECT_EQ(share.threads, 1);
}

TEST(UsableCores, AreThere) { EXPECT_FALSE(usable_cores().empty()); }

}  // namespace
}  // namespace nameplate
