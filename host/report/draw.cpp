#include "host/report/draw.hpp"

#include <JavaScriptCore/JavaScript.h>
#include <fmt/format.h>
#include <librsvg/rsvg.h>

#include <string_view>

#include "host/refuse.hpp"
#include "host/report/embedded.hpp"
#include "host/report/page.hpp"
#include "host/results/text.hpp"
#include "nameplate/error.hpp"

namespace nameplate {
namespace {

constexpr double png_scale = 2;

/// What Vega expects of a browser and the engine alone lacks. Specifications are JSON.
constexpr std::string_view surroundings = R"(
  globalThis.structuredClone = (value) => JSON.parse(JSON.stringify(value));
  globalThis.console = { log() {}, info() {}, warn() {}, error() {} };
)";

/// Leaves the drawing, or what went wrong, in `drawn`.
constexpr std::string_view draw_function = R"(
  function draw(spec, numbers, times) {
    globalThis.drawn = { error: "the drawing was never finished" };
    const finish = (svg) => { drawn = { svg }; };
    const fail = (error) => { drawn = { error: String(error) }; };
    try {
      vega.formatLocale(numbers);
      vega.timeFormatLocale(times);
      const view = new vega.View(vega.parse(vegaLite.compile(spec).spec), { renderer: "none" });
      view.toSVG().then(finish, fail);
    } catch (error) { fail(error); }
  }
)";

struct UnrefObject {
  void operator()(void* object) const { g_object_unref(object); }
};
struct DestroySurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct DestroyContext {
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};

std::string text_of(JSContextRef context, JSValueRef value) {
  JSStringRef const string = JSValueToStringCopy(context, value, nullptr);
  std::string text(JSStringGetMaximumUTF8CStringSize(string), '\0');
  text.resize(JSStringGetUTF8CString(string, text.data(), text.size()) - 1);  // ends with zero
  JSStringRelease(string);
  return text;
}

/// In lines that fit the chart's width.
Json title_lines(std::string const& title) {
  constexpr std::size_t columns = 72;
  Json lines = Json::array();
  std::string rest = title;
  while (display_width(rest) > columns) {
    std::size_t const space = rest.rfind(' ', columns);
    if (space == std::string::npos) break;
    lines.push_back(rest.substr(0, space));
    rest.erase(0, space + 1);
  }
  lines.push_back(rest);
  return lines;
}

cairo_status_t append(void* text, unsigned char const* bytes, unsigned int count) {
  static_cast<std::string*>(text)->append(reinterpret_cast<char const*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

struct ChartDrawer::Engine {
  JSGlobalContextRef context = JSGlobalContextCreate(nullptr);
  Language const& say;

  explicit Engine(Language const& language) : say(language) {
    run(surroundings);
    run(embedded::vega);
    run(draw_function);
  }
  Engine(Engine const&) = delete;
  Engine(Engine&&) = delete;
  Engine& operator=(Engine const&) = delete;
  Engine& operator=(Engine&&) = delete;
  ~Engine() { JSGlobalContextRelease(context); }

  /// The value of a script as text. Promises are settled when it returns.
  std::string run(std::string_view script) const {
    JSStringRef const source = JSStringCreateWithUTF8CString(std::string(script).c_str());
    JSValueRef error = nullptr;
    JSValueRef const value = JSEvaluateScript(context, source, nullptr, nullptr, 1, &error);
    JSStringRelease(source);
    if (error != nullptr) throw RunError("drawing a chart: " + text_of(context, error));
    return text_of(context, value);
  }
};

bool ChartDrawer::is_available() { return !embedded::vega.empty(); }

ChartDrawer::ChartDrawer(Language const& say) {
  if (!is_available()) refuse("", "this build has no charts: it was configured without reports");
  engine_ = std::make_unique<Engine>(say);
}

ChartDrawer::~ChartDrawer() = default;

std::string ChartDrawer::svg(Chart const& chart) {
  Json spec = chart.spec;
  spec["title"] = {{"text", title_lines(chart.title)}, {"anchor", "start"}};
  spec["background"] = "white";
  if (!spec.contains("padding")) spec["padding"] = 10;
  engine_->run(fmt::format("draw({}, {}, {})", spec.dump(), number_locale(engine_->say).dump(),
                           time_locale(engine_->say).dump()));
  if (std::string const error = engine_->run("drawn.error ?? ''"); !error.empty())
    throw RunError(fmt::format("drawing {}: {}", chart.id, error));
  return engine_->run("drawn.svg");
}

std::string ChartDrawer::png(Chart const& chart) {
  std::string const text = svg(chart);
  GError* error = nullptr;
  std::unique_ptr<RsvgHandle, UnrefObject> const handle(rsvg_handle_new_from_data(
      reinterpret_cast<unsigned char const*>(text.data()), text.size(), &error));
  if (handle == nullptr) {
    std::string const message = error->message;
    g_error_free(error);
    throw RunError(fmt::format("drawing {}: {}", chart.id, message));
  }
  double width = 0, height = 0;
  rsvg_handle_get_intrinsic_size_in_pixels(handle.get(), &width, &height);
  RsvgRectangle const page = {0, 0, png_scale * width, png_scale * height};
  std::unique_ptr<cairo_surface_t, DestroySurface> const surface(cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, static_cast<int>(page.width), static_cast<int>(page.height)));
  std::unique_ptr<cairo_t, DestroyContext> const context(cairo_create(surface.get()));
  std::string bytes;
  bool const is_drawn =
      rsvg_handle_render_document(handle.get(), context.get(), &page, nullptr) != 0 &&
      cairo_surface_write_to_png_stream(surface.get(), append, &bytes) == CAIRO_STATUS_SUCCESS;
  if (!is_drawn) throw RunError(fmt::format("drawing {}: no PNG could be made", chart.id));
  return bytes;
}

}  // namespace nameplate
