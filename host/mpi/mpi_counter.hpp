#pragma once

#include <mpi.h>

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>

#include "nameplate/team.hpp"

namespace nameplate {

/// The counter at rank 0: adds at once, and serves the others from a thread of its own, whatever
/// the process is busy with. That thread makes all MPI calls of rank 0 while the counter lives.
class CounterServer : public SharedCounter {
 public:
  /// \param clients processes that will ask; the destructor waits until all have taken their leave
  CounterServer(MPI_Comm communicator, int clients);
  CounterServer(CounterServer const&) = delete;
  CounterServer(CounterServer&&) = delete;
  CounterServer& operator=(CounterServer const&) = delete;
  CounterServer& operator=(CounterServer&&) = delete;
  ~CounterServer() override = default;

  std::optional<std::uint64_t> add(std::uint64_t count) override;

 private:
  void serve(int clients);

  MPI_Comm communicator_;
  std::mutex mutex_;
  std::uint64_t count_ = 0;
  std::jthread server_;  // last: ends before what it uses
};

/// The counter at the other ranks: asks rank 0.
class CounterClient : public SharedCounter {
 public:
  /// \param stop as Team::make_counter
  CounterClient(MPI_Comm communicator, std::atomic<bool> const* stop)
      : communicator_(communicator), stop_(stop) {}
  CounterClient(CounterClient const&) = delete;
  CounterClient(CounterClient&&) = delete;
  CounterClient& operator=(CounterClient const&) = delete;
  CounterClient& operator=(CounterClient&&) = delete;
  ~CounterClient() override;  // waits for an answer that is still to come

  std::optional<std::uint64_t> add(std::uint64_t count) override;

 private:
  bool is_stopped() const { return stop_ != nullptr && *stop_; }

  MPI_Comm communicator_;
  std::atomic<bool> const* stop_;
  MPI_Request answer_ = MPI_REQUEST_NULL;
  std::uint64_t before_ = 0;  // what the answer says
};

}  // namespace nameplate
