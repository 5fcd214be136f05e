import { h, svg } from "./dom.mjs";

const WIDTH = 100;
const HEIGHT = 32;

/** A small drawing of numbers in time order, with words that say the same; bars for counts of an interval, a stepped line for a level. */
export function sparkline(values, words, bars = false) {
  const most = Math.max(...values, 1);
  const y = (value) => HEIGHT - (value / most) * (HEIGHT - 2) - 1;
  const step = WIDTH / (bars ? values.length : values.length - 1 || 1);
  const points = values.flatMap((value, index) => [[index * step, y(values[index - 1] ?? value)], [index * step, y(value)]]).map((point) => point.map((each) => each.toFixed(2)).join());
  const shape = bars
    ? values.map((value, index) =>
      svg("rect", { x: index * step + step * .15, width: step * .7, y: value ? y(value) : HEIGHT - 1, height: value ? HEIGHT - y(value) : 1, opacity: value ? 1 : .3 }))
    : [svg("polygon", { points: `0,${HEIGHT} ${points.join(" ")} ${WIDTH},${HEIGHT}` }), svg("polyline", { points: points.join(" ") })];
  return h("figure", { class: "spark" },
    svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" }, shape), h("figcaption", null, words));
}
