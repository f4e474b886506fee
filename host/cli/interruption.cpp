#include "host/cli/interruption.hpp"

#include <array>
#include <csignal>

namespace nameplate {
namespace {

constexpr std::array<int, 2> signals = {SIGINT, SIGTERM};

// A handler has no other way to what it sets.
std::atomic<bool> is_interrupted = false;
std::atomic<int> received_signal = 0;
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

void restore_defaults() {
  for (int const signal : signals) std::signal(signal, SIG_DFL);
}

extern "C" void on_signal(int signal) {
  received_signal = signal;
  is_interrupted = true;
  restore_defaults();
}

void handle(int signal) {
  struct sigaction action {};
  if (::sigaction(signal, nullptr, &action) != 0 || action.sa_handler == SIG_IGN) return;
  action = {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  ::sigaction(signal, &action, nullptr);
}

}  // namespace

Interruption::Interruption() {
  received_signal = 0;
  is_interrupted = false;
  for (int const signal : signals) handle(signal);
}

Interruption::~Interruption() {
  for (int const signal : signals) {
    struct sigaction action {};
    if (::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == on_signal)
      std::signal(signal, SIG_DFL);
  }
}

std::atomic<bool> const& Interruption::flag() const { return is_interrupted; }
int Interruption::signal() const { return received_signal; }

}  // namespace nameplate
