#include "host/mpi/mpi_counter.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "host/mpi/wait.hpp"

namespace nameplate {
namespace {

enum Tag { request = 1, reply = 2 };

constexpr std::uint64_t leave = 0;                         // a request that wants no reply
constexpr auto patience = std::chrono::milliseconds(200);  // launchers kill a second after SIGTERM
constexpr std::uint64_t count_limit = std::uint64_t{1} << 63;

}  // namespace

CounterServer::CounterServer(MPI_Comm communicator, int clients)
    : communicator_(communicator), server_([this, clients] { serve(clients); }) {}

std::optional<std::uint64_t> CounterServer::add(std::uint64_t count) {
  std::lock_guard const lock(mutex_);
  std::uint64_t const room = count_limit - count_;
  return std::exchange(count_, count_ + std::min(count, room));
}

void CounterServer::serve(int clients) {
  while (clients > 0) {
    MPI_Status status{};
    wait_until([&] {
      int has_request = 0;
      MPI_Iprobe(MPI_ANY_SOURCE, request, communicator_, &has_request, &status);
      return has_request != 0;
    });
    std::uint64_t count = 0;
    MPI_Recv(&count, 1, MPI_UINT64_T, status.MPI_SOURCE, request, communicator_, MPI_STATUS_IGNORE);
    if (count == leave) {
      --clients;
      continue;
    }
    std::uint64_t const before = *add(count);
    MPI_Send(&before, 1, MPI_UINT64_T, status.MPI_SOURCE, reply, communicator_);
  }
}

CounterClient::~CounterClient() {
  wait_for(answer_);
  MPI_Send(&leave, 1, MPI_UINT64_T, 0, request, communicator_);
}

std::optional<std::uint64_t> CounterClient::add(std::uint64_t count) {
  if (answer_ != MPI_REQUEST_NULL) return {};  // not even the last one was answered
  MPI_Irecv(&before_, 1, MPI_UINT64_T, 0, reply, communicator_, &answer_);
  MPI_Send(&count, 1, MPI_UINT64_T, 0, request, communicator_);
  auto const start = std::chrono::steady_clock::now();
  wait_until([&] {
    int has_answer = 0;
    MPI_Test(&answer_, &has_answer, MPI_STATUS_IGNORE);
    return has_answer != 0 || (is_stopped() && std::chrono::steady_clock::now() - start > patience);
  });
  if (answer_ != MPI_REQUEST_NULL) return {};
  return before_;
}

}  // namespace nameplate
