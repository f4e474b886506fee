#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>

#include "tests/cli/program.hpp"
#include "tests/gpu/gpu_test.hpp"

/// Every command writes the same results on a device as on the CPU.
namespace nameplate {
namespace {

/// A command line without --backend; %FILE% stands for a file that it writes.
struct Mode {
  char const* name;
  char const* arguments;
};

/// For the names of failed tests.
std::ostream& operator<<(std::ostream& out, Mode const& mode) { return out << mode.arguments; }

std::string contents(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What a mode gives apart from the facts of the machine, its file at the end.
std::string results(Mode const& mode, std::string const& backend) {
  std::filesystem::path const file =
      std::filesystem::path(testing::TempDir()) / ("nameplate-" + backend + "-mode.npy");
  std::string arguments = mode.arguments;
  if (std::size_t const at = arguments.find("%FILE%"); at != std::string::npos)
    arguments.replace(at, 6, file.string());
  Outcome const outcome = run_program(arguments + " --format json --backend " + backend);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  std::size_t const run = outcome.output.find("\n  \"run\":");
  EXPECT_NE(run, std::string::npos);
  EXPECT_NE(outcome.output.find("\"backend\": \"" + backend + "\"", run), std::string::npos)
      << "ran elsewhere";
  std::string const samples = contents(file);
  std::filesystem::remove(file);
  return outcome.output.substr(0, run) + samples;
}

class GpuMode : public GpuTest, public testing::WithParamInterface<Mode> {};

TEST_P(GpuMode, GivesTheCpusResults) {
  std::string const cpu = results(GetParam(), "cpu");
  EXPECT_GT(cpu.size(), 500u) << "nothing to compare";
  EXPECT_EQ(results(GetParam(), "cuda"), cpu);
}

constexpr Mode modes[] = {
    {"Run", "run small.toml --paths 2500"},
    {"Tail", "run small.toml --paths 2500 --tail --scope all --metrics facility_gw"},
    {"Exact", "run small.toml --paths 2500 --exact --metrics facility_gw,energy_twh --dates 2028"},
    {"Samples", "run small.toml --paths 2500 --samples %FILE% --metrics facility_gw"},
    {"Given",
     "run small.toml --paths 2500 --given 'build:north completes' --exact "
     "--metrics facility_gw,h100e --dates 2027,2028"},
    {"Gross", "run small.toml --paths 2500 --gross --scope all --metrics facility_gw"},
    {"Compare", "compare small.toml --paths 2500 --change builds.north.slip_months=6 --scope all"},
    {"Claims", "claims claims.toml --paths 1000"},
    {"Backtest", "backtest small-milestones.toml --catalog small.toml --paths 500"},
};

INSTANTIATE_TEST_SUITE_P(Modes, GpuMode, testing::ValuesIn(modes),
                         [](auto const& test) { return test.param.name; });

}  // namespace
}  // namespace nameplate
