// Charts: the loss curve with uPlot, bars as SVG. Each has a table with the same values.
import { h, svg } from "./dom.mjs";

const HEIGHT = 220;
const BARS = 24;
const series = [
  { field: "training_loss", name: "charts.training", swatch: "series-a" },
  { field: "validation_loss", name: "charts.validation", swatch: "series-b", dash: [6, 4] },
];
const dark = matchMedia("(prefers-color-scheme: dark)");

/** A table that a button of its own opens; its rows are made when it is opened, and anew by `refresh` while it is open. */
export function valueTable(app, heads, rowsOf) {
  const body = h("tbody");
  const refresh = () => root.open && body.replaceChildren(...rowsOf().map((row) => h("tr", {}, ...row.map((cell) => h("td", {}, cell)))));
  const root = h("details", { class: "values", ontoggle: refresh }, h("summary", {}, app.text("charts.table")),
    h("div", { class: "table", tabindex: "0", role: "region", "aria-label": app.text("charts.table") },
      h("table", {}, h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))), body)));
  return { root, refresh };
}

/** A loss curve. `update` takes the metrics of check_train in the order of their steps, and how many steps there will be, if that is known. */
export function lossChart(app) {
  const number = (value) => value == null ? "–" : app.format.number(value);
  let [rows, steps, plot] = [[], 0, null];
  const at = h("span", { class: "at" });
  const keys = series.map((one) => ({ ...one, line: h("span", { class: `swatch ${one.swatch}` }), value: h("b", {}) }));
  const legend = h("figcaption", { class: "legend" }, at, ...keys.map((key) => h("span", {}, key.line, app.text(key.name), " ", key.value)));
  const box = h("div", { class: "plot", role: "img" });
  const table = valueTable(app, [app.text("charts.step"), ...keys.map((key) => app.text(key.name))],
    () => rows.map((row) => [String(row.step), ...keys.map((key) => number(row[key.field]))]));
  const root = h("figure", { class: "chart" }, legend, box, table.root);
  const data = () => [rows.map((row) => row.step), ...keys.map((key) => rows.map((row) => row[key.field] ?? null))];
  const last = (field) => rows.findLast((row) => row[field] != null)?.[field];

  function showValues(index) {
    const row = rows[index];
    at.textContent = row ? app.text("charts.at", { step: row.step }) : app.text("charts.latest", { step: rows.at(-1)?.step ?? 0 });
    for (const key of keys) key.value.textContent = number(row ? row[key.field] : last(key.field));
  }

  function draw() {
    const colour = (name) => () => getComputedStyle(name === "axis" ? at : keys.find((key) => key.swatch === name).line).color;
    const axis = { stroke: colour("axis"), font: "12px system-ui, sans-serif", grid: { stroke: () => getComputedStyle(box).borderTopColor, width: 1 }, ticks: { show: false } };
    plot = new uPlot({
      width: Math.max(box.clientWidth, 200), height: HEIGHT, legend: { show: false }, scales: { x: { time: false, range: () => [rows[0].step, Math.max(steps, rows.at(-1).step, rows[0].step + 1)] } },
      cursor: { drag: { x: false, y: false } },
      axes: [{ ...axis, size: 32, incrs: [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000, 10000] }, { ...axis, size: 48, values: (_, ticks) => ticks.map((tick) => app.format.number(tick)) }],
      series: [{}, ...keys.map((key) => ({ stroke: colour(key.swatch), width: 2, dash: key.dash, spanGaps: true, points: { show: key.dash !== undefined, size: 5 } }))],
      hooks: { setCursor: [({ cursor }) => showValues(cursor.left >= 0 ? cursor.idx : null)] },
    }, data(), box);
    new ResizeObserver(() => box.clientWidth > 0 && plot.setSize({ width: box.clientWidth, height: HEIGHT })).observe(box);
    dark.addEventListener("change", () => box.isConnected && plot.redraw(false, true));
  }

  function update(metrics, total) {
    [rows, steps] = [metrics, total];
    root.hidden = rows.length === 0;
    if (root.hidden) return;
    showValues(null);
    table.refresh();
    box.setAttribute("aria-label", app.text("charts.loss", { step: rows.at(-1).step, first: rows[0].step, from: number(rows[0].training_loss), to: number(last("training_loss")), validation: number(last("validation_loss")) }));
    if (plot) plot.setData(data());
    else draw();
  }

  root.hidden = true;
  return { root, update };
}

/** A histogram of numbers, from the least on the left to the greatest. */
export function histogram(app, values, label) {
  const [least, greatest] = values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, 1]);
  const [start, width] = [Math.floor(least), Math.max(1, Math.ceil((greatest - Math.floor(least)) / BARS))];
  const bars = Array.from({ length: Math.max(1, Math.ceil((greatest - start) / width)) }, (_, index) => ({ from: start + index * width, count: 0 }));
  for (const value of values) bars[Math.min(bars.length - 1, Math.floor((value - start) / width))].count++;
  const most = Math.max(...bars.map((bar) => bar.count), 1);
  const [slot, area] = [100 / bars.length, 120];
  const range = ({ from }) => `${app.format.number(from)}–${app.format.number(from + width)}`;
  const table = valueTable(app, [label, app.text("charts.count")], () => bars.map((bar) => [range(bar), app.format.number(bar.count)]));
  return h("figure", { class: "chart histogram" },
    svg("svg", { width: "100%", height: area, role: "img", "aria-label": label }, ...bars.map((bar, index) => {
      const height = bar.count && Math.max(2, (area - 2) * bar.count / most);
      return svg("rect", { x: `${index * slot + slot * 0.08}%`, width: `${slot * 0.84}%`, y: area - height, height, class: "series-a" },
        svg("title", {}, `${range(bar)}: ${app.format.number(bar.count)}`));
    })),
    h("figcaption", { class: "scale", "aria-hidden": "true" }, h("span", {}, app.format.number(start)), h("span", {}, label), h("span", {}, app.format.number(bars.at(-1).from + width))),
    table.root);
}
