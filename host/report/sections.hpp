#pragma once

#include <string>
#include <vector>

#include "host/report/charts.hpp"
#include "host/report/in_words.hpp"

namespace nameplate {

/// Rows of cells under a head.
struct PageTable {
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;
};

/// A claim with its verdict, and what there is to say.
struct PageClaim {
  std::string name, verdict;
  std::vector<Fact> rows;
};

/// A part of the page. What the results do not hold is said in `missing`.
struct Section {
  std::string id, title, intro = {}, missing = {};
  std::vector<Chart> charts = {};
  PageTable table = {};
  std::vector<PageClaim> claims = {};
};

/// In the page's order. \throws nlohmann::json::exception if the data is not what it should be
std::vector<Section> sections_of(ReportData const& data, Language const& say);

}  // namespace nameplate
