// operation_count [CATALOG]: what the model's formulas do for one path of each reference plan, or
// of a catalog as `nameplate run` asks, by kind of operation and stage of the work.
// docs/performance.md sets it against what machines can do.

#include <fmt/format.h>

#include <cstdint>
#include <exception>
#include <string_view>
#include <vector>

#include "bench/reference_plans.hpp"
#include "host/bench/count_operations.hpp"

namespace nameplate {
namespace {

struct Stage {
  char const* name;
  OperationCounts counts;  // of all paths
};

class Table {
 public:
  explicit Table(PathOperations const& counts)
      : paths_(static_cast<double>(counts.paths)),
        stages_{{"generator", counts.generator},
                {"normal", counts.normal},
                {"laws", counts.laws},
                {"model", counts.model},
                {"tally", counts.bins}} {}

  void print(std::string_view plan) const {
    fmt::print("{}: operations of the formulas for one path\n{:14}", plan, "");
    for (Stage const& stage : stages_) fmt::print("{:>11}", stage.name);
    fmt::print("{:>11}\n", "total");
    for (std::size_t i = 0; i < operation_names.size(); ++i)
      print_row(operation_names[i],
                [&](OperationCounts const& counts) { return counts.varying[i]; });
    print_row("all", [](OperationCounts const& counts) { return counts.total(); });
    print_row("same on all", [](OperationCounts const& counts) { return counts.uniform; });
  }

 private:
  void print_row(std::string_view name, auto const& count_in) const {
    fmt::print("{:14}", name);
    std::uint64_t total = 0;
    for (Stage const& stage : stages_) {
      total += count_in(stage.counts);
      fmt::print("{:>11.1f}", static_cast<double>(count_in(stage.counts)) / paths_);
    }
    fmt::print("{:>11.1f}\n", static_cast<double>(total) / paths_);
  }

  double paths_;
  std::vector<Stage> stages_;
};

void print_counts(std::string_view name, Plan const& plan) {
  Table(count_operations(plan)).print(name);
}

}  // namespace
}  // namespace nameplate

int main(int argc, char** argv) {
  using namespace nameplate;
  try {
    if (argc > 1) {
      print_counts(argv[1], compile(load_catalog(argv[1]), {}));
    } else {
      for (std::string_view const name : reference_plan_names)
        print_counts(name, reference_plan(name).plan);
    }
  } catch (std::exception const& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
  return 0;
}
