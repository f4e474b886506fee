#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "host/cli/commands.hpp"
#include "host/cli/output_options.hpp"
#include "host/refuse.hpp"
#include "host/report/draw.hpp"
#include "host/report/page.hpp"

namespace nameplate {
namespace {

/// The command line as written.
struct ReportArguments {
  std::vector<std::string> files;
  std::string svg, png;
  OutputArguments output;
};

NamedText read_text(std::string const& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) refuse(name, "cannot be read");
  return {name, std::string(std::istreambuf_iterator<char>(file), {})};
}

/// The folder, made if it is not there.
void make_folder(std::string const& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw RunError(fmt::format("{}: {}", folder, error.message()));
}

/// One file a chart.
void draw_charts(ReportArguments const& arguments, ReportData const& data, Language const& say) {
  ChartDrawer drawer(say);
  for (std::string const& folder : {arguments.svg, arguments.png})
    if (!folder.empty()) make_folder(folder);
  auto const write = [](std::string const& folder, std::string const& name,
                        std::string const& text) {
    OutputFile(std::filesystem::path(folder) / name).write(text);
  };
  for (Chart const& chart : charts_of(data, say)) {
    if (!arguments.svg.empty()) write(arguments.svg, chart.id + ".svg", drawer.svg(chart));
    if (!arguments.png.empty()) write(arguments.png, chart.id + ".png", drawer.png(chart));
  }
}

void report_command(ReportArguments const& arguments) {
  std::vector<NamedText> documents;
  documents.reserve(arguments.files.size());
  for (std::string const& file : arguments.files) documents.push_back(read_text(file));
  ReportData const data = read_report(documents);
  Language const say = Language::named(arguments.output.language, data.translations);
  bool const draws = !arguments.svg.empty() || !arguments.png.empty();
  if (draws) draw_charts(arguments, data, say);
  if (!draws || !arguments.output.file.empty())
    Destination(arguments.output).write(to_html(data, say));
}

}  // namespace

void add_report_command(CLI::App& program) {
  CLI::App* const command = program.add_subcommand(
      "report", "Make an HTML report, or charts as SVG and PNG, from results in JSON");
  auto const arguments = std::make_shared<ReportArguments>();
  command
      ->add_option("results", arguments->files,
                   "JSON of `nameplate run`; and of `claims` and `sensitivity`, where it has none")
      ->type_name("FILE.json")
      ->required();
  command->add_option("--svg", arguments->svg, "Write each chart as SVG to a folder")
      ->type_name("FOLDER");
  command->add_option("--png", arguments->png, "Write each chart as PNG to a folder")
      ->type_name("FOLDER");
  add_language_option(*command, arguments->output.language);
  command
      ->add_option("-o,--output", arguments->output.file,
                   "Write the report to a file instead of standard output")
      ->type_name("FILE.html");
  command->footer(
      "\nThe file needs nothing beside it and asks for nothing over a network. Results of `run "
      "--report` hold all\nparts of a report; those of a plain run have fewer.\n"
      "\nExamples:\n"
      "  nameplate run --format json --report report.html -o results.json\n"
      "  nameplate report results.json -o rapport.html --lang fr\n"
      "  nameplate report results.json --svg charts --png charts\n"
      "  nameplate report results.json claims.json sensitivity.json -o report.html");
  command->callback([arguments] { report_command(*arguments); });
}

}  // namespace nameplate
