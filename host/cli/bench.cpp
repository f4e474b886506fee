#include "host/bench/bench.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/bench/compare.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/console.hpp"
#include "host/cli/machine_options.hpp"
#include "host/refuse.hpp"
#include "host/request/arguments.hpp"
#include "host/results/output_file.hpp"
#include "nameplate/team.hpp"

namespace nameplate {
namespace {

constexpr int regression_found = 1;  // exit code

/// The command line as written.
struct BenchArguments {
  std::string suite = "quick", noise, max_time, json;
  MachineArguments machine;
  std::string base, candidate, fail_above = "5%";
};

/// A number above `min` and below `max`, with nothing after it but `unit`.
double parse_number(std::string_view option, std::string_view text, std::string_view unit,
                    double min, double max) {
  double number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  std::string_view const rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (error != std::errc{} || rest != unit || !(number > min && number < max))
    refuse_value(option, text,
                 fmt::format("must be a number above {:g} and below {:g}{}", min, max,
                             unit.empty() ? "" : fmt::format(", with its {}: 5{}", unit, unit)));
  return number;
}

double parse_percentage(std::string_view option, std::string_view text) {
  return parse_number(option, text, "%", 0, 100) / 100;
}

Suite suite_of(BenchArguments const& arguments) {
  std::vector<std::string> names;
  for (Suite const& suite : suites()) names.emplace_back(suite.name);
  Suite suite = suites()[parse_word("--suite", arguments.suite, names)];
  if (!arguments.noise.empty()) suite.rule.max_noise = parse_percentage("--noise", arguments.noise);
  if (!arguments.max_time.empty()) {
    suite.rule.max_seconds = parse_number("--max-time", arguments.max_time, "", 0, 1e5);
    // Leave time for the repetitions that a median takes.
    suite.rule.sample_seconds =
        std::min(suite.rule.sample_seconds,
                 suite.rule.max_seconds / static_cast<double>(2 * suite.rule.min_samples));
  }
  return suite;
}

/// What is being timed, on a line of standard error that is erased in the end.
class BenchLine {
 public:
  explicit BenchLine(bool is_quiet) : is_visible_(!is_quiet && ::isatty(STDERR_FILENO) == 1) {}
  BenchLine(BenchLine const&) = delete;
  BenchLine(BenchLine&&) = delete;
  BenchLine& operator=(BenchLine const&) = delete;
  BenchLine& operator=(BenchLine&&) = delete;
  ~BenchLine() {
    if (is_visible_) std::fputs("\r\x1b[K", stderr);
  }

  void update(Workload const& workload, std::size_t done, std::size_t total) const {
    if (!is_visible_) return;
    fmt::print(stderr, "\r{} of {}: {}\x1b[K", done + 1, total, workload.title);
    std::fflush(stderr);
  }

 private:
  bool is_visible_;
};

/// The command line, for the file.
std::vector<std::string> command_line(BenchArguments const& arguments) {
  return {"nameplate", "bench",
          "--suite",   arguments.suite,
          "--backend", arguments.machine.backend,
          "--threads", arguments.machine.threads,
          "--isa",     arguments.machine.isa};
}

void refuse_several_processes(Team const* team) {
  if (team != nullptr && team->size() > 1)
    refuse("", fmt::format("bench times what one process can do; start one, not {}", team->size()));
}

void bench_command(BenchArguments const& arguments) {
  refuse_several_processes(arguments.machine.team);
  BenchOptions const options{suite_of(arguments), options_of(arguments.machine)};
  std::optional<OutputFile> file;
  if (!arguments.json.empty()) file.emplace(arguments.json);
  BenchReport const report = [&] {
    BenchLine const line(arguments.machine.is_quiet);
    return run_bench(options, [&line](Workload const& workload, std::size_t done,
                                      std::size_t total) { line.update(workload, done, total); });
  }();
  if (file) file->write(to_json(report, command_line(arguments)));
  print_output(to_table(report));
}

void compare_command(BenchArguments const& arguments) {
  double const threshold = parse_percentage("--fail-above", arguments.fail_above);
  BenchComparison const comparison =
      compare_benches(read_bench(arguments.base), read_bench(arguments.candidate), threshold);
  print_output(to_table(comparison));
  if (comparison.has_regression()) throw CLI::RuntimeError(regression_found);
}

void add_bench_options(CLI::App& command, BenchArguments& arguments) {
  command.add_option("--suite", arguments.suite, "How much is timed (quick)")
      ->type_name("quick|full");
  command
      .add_option("--noise", arguments.noise,
                  "Repeat until half the 95 % interval of the median is at most this part of it "
                  "(2% in quick, 0.5% in full)")
      ->type_name("PERCENT");
  command
      .add_option("--max-time", arguments.max_time,
                  "Seconds after which a row is given up, marked as unsettled (3 in quick, 20 in "
                  "full)")
      ->type_name("SECONDS");
  command.add_option("--json", arguments.json, "Also write everything to a file")
      ->type_name("FILE");
  add_device_options(command, arguments.machine);
}

CLI::App* add_compare(CLI::App& bench, BenchArguments& arguments) {
  CLI::App* const command =
      bench.add_subcommand("compare", "Is the second result slower than the first?");
  command->add_option("base", arguments.base, "File of bench --json")
      ->required()
      ->type_name("BASE.json");
  command->add_option("candidate", arguments.candidate, "Another")
      ->required()
      ->type_name("CANDIDATE.json");
  command
      ->add_option("--fail-above", arguments.fail_above,
                   "A workload is a regression if its whole interval is slower by more (5%)")
      ->type_name("PERCENT");
  command->footer(
      "\nExit codes: 0 no regression, 1 a regression, 2 bad input, 3 the run failed.\n"
      "\nExample:\n  nameplate bench compare before.json after.json --fail-above 3%");
  return command;
}

}  // namespace

void add_bench_command(CLI::App& program, Team* team) {
  CLI::App* const command = program.add_subcommand(
      "bench", "Time this machine on the model, against its own limits; compare two results");
  auto const arguments = std::make_shared<BenchArguments>();
  arguments->machine.team = team;
  add_bench_options(*command, *arguments);
  CLI::App* const compare = add_compare(*command, *arguments);
  command->footer(
      "\nThe plan that is timed is built into the program. Figures are worth keeping from a quiet "
      "machine.\n"
      "\nExamples:\n"
      "  nameplate bench\n"
      "  nameplate bench --suite full --json result.json\n"
      "  nameplate bench --backend cpu --threads 1 --isa avx2\n"
      "  nameplate bench compare before.json after.json --fail-above 5%");
  command->callback([arguments, command, compare] {
    if (command->got_subcommand(compare)) {
      if (speaks(arguments->machine.team)) compare_command(*arguments);
    } else {
      bench_command(*arguments);
    }
  });
}

}  // namespace nameplate
