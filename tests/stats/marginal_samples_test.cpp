#include <gtest/gtest.h>

#include "kernels/philox.hpp"
#include "tests/stats/laws_under_test.hpp"
#include "tests/support/laws.hpp"
#include "tests/support/statistics.hpp"

/// Samples drawn through Philox follow their law.
namespace nameplate {
namespace {

constexpr std::uint64_t sample_count = 50'000;
/// sqrt(n) D is above this with a probability of 2 exp(-2 x 2.6^2) = 3e-6 per law if the samples
/// are right. A shift of the law by 3 % of a standard deviation is seen.
constexpr double critical = 2.6;

std::vector<double> samples_of(KernelLaw const& law, std::uint32_t stream) {
  std::vector<double> samples;
  for (std::uint64_t path = 0; path < sample_count; ++path)
    samples.push_back(law.drawn_by(PathDraws<std::uint32_t>(1, path)(stream, 0).word[path % 4]));
  return samples;
}

class MarginalSamples : public testing::TestWithParam<LawUnderTest> {};

TEST_P(MarginalSamples, PassTheKolmogorovSmirnovTest) {
  Distribution const law = parse_law(GetParam().toml);
  for (bool const is_loaded : {true, false}) {
    std::vector<double> const samples =
        samples_of(KernelLaw(law, Transform::none, is_loaded), is_loaded ? 1 : 2);
    EXPECT_LT(kolmogorov_smirnov(
                  samples, [&](double x) { return cumulative(law, x); }, 1e-6),
              critical);
  }
}

INSTANTIATE_TEST_SUITE_P(Laws, MarginalSamples, testing::ValuesIn(laws_under_test),
                         [](testing::TestParamInfo<LawUnderTest> const& test) {
                           return std::string(test.param.name);
                         });

}  // namespace
}  // namespace nameplate
