// What is due within the next 24 hours: a row for each routine, a mark for each run.
import { valueTable } from "./charts.mjs";
import { h, svg } from "./dom.mjs";
import { runsOfDay } from "./schedule.mjs";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MOST_ROWS = 40;
const DENSE = 96; // More often than every 15 minutes, marks would touch each other.

export function timetable(app, routines) {
  const { text } = app;
  const from = app.now();
  const clock = (at) => new Intl.DateTimeFormat(app.language, { hour: "2-digit", minute: "2-digit" }).format(at);
  const x = (at) => `${Math.max(0, (100 * (at - from)) / DAY_MS)}%`;
  const rows = routines.map((routine) => ({ routine, runs: runsOfDay(routine, from) })).filter(({ runs }) => runs.length > 0)
    .sort((a, b) => a.runs[0] - b.runs[0]);
  if (rows.length === 0) return h("p", { class: "muted" }, text("timetable.empty"));

  const firstHour = Math.ceil(from / HOUR_MS) * HOUR_MS;
  const hours = Array.from({ length: 8 }, (_, index) => firstHour + index * 3 * HOUR_MS).filter((hour) => hour < from + DAY_MS - 2 * HOUR_MS);
  const hourName = new Intl.DateTimeFormat(app.language, { hour: "numeric" });
  const lines = () => hours.map((hour) => svg("line", { x1: x(hour), x2: x(hour), y1: 0, y2: "100%" }));
  const marks = (runs) => runs.length > DENSE
    ? svg("rect", { x: x(runs[0]), width: `${(100 * (runs.at(-1) - runs[0])) / DAY_MS}%`, y: 8, height: 8, rx: 4 })
    : runs.map((at) => svg("rect", { x: x(at), width: 4, y: 4, height: 16, rx: 2 }, svg("title", {}, clock(at))));
  const words = (runs) => runs.length > DENSE ? text("timetable.often", { count: runs.length, first: clock(runs[0]) }) : runs.map(clock).join(", ");

  return h("div", { class: "timetable" },
    h("div", { class: "slot hours", "aria-hidden": "true" }, svg("svg", { width: "100%", height: 20 },
      hours.map((hour) => svg("text", { x: x(hour), y: 14 }, hourName.format(hour))))),
    rows.slice(0, MOST_ROWS).map(({ routine, runs }) => [h("span", { class: "who", "aria-hidden": "true" }, routine.name),
      h("div", { class: "slot" }, svg("svg", { width: "100%", height: 24, role: "img", "aria-label": `${routine.name}: ${text("routines.runs", { count: runs.length })}` }, lines(), marks(runs)))]),
    rows.length > MOST_ROWS && h("p", { class: "muted" }, text("timetable.more", { count: rows.length - MOST_ROWS })),
    valueTable(app, [text("routines.routine"), text("timetable.times")], () => rows.map(({ routine, runs }) => [routine.name, words(runs)])).root);
}
