#include <cstdlib>

#include "host/refuse.hpp"
#include "nameplate/team.hpp"

/// What stands for the other files of this folder in a build without MPI.
namespace nameplate {
namespace {

/// Sizes of the team, as Open MPI and PMI tell them.
bool has_others() {
  for (char const* const variable : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"})
    if (char const* const size = std::getenv(variable); size != nullptr && std::atoi(size) > 1)
      return true;
  return false;
}

}  // namespace

std::unique_ptr<Team> join_team() {
  if (has_others())
    refuse("",
           "started by MPI as one of several processes, but built without MPI (configure with "
           "-DNAMEPLATE_MPI=ON)");
  return {};
}

}  // namespace nameplate
