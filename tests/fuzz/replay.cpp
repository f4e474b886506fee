#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/reader.hpp"

/// Feeds every file of the folder that is named to the target, without libFuzzer. Fails if there is
/// none; ends as the target does, by an exception or a crash, on a finding.
int main(int argc, char** argv) {
  if (argc != 2) return std::fprintf(stderr, "usage: %s CORPUS\n", argv[0]), 2;
  std::vector<std::filesystem::path> inputs;
  for (auto const& file : std::filesystem::directory_iterator(argv[1])) inputs.push_back(file);
  std::sort(inputs.begin(), inputs.end());
  for (std::filesystem::path const& path : inputs) {
    std::ifstream file(path, std::ios::binary);
    std::string const text{std::istreambuf_iterator<char>(file), {}};
    std::printf("%s\n", path.c_str());
    std::fflush(stdout);  // names the input on which the target ends
    LLVMFuzzerTestOneInput(reinterpret_cast<std::uint8_t const*>(text.data()), text.size());
  }
  std::printf("%zu inputs\n", inputs.size());
  return inputs.empty() ? 1 : 0;
}
