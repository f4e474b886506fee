#pragma once

#include <mpi.h>

#include "nameplate/team.hpp"

namespace nameplate {

/// MPI from its start to its end. Its errors end all processes, with MPI's message: after one,
/// nothing more can be said to the others.
class MpiSession {
 public:
  /// \throws RunError if this MPI allows no calls from several threads, one at a time
  MpiSession();
  MpiSession(MpiSession const&) = delete;
  MpiSession(MpiSession&&) = delete;
  MpiSession& operator=(MpiSession const&) = delete;
  MpiSession& operator=(MpiSession&&) = delete;
  ~MpiSession();
};

/// All processes that MPI has started together.
class MpiTeam : public Team {
 public:
  MpiTeam();

  int rank() const override { return rank_; }
  int size() const override { return size_; }
  std::vector<int> ranks_of_machine() const override { return ranks_of_machine_; }

  void sum(std::span<std::uint64_t> words) override;
  void unite(std::span<std::uint64_t> words) override;
  std::unique_ptr<SharedCounter> make_counter(std::atomic<bool> const* stop) override;

 private:
  std::vector<std::string> gather(std::string const& text) override;

  MpiSession session_;
  int rank_, size_;
  std::vector<int> ranks_of_machine_;
};

}  // namespace nameplate
