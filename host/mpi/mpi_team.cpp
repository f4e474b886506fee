#include "host/mpi/mpi_team.hpp"

#include <algorithm>
#include <numeric>

#include "host/mpi/mpi_counter.hpp"
#include "host/mpi/wait.hpp"

namespace nameplate {
namespace {

MPI_Comm everyone() { return MPI_COMM_WORLD; }

int rank_in(MPI_Comm communicator) {
  int rank = 0;
  MPI_Comm_rank(communicator, &rank);
  return rank;
}

int size_of(MPI_Comm communicator) {
  int size = 0;
  MPI_Comm_size(communicator, &size);
  return size;
}

std::vector<int> ranks_with_shared_memory() {
  MPI_Comm machine = MPI_COMM_NULL;
  MPI_Comm_split_type(everyone(), MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &machine);
  std::vector<int> ranks(static_cast<std::size_t>(size_of(machine)));
  int const own = rank_in(everyone());
  MPI_Allgather(&own, 1, MPI_INT, ranks.data(), 1, MPI_INT, machine);
  MPI_Comm_free(&machine);
  return ranks;
}

/// In blocks, because MPI counts elements in an int.
void reduce_in_place(std::span<std::uint64_t> words, MPI_Op operation) {
  constexpr std::size_t block_words = std::size_t{1} << 27;
  for (; !words.empty(); words = words.subspan(std::min(block_words, words.size()))) {
    auto const count = static_cast<int>(std::min(block_words, words.size()));
    MPI_Allreduce(MPI_IN_PLACE, words.data(), count, MPI_UINT64_T, operation, everyone());
  }
}

}  // namespace

MpiSession::MpiSession() {
  int provided = MPI_THREAD_SINGLE;
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &provided);
  if (provided >= MPI_THREAD_SERIALIZED) return;
  MPI_Finalize();
  throw RunError("this MPI library does not allow calls from several threads");
}

MpiSession::~MpiSession() { MPI_Finalize(); }

MpiTeam::MpiTeam()
    : rank_(rank_in(everyone())),
      size_(size_of(everyone())),
      ranks_of_machine_(ranks_with_shared_memory()) {}

void MpiTeam::sum(std::span<std::uint64_t> words) { reduce_in_place(words, MPI_SUM); }

void MpiTeam::unite(std::span<std::uint64_t> words) { reduce_in_place(words, MPI_BOR); }

std::unique_ptr<SharedCounter> MpiTeam::make_counter(std::atomic<bool> const* stop) {
  if (rank_ == 0) return std::make_unique<CounterServer>(everyone(), size_ - 1);
  return std::make_unique<CounterClient>(everyone(), stop);
}

std::vector<std::string> MpiTeam::gather(std::string const& text) {
  MPI_Request all_here = MPI_REQUEST_NULL;
  MPI_Ibarrier(everyone(), &all_here);
  wait_for(all_here);

  auto const processes = static_cast<std::size_t>(size_);
  std::vector<int> lengths(processes), starts(processes);
  auto const length = static_cast<int>(text.size());
  MPI_Allgather(&length, 1, MPI_INT, lengths.data(), 1, MPI_INT, everyone());
  std::exclusive_scan(lengths.begin(), lengths.end(), starts.begin(), 0);
  std::string all(static_cast<std::size_t>(starts.back() + lengths.back()), '\0');
  MPI_Allgatherv(text.data(), length, MPI_CHAR, all.data(), lengths.data(), starts.data(), MPI_CHAR,
                 everyone());
  std::vector<std::string> texts(processes);
  for (std::size_t i = 0; i < processes; ++i)
    texts[i] =
        all.substr(static_cast<std::size_t>(starts[i]), static_cast<std::size_t>(lengths[i]));
  return texts;
}

}  // namespace nameplate
