#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>

#include "host/catalog/assignments.hpp"
#include "host/catalog/checks.hpp"
#include "host/catalog/date.hpp"
#include "host/catalog/document.hpp"
#include "host/catalog/limits.hpp"
#include "host/catalog/problems.hpp"
#include "host/catalog/read_entries.hpp"
#include "host/catalog/revisions.hpp"
#include "host/catalog/sections.hpp"
#include "host/catalog/table_reader.hpp"
#include "nameplate/catalog.hpp"

namespace nameplate {
namespace {

constexpr int schema_version = 1;

/// An id may be a bare TOML key.
bool is_id(std::string const& text) {
  auto const is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), is_allowed);
}

/// Turns the merged tree into a catalog.
class CatalogReader {
 public:
  CatalogReader(Node const& root, std::vector<OtherState> const& others,
                CatalogOptions const& options, Problems& problems)
      : root_(root, "", problems),
        others_(others),
        options_(options),
        problems_(problems),
        references_{.builds = ids("builds"),
                    .groups = ids("groups"),
                    .platforms = ids("platforms"),
                    .regions = ids("regions"),
                    .sources = ids("sources"),
                    .factors = {},
                    .parameters = catalog_.parameters} {}

  Catalog read() {
    read_header();
    read_sources();
    if (Node const* const factors = root_.find("factors"))
      catalog_.factors =
          read_factors(*factors, references_, options_.repair_correlation, problems_);
    read_all("parameters", catalog_.parameters, [this](auto const& name, Node const& node) {
      return read_parameter(name, node, references_, catalog_.factors, problems_);
    });
    read_all("regions", catalog_.regions, [this](auto const& id, Node const& node) {
      return read_region(id, node, references_, problems_);
    });
    read_all("platforms", catalog_.platforms, [this](auto const& id, Node const& node) {
      return read_platform(id, node, references_, problems_);
    });
    read_all("groups", catalog_.groups,
             [this](auto const& id, Node const& node) { return read_named_group(id, node); });
    double const epoch_month = catalog_.epoch_year * 12 + catalog_.epoch_month - 1;
    read_all("builds", catalog_.builds, [&](auto const& id, Node const& node) {
      return read_build(id, node, references_, epoch_month, problems_);
    });
    read_all("uses", catalog_.uses, [this](auto const& id, Node const& node) {
      return read_use(id, node, references_, problems_);
    });
    read_all("claims", catalog_.claims, [this](auto const& id, Node const& node) {
      return read_claim(id, node, references_, problems_);
    });
    read_all("evidence", catalog_.evidence, [this](auto const& id, Node const& node) {
      return read_outside_view(id, node, references_, problems_);
    });
    root_.finish();
    return std::move(catalog_);
  }

 private:
  std::vector<std::string> ids(char const* section) {
    std::vector<std::string> ids;
    Node const* const entries = root_.find(section);
    if (entries && entries->table())
      for (auto const& [id, entry] : *entries->table()) ids.push_back(id);
    return ids;
  }

  void read_header() {
    if (Node const* const schema = root_.require("schema")) {
      auto const* const version = std::get_if<std::int64_t>(&schema->value);
      if (!version || *version != schema_version)
        root_.problem("schema",
                      fmt::format("must be {}, is {}", schema_version, describe(*schema)));
    }
    catalog_.name = root_.required_text("name");
    catalog_.epoch = root_.required_text("epoch");
    if (catalog_.epoch.empty()) return;
    std::optional<int> const month = beginning_of_month(catalog_.epoch);
    if (!month) {
      root_.problem("epoch",
                    fmt::format("must be a month such as \"2025-01\", is \"{}\"", catalog_.epoch));
      return;
    }
    catalog_.epoch_year = *month / 12;
    catalog_.epoch_month = *month % 12 + 1;
  }

  void read_sources() {
    Node const* const node = root_.find("sources");
    if (!node) return;
    TableReader sources(*node, "sources", problems_);
    for (std::string const& id : references_.sources)
      catalog_.sources[id] = sources.required_text(id);
  }

  /// Reads the entries of a section; its states at other dates too, for what is wrong with them.
  template <class Entry, class Read>
  void read_all(std::string const& section, std::map<std::string, Entry>& entries, Read read) {
    Node const* const node = root_.find(section);
    if (!node) return;
    TableReader const table(*node, section, problems_);
    if (!node->table()) return;
    if (std::size_t const count = node->table()->size(); count > most_entries) {
      problems_.add(
          node->at, section,
          fmt::format("has {} entries, a section may have at most {}", count, most_entries));
      problems_.throw_if_any();  // what refers to them would only give further problems
    }
    for (auto const& [id, entry] : *node->table()) {
      if (!is_id(id))
        problems_.add(entry.at, section,
                      fmt::format("\"{}\": an id has letters, digits, \"-\" and \"_\" only", id));
      entries[id] = read(id, entry);
    }
    for (OtherState const& other : others_)
      if (other.section == section) read(other.id, other.entry);
  }

  Group read_named_group(std::string const& id, Node const& node) {
    std::string const place = "groups." + id;
    if (id == "all") problems_.add(node.at, place, "reserved: all builds are in it");
    if (std::binary_search(references_.builds.begin(), references_.builds.end(), id))
      problems_.add(node.at, place, "is a build too: an overlap could mean either");
    return read_group(id, node, problems_);
  }

  TableReader root_;
  std::vector<OtherState> const& others_;
  CatalogOptions const& options_;
  Problems& problems_;
  Catalog catalog_;
  References references_;
};

/// Ids of the entries of a section that `as_of` leaves out.
using LeftOut = std::set<std::string>;

/// Takes out of `entries` those whose date, `dated`, is after `as_of`; one without a date stays.
template <class Entry>
LeftOut leave_out(std::map<std::string, Entry>& entries, std::string Entry::*dated, double as_of) {
  LeftOut left_out;
  for (auto const& [id, entry] : entries) {
    std::optional<double> const month = end_of_period(entry.*dated);
    if (month && *month > as_of) left_out.insert(id);
  }
  for (std::string const& id : left_out) entries.erase(id);
  return left_out;
}

void drop_overlaps(Catalog& catalog, LeftOut const& builds) {
  for (auto& [id, build] : catalog.builds)
    std::erase_if(build.overlaps,
                  [&](Overlap const& overlap) { return builds.contains(overlap.with); });
}

/// An assignment to an entry that is left out would have no effect. `dated`: "announced".
void check_assignments(std::vector<Assignment> const& assignments, std::string const& section,
                       LeftOut const& left_out, std::string const& dated, Catalog const& catalog,
                       Problems& problems) {
  for (Assignment const& assignment : assignments) {
    if (assignment.path.size() < 2 || assignment.path[0] != section) continue;
    if (std::string const& id = assignment.path[1]; left_out.contains(id))
      problems.add(assignment.at, assignment.place,
                   fmt::format("{} was not {} by {}", id, dated, catalog.as_of));
  }
}

std::optional<double> as_of_month(CatalogOptions const& options, Problems& problems) {
  if (!options.as_of) return std::nullopt;
  std::optional<double> const month = end_of_period(*options.as_of);
  if (!month)
    problems.add({.file = "--as-of " + *options.as_of}, "",
                 fmt::format("must be a date ({})", date_forms));
  return month;
}

Catalog read_catalog(Node root, std::string const& path, CatalogOptions const& options,
                     Problems& problems) {
  problems.throw_if_any();  // a tree with holes would only give further problems
  std::optional<double> const as_of = as_of_month(options, problems);
  std::vector<OtherState> const others = apply_revisions(root, as_of, problems);
  std::vector<Assignment> assignments =
      apply_assignments("--set", options.assignments, root, problems);
  for (Assignment& change : apply_assignments("--change", options.changes, root, problems))
    assignments.push_back(std::move(change));
  Catalog catalog = CatalogReader(root, others, options, problems).read();
  catalog.path = path;
  catalog.as_of = options.as_of.value_or("latest");
  if (as_of) {
    LeftOut const builds = leave_out(catalog.builds, &Build::announced, *as_of);
    LeftOut const claims = leave_out(catalog.claims, &Claim::published, *as_of);
    drop_overlaps(catalog, builds);
    check_assignments(assignments, "builds", builds, "announced", catalog, problems);
    check_assignments(assignments, "claims", claims, "published", catalog, problems);
  }
  check_region_parents(catalog, problems);
  check_overlaps(catalog, problems);
  check_completeness(catalog, problems);
  problems.throw_if_any();
  return catalog;
}

}  // namespace

Catalog load_catalog(std::filesystem::path const& path, CatalogOptions const& options) {
  Problems problems;
  Node root = load_document(path, problems);
  return read_catalog(std::move(root), path.string(), options, problems);
}

Catalog parse_catalog(std::string_view text, std::string const& name,
                      CatalogOptions const& options) {
  Problems problems;
  Node root = load_document(text, name, problems);
  return read_catalog(std::move(root), name, options, problems);
}

}  // namespace nameplate
