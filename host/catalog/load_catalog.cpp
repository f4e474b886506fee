#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>

#include "host/catalog/assignments.hpp"
#include "host/catalog/catalog_source.hpp"
#include "host/catalog/checks.hpp"
#include "host/catalog/date.hpp"
#include "host/catalog/document.hpp"
#include "host/catalog/keys.hpp"
#include "host/catalog/limits.hpp"
#include "host/catalog/problems.hpp"
#include "host/catalog/read_entries.hpp"
#include "host/catalog/revisions.hpp"
#include "host/catalog/sections.hpp"
#include "host/catalog/table_reader.hpp"
#include "nameplate/catalog.hpp"
#include "nameplate/version.hpp"

namespace nameplate {
namespace {

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
  /// \param whole the tree that `root` is, or is a part of
  CatalogReader(Node const& root, Node const& whole, std::vector<OtherState> const& others,
                bool repairs_correlation, Problems& problems)
      : root_(root, "", problems),
        others_(others),
        repairs_correlation_(repairs_correlation),
        problems_(problems),
        references_{.builds = ids(whole, "builds"),
                    .groups = ids(whole, "groups"),
                    .platforms = ids(whole, "platforms"),
                    .regions = ids(whole, "regions"),
                    .sources = ids(whole, "sources"),
                    .factors = {},
                    .parameters = catalog_.parameters} {}

  Catalog read() {
    read_header();
    read_sources();
    if (Node const* const factors = root_.find("factors"))
      catalog_.factors = read_factors(*factors, references_, repairs_correlation_, problems_);
    read_entries();
    root_.finish();
    return std::move(catalog_);
  }

  /// Puts the entries of the tree over those of `base`, which is of the whole tree.
  Catalog read_over(Catalog base) {
    catalog_ = std::move(base);
    read_entries();
    return std::move(catalog_);
  }

 private:
  void read_entries() {
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
    read_formulas();
    read_all("claims", catalog_.claims, [this](auto const& id, Node const& node) {
      return read_claim(id, node, references_, problems_);
    });
    read_all("evidence", catalog_.evidence, [this](auto const& id, Node const& node) {
      return read_outside_view(id, node, references_, problems_);
    });
    read_all("translations", catalog_.translations, [this](auto const& code, Node const& node) {
      return read_translations(code, node, problems_);
    });
  }

  static std::vector<std::string> ids(Node const& tree, char const* section) {
    auto const entries = tree.table()->find(section);
    if (entries == tree.table()->end() || !entries->second.table()) return {};
    return keys(*entries->second.table());
  }

  void read_header() {
    if (Node const* const schema = root_.require("schema")) {
      auto const* const version = std::get_if<std::int64_t>(&schema->value);
      if (!version || *version != catalog_schema_version)
        root_.problem("schema",
                      fmt::format("must be {}, is {}", catalog_schema_version, describe(*schema)));
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
  void read_all(std::string const& section, std::map<std::string, Entry>& entries, Read read,
                std::size_t most = most_entries) {
    Node const* const node = root_.find(section);
    if (!node) return;
    TableReader const table(*node, section, problems_);
    if (!node->table()) return;
    if (std::size_t const count = node->table()->size(); count > most) {
      problems_.add(node->at, section,
                    fmt::format("has {} entries, {} may have at most {}", count,
                                most == most_entries ? "a section" : "this section", most));
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

  void read_formulas() {
    std::size_t const before = problems_.count();
    read_all(
        "inputs", catalog_.inputs,
        [this](auto const& id, Node const& node) {
          return read_input(id, node, references_, catalog_.factors, problems_);
        },
        most_formulas);
    read_all(
        "metrics", catalog_.metrics,
        [this](auto const& id, Node const& node) {
          return read_formula_metric(id, node, references_, problems_);
        },
        most_formulas);
    for (auto const& [id, metric] : catalog_.metrics)
      if (catalog_.inputs.contains(id))
        problems_.add(metric.at, "metrics." + id, "is an input too: a formula could mean either");
    if (problems_.count() == before) check_formulas(catalog_, problems_);
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
  bool repairs_correlation_;
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

/// Leaves out what was not known at a date, and checks what entries must be together.
Catalog completed(Catalog catalog, std::optional<double> as_of,
                  std::vector<Assignment> const& assignments, Problems& problems) {
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

/// Sections whose entries can be read apart from all others. A parameter's can but for its scope,
/// which tells where laws may stand.
bool is_read_alone(Assignment const& assignment) {
  std::vector<std::string> const& path = assignment.path;
  if (path.size() < 3) return false;
  if (path[0] == "parameters") return path[2] == "distribution" || path[2] == "by_status";
  return path[0] == "builds" || path[0] == "platforms" || path[0] == "regions" || path[0] == "uses";
}

/// The part of the tree that the assignments change, before they do; none if what they change
/// cannot be told apart from the rest.
std::optional<Node> changed_part(Node const& root, std::vector<Assignment> const& assignments) {
  Node part{.value = Table{}, .at = root.at};
  for (Assignment const& assignment : assignments) {
    Node const* const entry = is_read_alone(assignment)
                                  ? find_value(root, {assignment.path[0], assignment.path[1]})
                                  : nullptr;
    if (entry == nullptr) return std::nullopt;
    std::string const& section = assignment.path[0];
    Node& copies =
        part.table()->try_emplace(section, Node{.value = Table{}, .at = root.at}).first->second;
    copies.table()->try_emplace(assignment.path[1], *entry);
  }
  return part;
}

}  // namespace

CatalogSource::CatalogSource(Node root, std::string const& path, CatalogOptions const& options,
                             Problems problems)
    : root_(std::move(root)), repairs_correlation_(options.repair_correlation) {
  problems.throw_if_any();  // a tree with holes would only give further problems
  as_of_ = as_of_month(options, problems);
  std::vector<OtherState> const others = apply_revisions(root_, as_of_, problems);
  assignments_ = apply_assignments("--set", options.assignments, root_, problems);
  for (Assignment& change : apply_assignments("--change", options.changes, root_, problems))
    assignments_.push_back(std::move(change));
  whole_ = CatalogReader(root_, root_, others, repairs_correlation_, problems).read();
  whole_.path = path;
  whole_.as_of = options.as_of.value_or("latest");
  base_ = completed(whole_, as_of_, assignments_, problems);
}

/// A catalog with other values, and what tells how it came about.
struct CatalogSource::Edit {
  std::vector<Assignment> assignments;  // the edit's, then those of the source
  Catalog whole;
  Problems problems;

  Catalog completed(std::optional<double> as_of) {
    return nameplate::completed(whole, as_of, assignments, problems);
  }
};

CatalogSource::Edit CatalogSource::edit(std::vector<Override> const& overrides) const {
  Edit edit;
  Problems& problems = edit.problems;
  for (Override const& each : overrides) {
    problems.add_file(each.at.file);
    edit.assignments.push_back({each.at, split_path(each.key), each.key});
    if (edit.assignments.back().path.empty())
      problems.add(each.at, each.key, "must be a key, such as builds.NAME.capacity_gw");
  }
  problems.throw_if_any();
  std::optional<Node> part = changed_part(root_, edit.assignments);
  bool const is_whole = !part;
  if (is_whole) part = root_;
  for (std::size_t i = 0; i < overrides.size(); ++i)
    assign(edit.assignments[i], overrides[i].value, *part, problems);
  std::vector<OtherState> const others;  // have been checked with the base
  CatalogReader reader(*part, is_whole ? *part : root_, others, repairs_correlation_, problems);
  edit.whole = is_whole ? reader.read() : reader.read_over(whole_);
  edit.whole.path = whole_.path;
  edit.whole.as_of = whole_.as_of;
  edit.assignments.insert(edit.assignments.end(), assignments_.begin(), assignments_.end());
  return edit;
}

Catalog CatalogSource::with(std::vector<Override> const& overrides) const {
  return edit(overrides).completed(as_of_);
}

CatalogSource CatalogSource::edited(std::vector<Override> const& overrides) const {
  Edit edit = this->edit(overrides);
  CatalogSource source = *this;
  source.base_ = edit.completed(as_of_);
  source.whole_ = std::move(edit.whole);
  for (std::size_t i = 0; i < overrides.size(); ++i)
    assign(edit.assignments[i], overrides[i].value, source.root_, edit.problems);
  source.assignments_ = std::move(edit.assignments);
  return source;
}

CatalogSource open_catalog(std::filesystem::path const& path, CatalogOptions const& options) {
  Problems problems;
  Node root = load_document(path, problems);
  return {std::move(root), path.string(), options, std::move(problems)};
}

Catalog load_catalog(std::filesystem::path const& path, CatalogOptions const& options) {
  return open_catalog(path, options).base();
}

Catalog parse_catalog(std::string_view text, std::string const& name,
                      CatalogOptions const& options) {
  Problems problems;
  Node root = load_document(text, name, problems);
  return CatalogSource(std::move(root), name, options, std::move(problems)).base();
}

}  // namespace nameplate
