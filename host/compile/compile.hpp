#pragma once

#include "host/compile/law_tables.hpp"
#include "nameplate/plan.hpp"

namespace nameplate {

/// As the other `compile`, with tables that other plans have made, if `shared_tables` are given.
Plan compile(Catalog const& catalog, Request const& request, LawTables* shared_tables);

}  // namespace nameplate
