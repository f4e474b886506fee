// How much of what is announced will be online? The median, from the shipped catalog or from the
// one that is named.
#include <iostream>
#include <nameplate/catalog.hpp>
#include <nameplate/plan.hpp>
#include <nameplate/run.hpp>
#include <nameplate/shipped.hpp>
#include <nameplate/summary.hpp>

int main(int argc, char** argv) {
  using namespace nameplate;
  try {
    Catalog const catalog = load_catalog(argc > 1 ? argv[1] : shipped_catalog());
    Request const request{
        .dates = {"2028", "2030"}, .scopes = {"portfolio"}, .metrics = {"facility_gw"}};
    Plan const plan = compile(catalog, request);
    RunResult const result = run(plan, {.paths = 100'000, .seed = 1});
    std::cout << catalog.path << '\n';
    for (OutputSummary const& output : summarize(plan, result.tallies, {0.5}).outputs)
      std::cout << output.label.date << ": " << output.label.title << ", P50 "
                << output.quantiles.at(0).value << ' ' << output.label.unit << '\n';
    return 0;
  } catch (InputError const& error) {  // every problem of the catalog, with file and line
    std::cerr << error.what() << '\n';
    return 2;
  } catch (RunError const& error) {  // the machine failed
    std::cerr << error.what() << '\n';
    return 3;
  }
}
