#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>

#include "host/catalog/document.hpp"
#include "host/catalog/limits.hpp"
#include "host/catalog/sections.hpp"

namespace nameplate {
namespace {

namespace fs = std::filesystem;

std::string place_of(std::string_view section, std::string_view id) {
  return fmt::format("{}.{}", section, id);
}

void report_second(Node const& first, Node const& second, std::string place, Problems& problems) {
  problems.add(second.at, std::move(place),
               fmt::format("stands already in {}:{}", first.at.file, first.at.line));
}

/// Adds the entries of an included file; none may be there already.
void add_entries(Table& target, Table&& included, Problems& problems) {
  for (auto& [key, value] : included) {
    if (key == "schema") continue;  // every file may state it
    auto const [there, is_new] = target.try_emplace(key, std::move(value));
    if (is_new) continue;
    if (!is_section(key) || !there->second.table() || !value.table()) {
      report_second(there->second, value, key, problems);
      continue;
    }
    for (auto& [id, entry] : *value.table()) {
      auto const [old, is_new_id] = there->second.table()->try_emplace(id, std::move(entry));
      if (!is_new_id) report_second(old->second, entry, place_of(key, id), problems);
    }
  }
}

/// Puts what a catalog says over the catalog that it is based on.
void put_over(Table& base, Table const& over) {
  for (auto const& [key, value] : over) {
    Node& old = base[key];
    if (!value.table() || !old.table()) {
      old = value;
    } else if (!is_section(key)) {
      replace_keys(*old.table(), *value.table());
      old.at = value.at;
    } else {
      for (auto const& [id, entry] : *value.table()) {
        Node& old_entry = (*old.table())[id];
        if (!entry.table() || !old_entry.table()) {
          old_entry = entry;
          continue;
        }
        replace_keys(*old_entry.table(), *entry.table());
        old_entry.at = entry.at;
      }
    }
  }
}

/// The key that asks for a file.
struct Mention {
  Location at;
  std::string place;
};

/// A file being read.
struct ActiveFile {
  fs::path identity;
  std::string name;
};

class Loader {
 public:
  explicit Loader(Problems& problems) : problems_(problems) {}

  /// `mention`: none for the file that the user named.
  Node load_file(fs::path const& path, std::optional<Mention> const& mention) {
    std::optional<std::string> const text = read(path, mention);
    if (!text) return {.value = Table{}, .at = {}};
    active_.push_back({fs::weakly_canonical(path), path.string()});
    Node root = load_text(*text, path.string(), path.parent_path(), mention.has_value());
    active_.pop_back();
    return root;
  }

  Node load_text(std::string_view text, std::string const& name, fs::path const& directory,
                 bool is_mentioned) {
    problems_.add_file(name);
    Node root = parse_toml(text, name, problems_);
    if (!is_mentioned && root.table()->empty() && problems_.count() == 0)
      problems_.add({.file = name}, "", "the file is empty");
    add_included(root, directory);
    put_over_base(root, directory);
    return root;
  }

 private:
  void report(fs::path const& path, std::optional<Mention> const& mention,
              std::string const& text) {
    if (mention)
      problems_.add(mention->at, mention->place, fmt::format("{}: {}", path.string(), text));
    else
      problems_.add({.file = path.string()}, "", text);
  }

  /// Contents of a file; none, with a problem, where it cannot or may not be read.
  std::optional<std::string> read(fs::path const& path, std::optional<Mention> const& mention) {
    std::error_code error;
    fs::file_status const status = fs::status(path, error);
    if (!fs::exists(status)) return report(path, mention, "no such file"), std::nullopt;
    if (!fs::is_regular_file(status)) return report(path, mention, "not a file"), std::nullopt;
    if (is_loop(path, mention)) return std::nullopt;
    if (++files_read_ > most_files) {
      if (files_read_ == most_files + 1)
        report(path, mention, fmt::format("a catalog may have at most {} files", most_files));
      return std::nullopt;
    }
    std::uintmax_t const size = fs::file_size(path, error);
    if (error || size > most_file_bytes) {
      report(path, mention,
             fmt::format("has {} bytes, a catalog file may have at most {} MiB", size,
                         most_file_bytes / mebibyte));
      return std::nullopt;
    }
    if (bytes_read_ += size; bytes_read_ > most_bytes_together) {
      report(path, mention,
             fmt::format("brings the catalog to {} bytes, all of its files together may have at "
                         "most {} MiB",
                         bytes_read_, most_bytes_together / mebibyte));
      return std::nullopt;
    }
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file || (size > 0 && !text)) return report(path, mention, "cannot be read"), std::nullopt;
    return std::move(text).str();
  }

  bool is_loop(fs::path const& path, std::optional<Mention> const& mention) {
    fs::path const identity = fs::weakly_canonical(path);
    auto const first = std::find_if(active_.begin(), active_.end(), [&](ActiveFile const& file) {
      return file.identity == identity;
    });
    if (first == active_.end()) return false;
    std::string chain;
    for (auto file = first; file != active_.end(); ++file) chain += file->name + " -> ";
    report(path, mention, fmt::format("loop: {}{}", chain, first->name));
    return true;
  }

  void add_included(Node& root, fs::path const& directory) {
    auto const entry = root.table()->extract("include");
    if (entry.empty()) return;
    Node const& files = entry.mapped();
    if (!files.array()) {
      problems_.add(files.at, "include",
                    fmt::format("must be an array of file names, is {}", describe(files)));
      return;
    }
    for (Node const& file : *files.array()) {
      if (!file.string()) {
        problems_.add(file.at, "include",
                      fmt::format("must be a file name, is {}", describe(file)));
        continue;
      }
      fs::path const path = (directory / *file.string()).lexically_normal();
      bool const was_included = std::exchange(is_included_, true);
      Node included = load_file(path, Mention{file.at, "include"});
      is_included_ = was_included;
      add_entries(*root.table(), std::move(*included.table()), problems_);
    }
  }

  void put_over_base(Node& root, fs::path const& directory) {
    auto const entry = root.table()->extract("base");
    if (entry.empty()) return;
    Node const& file = entry.mapped();
    if (is_included_) {
      problems_.add(file.at, "base", "not allowed in an included file");
    } else if (!file.string()) {
      problems_.add(file.at, "base", fmt::format("must be a file name, is {}", describe(file)));
    } else {
      fs::path const path = (directory / *file.string()).lexically_normal();
      Node base = load_file(path, Mention{file.at, "base"});
      put_over(*base.table(), *root.table());
      root.value = std::move(base.value);
    }
  }

  Problems& problems_;
  std::vector<ActiveFile> active_;  // outermost first
  int files_read_ = 0;
  std::uintmax_t bytes_read_ = 0;
  bool is_included_ = false;
};

}  // namespace

void replace_keys(Table& target, Table const& change) {
  for (auto const& [key, value] : change) {
    // One kind of correlations takes the place of the other.
    if (key == "correlation") target.erase("rank_correlation");
    if (key == "rank_correlation" && !change.contains("correlation")) target.erase("correlation");
    Node& old = target[key];
    bool const one_by_one =
        (key == "parameters" || key == "by_status") && value.table() && old.table();
    if (!one_by_one) {
      old = value;
      continue;
    }
    for (auto const& [name, law] : *value.table()) (*old.table())[name] = law;
  }
}

Node load_document(fs::path const& path, Problems& problems) {
  return Loader(problems).load_file(path, std::nullopt);
}

Node load_document(std::string_view text, std::string const& name, Problems& problems) {
  return Loader(problems).load_text(text, name, "", false);
}

}  // namespace nameplate
