#include "host/catalog/read_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <limits>
#include <numeric>
#include <system_error>
#include <utility>

#include "host/catalog/limits.hpp"

namespace nameplate {
namespace {

namespace fs = std::filesystem;

/// Fields between commas, without the quotes and blanks around them.
std::vector<std::string> fields_of(std::string const& line) {
  std::vector<std::string> fields(1);
  bool is_quoted = false;
  for (char const c : line) {
    if (c == '"')
      is_quoted = !is_quoted;
    else if (c == ',' && !is_quoted)
      fields.emplace_back();
    else if (c != '\r')
      fields.back() += c;
  }
  for (std::string& field : fields) {
    field.erase(0, field.find_first_not_of(" \t"));
    field.erase(field.find_last_not_of(" \t") + 1);
  }
  return fields;
}

/// Columns of a CSV file by name, line by line.
class Data {
 public:
  Data(TableReader& reader, fs::path const& path) : reader_(reader), path_(path), file_(path) {
    std::string line;
    if (std::getline(file_, line)) header_ = fields_of(line);
  }

  /// Position of the column that a key names; none, with a problem, if there is none.
  std::optional<std::size_t> column(char const* key) {
    std::string const name = reader_.required_text(key);
    auto const at = std::find(header_.begin(), header_.end(), name);
    if (at != header_.end()) return static_cast<std::size_t>(at - header_.begin());
    if (!name.empty())
      reader_.problem(key, fmt::format("{} has no column \"{}\"{}", path_.string(), name,
                                       suggestion(name, header_)));
    return std::nullopt;
  }

  /// Goes to the next row; false at the end, or once there are too many problems to tell of.
  bool next() {
    std::string line;
    while (std::getline(file_, line)) {
      ++line_;
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      fields_ = fields_of(line);
      if (fields_.size() == header_.size()) return true;
      report("", fmt::format("has {} fields, the header has {}", fields_.size(), header_.size()));
      if (reader_.problems().count() > most_problems) return false;
    }
    return false;
  }

  double number(std::size_t column, Allowed const& allowed) {
    std::string const& field = fields_[column];
    double value = 0;
    char const* const end = field.data() + field.size();
    auto const [stop, error] = std::from_chars(field.data(), end, value);
    if (error != std::errc{} || stop != end || !std::isfinite(value)) {
      report(header_[column], fmt::format("must be a number, is \"{}\"", field));
    } else if (!allowed.contains(value)) {
      report(header_[column], fmt::format("must be {}, is {}", to_string(allowed), value));
    }
    return value;
  }

 private:
  void report(std::string place, std::string text) {
    reader_.problems().add({.file = path_.string(), .line = line_}, std::move(place),
                           std::move(text));
  }

  TableReader& reader_;
  fs::path path_;
  std::ifstream file_;
  std::vector<std::string> header_, fields_;
  int line_ = 1;
};

/// The file that `data` names, beside the file in which it does; none, with a problem, if it cannot
/// be read.
std::optional<fs::path> data_path(TableReader& reader) {
  std::string const name = reader.required_text("data");
  if (name.empty()) return std::nullopt;
  Location const& at = reader.find("data")->at;
  bool const is_in_file = at.line > 0;  // not on the command line
  fs::path path =
      is_in_file ? (fs::path(at.file).parent_path() / name).lexically_normal() : fs::path(name);
  auto const fail = [&](std::string const& text) {
    reader.problem("data", fmt::format("{}: {}", path.string(), text));
    return std::nullopt;
  };
  std::error_code error;
  fs::file_status const status = fs::status(path, error);
  if (!fs::exists(status)) return fail("no such file");
  if (!fs::is_regular_file(status)) return fail("not a file");
  std::uintmax_t const size = fs::file_size(path, error);
  if (error || !std::ifstream(path)) return fail("cannot be read");
  if (size > most_file_bytes)
    return fail(fmt::format("has {} bytes, a file of data may have at most {} MiB", size,
                            most_file_bytes / mebibyte));
  return path;
}

}  // namespace

void set_points(std::vector<double> const& values, std::vector<double> const& weights,
                Distribution& law) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(values[a], weights[a]) < std::pair(values[b], weights[b]);
  });
  law.x = {values[order[0]]};
  law.p = {0};
  for (std::size_t i = 1; i < order.size(); ++i) {
    law.x.push_back(values[order[i]]);
    law.p.push_back(law.p.back() + weights[order[i - 1]] + weights[order[i]]);
  }
  double const sum = law.p.back();
  for (double& p : law.p) p /= sum;
}

void thin_out(double tolerance, Distribution& law) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  std::vector<double> x = {law.x.front()}, p = {law.p.front()};
  // Slopes of lines from the last point kept that miss none since by more than the tolerance.
  double least = -infinity, greatest = infinity;
  for (std::size_t i = 1; i < law.x.size(); ++i) {
    double const slope = (law.x[i] - x.back()) / (law.p[i] - p.back());
    if (slope < least || slope > greatest) {
      x.push_back(law.x[i - 1]);
      p.push_back(law.p[i - 1]);
      least = -infinity;
      greatest = infinity;
    }
    double const rise = law.x[i] - x.back(), run = law.p[i] - p.back();
    least = std::max(least, (rise - tolerance) / run);
    greatest = std::min(greatest, (rise + tolerance) / run);
  }
  x.push_back(law.x.back());
  p.push_back(law.p.back());
  law.x = std::move(x);
  law.p = std::move(p);
}

void read_data(TableReader& reader, Distribution& law) {
  law.parameters.clear();
  for (char const* const key : {"p", "x"})
    if (reader.find(key))
      reader.problem(key, "empirical takes either p and x or data and column, not both");
  std::size_t const before = reader.problems().count();
  std::optional<fs::path> const path = data_path(reader);
  if (!path) return;
  Data data(reader, *path);
  std::optional<std::size_t> const column = data.column("column");
  bool const is_weighted = reader.find("weights") != nullptr;
  std::optional<std::size_t> const weight_column =
      is_weighted ? data.column("weights") : std::nullopt;
  if (reader.problems().count() > before) return;
  std::vector<double> values, weights;
  while (data.next()) {
    values.push_back(data.number(*column, {}));
    weights.push_back(is_weighted ? data.number(*weight_column, positive) : 1);
    if (reader.problems().count() > most_problems) break;
  }
  if (reader.problems().count() > before) return;
  if (values.size() < 2)
    return reader.problem(
        "data", fmt::format("{}: needs 2 rows of numbers, has {}", path->string(), values.size()));
  set_points(values, weights, law);
  auto const is_no_step = [](double p, double next) { return !(p < next); };
  if (std::adjacent_find(law.p.begin(), law.p.end(), is_no_step) != law.p.end())
    return reader.problem(
        "data",
        fmt::format("{}: some of its weights are as nothing beside others", path->string()));
  if (law.x.size() > most_untouched_points)
    thin_out(thinning_error * (quantile(law, 0.95) - quantile(law, 0.05)), law);
  if (law.x.size() > most_points)
    reader.problem("data", fmt::format("{}: keeps {} points, a law may have at most {}",
                                       path->string(), law.x.size(), most_points));
}

}  // namespace nameplate
