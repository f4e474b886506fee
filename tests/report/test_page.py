"""The HTML report in a headless Chromium: what a reader, a keyboard and a printer make of it.

Run by scripts/test-report, which makes the reports. NAMEPLATE_REPORTS is their folder; screenshots go to it.
"""

import csv
import io
import json
import os
import pathlib
import struct

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

REPORTS = pathlib.Path(os.environ["NAMEPLATE_REPORTS"])
FULL_CHARTS = {
    "fan-facility_gw", "fan-energy_twh", "fan-homes_energy", "fan-effective_eflops",
    "waterfall", "builds", "claims", "shapley", "tornado", "convergence",
}
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        yield browser
        browser.close()


class Page:
    """A report that is open, with what its console said and which addresses it asked for."""

    def __init__(self, browser, name, scheme="light", viewport=DESKTOP, **options):
        self.context = browser.new_context(color_scheme=scheme, viewport=viewport, **options)
        self.page = self.context.new_page()
        self.console, self.requests = [], []
        self.page.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.console.append(f"error: {error}"))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.address = (REPORTS / name).resolve().as_uri()
        self.page.goto(self.address)
        self.page.wait_for_function("document.documentElement.dataset.charts !== undefined")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def outside_requests(self):
        return [url for url in self.requests
                if url != self.address and not url.startswith(("data:", "blob:"))]


def marks_of(page, chart):
    """Drawn shapes of a chart that have a size."""
    return page.evaluate(
        """id => [...document.querySelectorAll(`[data-chart="${id}"] svg .role-mark *`)]
             .filter(e => ['path', 'line', 'text'].includes(e.tagName))
             .filter(e => { const b = e.getBBox(); return b.width + b.height > 0; }).length""", chart)


@pytest.mark.parametrize("name", ["full.html", "rapport.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_chart_draws_without_errors_or_requests(browser, name, scheme, viewport):
    with Page(browser, name, scheme, viewport) as report:
        page = report.page
        assert page.evaluate("document.documentElement.dataset.charts") == "drawn"
        drawn = set(page.eval_on_selector_all("[data-chart]", "all => all.map(e => e.dataset.chart)"))
        assert drawn == FULL_CHARTS
        for chart in sorted(drawn):
            assert marks_of(page, chart) >= 3, chart
        assert report.console == []
        assert report.outside_requests() == []
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= viewport["width"], "the page is wider than the screen"
        kind = "phone" if viewport is PHONE else "desktop"
        page.screenshot(path=REPORTS / f"{pathlib.Path(name).stem}-{scheme}-{kind}.png", full_page=True)


@pytest.mark.parametrize("name", ["full.html", "rapport.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_names_and_structure_pass_axe(browser, name, scheme):
    with Page(browser, name, scheme) as report:
        # Vega's marks carry roles for screen readers that axe takes for errors of the page.
        results = Axe().run(report.page, context={"exclude": [[".plot svg"]]})
        assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_in_charts_have_contrast(browser, scheme):
    with Page(browser, "full.html", scheme) as report:
        ratios = report.page.evaluate(
            """() => {
              const channel = c => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
              const luminance = rgb => { const [r, g, b] = rgb.match(/[\\d.]+/g).map(Number).map(channel);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
              const page = luminance(getComputedStyle(document.body).backgroundColor);
              return [...document.querySelectorAll('.plot svg text')].map(text => {
                const ink = luminance(getComputedStyle(text).fill);
                return (Math.max(ink, page) + 0.05) / (Math.min(ink, page) + 0.05); });
            }""")
        assert len(ratios) > 100
        assert min(ratios) >= 4.5


def test_the_keyboard_reaches_all_that_acts(browser):
    with Page(browser, "full.html") as report:
        page = report.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        expected = page.evaluate(
            """document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]').length""")
        reached = set()
        for _ in range(expected + 5):
            focused = page.evaluate(
                """(() => { const e = document.activeElement; if (e === document.body) return null;
                  const s = getComputedStyle(e); e.dataset.seen ??= String(Math.random());
                  return { id: e.dataset.seen, outline: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 }; })()""")
            if focused:
                assert focused["outline"], "what has the focus does not show it"
                reached.add(focused["id"])
            page.keyboard.press("Tab")
        hidden = page.evaluate(
            """[...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
                 .filter(e => !e.checkVisibility({ contentVisibilityAuto: true })
                   || e.closest('details:not([open])') && e.tagName !== 'SUMMARY').length""")
        assert len(reached) == expected - hidden


def test_enter_opens_a_claim_and_saves_data(browser):
    with Page(browser, "full.html") as report:
        page = report.page
        claim = page.locator("details.claim summary").first
        claim.focus()
        page.keyboard.press("Enter")
        assert page.locator("details.claim").first.get_attribute("open") is not None
        page.locator("#waterfall button[data-save=csv]").focus()
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        rows = list(csv.DictReader(io.StringIO(pathlib.Path(download.value.path()).read_text())))
        assert [row["kind"] for row in rows] == ["reference", "total", "less", "total"]
        net = float(rows[1]["value"]) - float(rows[2]["value"])
        assert net == pytest.approx(float(rows[3]["value"]))


def test_every_chart_saves_its_data_and_pictures(browser):
    with Page(browser, "full.html") as report:
        for chart in sorted(FULL_CHARTS):
            for kind in ("csv", "svg", "png"):
                with report.page.expect_download() as download:
                    report.page.click(f'[id="{chart}"] button[data-save={kind}]')
                assert download.value.suggested_filename == f"{chart}.{kind}"
                data = pathlib.Path(download.value.path()).read_bytes()
                if kind == "csv":
                    assert len(list(csv.reader(io.StringIO(data.decode())))) >= 3
                elif kind == "svg":
                    assert data.startswith(b"<svg") and b"<path" in data
                else:
                    assert data[1:4] == b"PNG" and struct.unpack(">I", data[16:20])[0] > 500
        assert report.console == []


def test_a_tooltip_gives_the_numbers_of_a_date(browser):
    with Page(browser, "full.html") as report:
        chart = report.page.locator('[data-chart="fan-facility_gw"] svg')
        chart.scroll_into_view_if_needed()
        box = chart.bounding_box()
        report.page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.5)
        tooltip = report.page.locator("#vg-tooltip-element.visible")
        tooltip.wait_for()
        text = tooltip.inner_text()
        assert "P95" in text and "median" in text and "2030" in text


def test_search_keeps_the_assumptions_that_match(browser):
    with Page(browser, "full.html") as report:
        page = report.page
        everything = page.locator(".assumption:visible").count()
        page.fill("#search", "load_factor")
        some = page.locator(".assumption:visible").count()
        assert 0 < some < everything
        assert page.locator("#found").inner_text() == f"{some} / {everything}"
        page.fill("#search", "no such assumption anywhere")
        assert page.locator(".assumption:visible").count() == 0


def test_on_paper_everything_is_open_and_nothing_is_cut(browser):
    with Page(browser, "full.html", "dark") as report:
        page = report.page
        page.pdf(path=REPORTS / "full.pdf", format="A4")
        assert (REPORTS / "full.pdf").stat().st_size > 100_000
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert not page.locator(".tools").first.is_visible()
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("details:not([open])").count() == 0
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator("details[open]").count() == 0


def test_french_has_french_words_and_numbers(browser):
    with Page(browser, "rapport.html") as report:
        page = report.page
        assert page.evaluate("document.documentElement.lang") == "fr"
        text = page.inner_text("main")
        assert "médiane" in text and "foyers" in text
        assert "1\u202f000\u202f000" in page.inner_text("header") or "tirages" in page.inner_text("header")
        labels = page.eval_on_selector_all(
            '[data-chart="waterfall"] svg .mark-text.role-mark text', "all => all.map(e => e.textContent)")
        assert labels and all("," in label for label in labels)


def test_a_plain_run_says_what_its_report_lacks(browser):
    with Page(browser, "plain.html") as report:
        page = report.page
        assert page.evaluate("document.documentElement.dataset.charts") == "drawn"
        assert page.locator(".missing").count() >= 3
        assert "--report" in page.locator("#claims-checked .missing").inner_text()
        assert report.console == []


def test_hostile_names_stay_text(browser):
    with Page(browser, "hostile.html") as report:
        page = report.page
        assert page.evaluate("window.stolen") is None
        assert "<script>window.stolen" in page.inner_text("h1")
        assert report.console == []


def test_charts_as_files_have_the_marks_of_those_on_the_page(browser):
    names = {path.stem for path in (REPORTS / "charts").glob("*.svg")}
    assert names == FULL_CHARTS == {path.stem for path in (REPORTS / "charts").glob("*.png")}
    context = browser.new_context()
    page = context.new_page()
    for name in sorted(names):
        page.goto((REPORTS / "charts" / f"{name}.svg").resolve().as_uri())
        assert page.evaluate("document.querySelectorAll('.role-mark path, .role-mark line').length") >= 3, name
        png = (REPORTS / "charts" / f"{name}.png").read_bytes()
        assert png[1:4] == b"PNG" and struct.unpack(">I", png[16:20])[0] >= 1280
    context.close()


def test_the_page_holds_the_data_of_the_results(browser):
    results = json.loads((REPORTS / "full.json").read_text())
    last = max(output["date"] for output in results["report"]["months"]["outputs"])
    power = next(output for output in results["report"]["months"]["outputs"]
                 if output["metric"] == "facility_gw" and output["date"] == last)
    median = next(quantile["value"] for quantile in power["quantiles"] if quantile["p"] == 0.5)
    with Page(browser, "full.html") as report:
        charts = json.loads(report.page.inner_text("#chart-data") or
                            report.page.evaluate("document.getElementById('chart-data').textContent"))["charts"]
        fan = next(chart for chart in charts if chart["id"] == "fan-facility_gw")
        row = fan["spec"]["data"]["values"][-1]
        assert row["date"] == last and row["p50"] == pytest.approx(median)
