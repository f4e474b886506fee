#pragma once

#include <memory>
#include <type_traits>

#include "host/cuda/cuda_check.hpp"

namespace nameplate {

/// An event that is asked for its time takes longer to pass.
enum class EventKind : unsigned { untimed = cudaEventDisableTiming, timed = cudaEventDefault };

/// A point in a stream's work. Move-only.
class Event {
 public:
  explicit Event(EventKind kind = EventKind::untimed) {
    cudaEvent_t event = nullptr;
    cuda_check(cudaEventCreateWithFlags(&event, static_cast<unsigned>(kind)),
               "cudaEventCreateWithFlags");
    event_.reset(event);
  }

  cudaEvent_t get() const { return event_.get(); }

  /// Blocks until the work before it is done; not at all if it was never recorded.
  void synchronize() const { cuda_check(cudaEventSynchronize(get()), "cudaEventSynchronize"); }

 private:
  struct Destroy {
    void operator()(cudaEvent_t event) const { ignore(cudaEventDestroy(event)); }
  };

  std::unique_ptr<std::remove_pointer_t<cudaEvent_t>, Destroy> event_;
};

/// A queue of device work, independent of the default stream. Move-only.
class Stream {
 public:
  Stream() {
    cudaStream_t stream = nullptr;
    cuda_check(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking),
               "cudaStreamCreateWithFlags");
    stream_.reset(stream);
  }

  cudaStream_t get() const { return stream_.get(); }

  void record(Event& event) const {
    cuda_check(cudaEventRecord(event.get(), get()), "cudaEventRecord");
  }

  /// Later work of this stream starts after what `event` marks; at once if it was never recorded.
  void wait(Event const& event) const {
    cuda_check(cudaStreamWaitEvent(get(), event.get(), 0), "cudaStreamWaitEvent");
  }

  /// Blocks until all its work is done.
  void synchronize() const { cuda_check(cudaStreamSynchronize(get()), "cudaStreamSynchronize"); }

 private:
  struct Destroy {
    void operator()(cudaStream_t stream) const { ignore(cudaStreamDestroy(stream)); }
  };

  std::unique_ptr<std::remove_pointer_t<cudaStream_t>, Destroy> stream_;
};

}  // namespace nameplate
