#include "host/request/sweep_request.hpp"

#include <fmt/format.h>

#include "host/request/arguments.hpp"
#include "host/request/headline.hpp"

namespace nameplate {

Request sweep_request(Request asked, Sweep const& sweep, Catalog const& catalog) {
  if (asked.dates.empty()) {
    std::string const place = fmt::format("{}:{}: dates", sweep.dates_at.file, sweep.dates_at.line);
    asked.dates = expand_dates(place, sweep.dates);
  }
  if (asked.scopes.empty()) asked.scopes = sweep.scopes;
  if (asked.scopes.empty()) asked.scopes = Request{}.scopes;
  if (asked.given.empty()) asked.given = sweep.given;
  if (asked.metrics.empty()) asked.metrics = sweep.metrics;
  if (asked.metrics.empty()) asked.metrics = {headline_word};
  asked.metrics = spelled_out(asked.metrics, catalog);
  asked.gross = asked.gross || sweep.gross;
  return asked;
}

}  // namespace nameplate
