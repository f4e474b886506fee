#pragma once

#include <string>

#include "host/language/language.hpp"
#include "nameplate/checkpoint.hpp"

namespace nameplate {

enum class ReportFormat { table, json, csv };

/// How a checkpoint is reported.
struct ReportForm {
  ReportFormat format = ReportFormat::table;
  bool has_tail = false;
  std::string name = {};                      // of the checkpoint, in messages
  Language const& say = Language::english();  // of a table
};

/// The report of what is in a checkpoint, of a run or a comparison, without its catalog. Marked
/// partial if paths of its range are missing. \throws InputError if it is of a comparison and CSV
/// or tails are asked for
std::string report_of(Checkpoint checkpoint, RunFacts const& facts, ReportForm const& form);

}  // namespace nameplate
