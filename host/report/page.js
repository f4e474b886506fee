"use strict";
(() => {
  const { charts, locale, texts } = JSON.parse(document.getElementById("chart-data").textContent);
  const views = new Map();

  const options = {
    actions: false,
    renderer: "svg",
    formatLocale: locale.number,
    timeFormatLocale: locale.time,
    config: { background: "transparent" },
  };

  // On a phone names leave half of the width to the marks.
  function fitted(spec, width) {
    const copy = { ...structuredClone(spec), width: "container" };
    const axis = copy.encoding?.y?.axis;
    if (axis?.labelLimit) axis.labelLimit = Math.min(axis.labelLimit, 0.4 * width);
    return copy;
  }

  async function draw(chart) {
    const plot = document.querySelector(`[data-chart="${CSS.escape(chart.id)}"]`);
    const { view } = await vegaEmbed(plot, fitted(chart.spec, plot.clientWidth), options);
    views.set(chart.id, view);
  }

  // RFC 4180.
  function csv(rows) {
    const columns = Object.keys(rows[0]);
    const field = (value) => {
      const text = value === null || value === undefined ? "" : String(value);
      return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    };
    return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
      .map((line) => line.map(field).join(",") + "\n").join("");
  }

  function save(name, address) {
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
  }

  function addressOf(text, type) {
    const address = URL.createObjectURL(new Blob([text], { type }));
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    return address;
  }

  async function picture(view, kind) {
    await view.background("white").runAsync();
    try {
      if (kind === "svg") return addressOf(await view.toSVG(), "image/svg+xml");
      return (await view.toCanvas(2)).toDataURL("image/png");
    } finally {
      await view.background("transparent").runAsync();
    }
  }

  async function saveChart(event) {
    const kind = event.target.dataset?.save;
    if (!kind) return;
    const id = event.target.closest("figure").id;
    const { spec } = charts.find((chart) => chart.id === id);
    save(`${id}.${kind}`, kind === "csv" ? addressOf(csv(spec.data.values), "text/csv")
                                         : await picture(views.get(id), kind));
  }

  function searchAssumptions() {
    const entries = [...document.querySelectorAll(".assumption")];
    const words = document.getElementById("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const entry of entries) {
      const text = entry.textContent.toLowerCase();
      entry.hidden = !words.every((word) => text.includes(word));
      count += entry.hidden ? 0 : 1;
    }
    document.getElementById("found").textContent = `${count} / ${entries.length}`;
  }

  // On paper, everything that can be opened is open.
  function openAll() {
    const closed = [...document.querySelectorAll("details:not([open])")];
    for (const each of closed) each.open = true;
    addEventListener("afterprint", () => closed.forEach((each) => { each.open = false; }), { once: true });
  }

  document.addEventListener("click", saveChart);
  document.getElementById("search")?.addEventListener("input", searchAssumptions);
  addEventListener("beforeprint", openAll);
  if (document.getElementById("search")) searchAssumptions();
  Promise.all(charts.map(draw)).then(
    () => { document.documentElement.dataset.charts = "drawn"; },
    (error) => {
      document.documentElement.dataset.charts = "failed";
      document.querySelector("main").prepend(
        Object.assign(document.createElement("p"), { className: "notice", textContent: `${texts.failed} ${error}` }));
      throw error;
    });
})();
