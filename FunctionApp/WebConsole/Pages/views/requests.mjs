import { english, h, timeTag } from "../dom.mjs";

const SHOWN = 50;

export const id = "requests";
export const isLocal = true;

export function create(app) {
  const { text, format } = app;
  const filter = h("input", { type: "search", "aria-label": text("requests.filter"), placeholder: text("requests.filter"), oninput: draw });
  const own = h("input", { type: "checkbox", onchange: draw });
  const body = h("tbody");
  const columns = ["time", "event", "status", "reason", "duration", "client", "id"].map((name) => text(`requests.${name}`));
  const table = h("div", { class: "table requests" }, h("table", {},
    h("caption", { class: "sr" }, text("view.requests")),
    h("thead", null, h("tr", null, columns.map((name) => h("th", { scope: "col" }, name)))), body));
  const empty = h("div", { class: "empty" });
  const count = h("p", { class: "muted small", role: "status" });
  const off = app.on("request", () => requestAnimationFrame(draw));

  function draw() {
    const wanted = filter.value.trim().toLowerCase();
    const visible = app.requests.filter((each) => own.checked || !each.console);
    const rows = visible.filter((each) => !wanted || searchable(each).includes(wanted)).slice(0, SHOWN);
    body.replaceChildren(...rows.map(row));
    table.hidden = rows.length === 0;
    empty.hidden = rows.length > 0;
    empty.replaceChildren(h("h3", null, text(visible.length ? "requests.none" : "requests.empty")), h("p", null, text(visible.length ? "requests.none.try" : "requests.empty.try")));
    const words = text("requests.count", { count: rows.length });
    if (count.textContent !== words) count.textContent = words; // Is read out.
  }

  function row(each) {
    const cells = [
      timeTag(each.time, format.time(each.time), format.date(each.time)),
      h("strong", null, each.event ?? "–"),
      h("span", { class: `tag ${tone(each.status)}` }, String(each.status ?? "–")),
      each.reason || each.error ? english([each.reason, each.error].filter(Boolean).join(": ")) : "",
      format.duration(each.duration_ms),
      each.client ?? "–",
      h("span", { class: "mono muted" }, each.request_id),
    ];
    return h("tr", null, cells.map((cell, index) => h("td", null, cell && [h("span", { class: "sr label" }, `${columns[index]}: `), cell])));
  }

  return {
    root: h("div", { class: "view" },
      h("div", { class: "head" }, h("h2", null, text("view.requests")), count),
      h("section", { class: "panel", "aria-label": text("view.requests") },
        h("div", { class: "filters" }, filter, h("label", { class: "check" }, own, text("requests.own"))), table, empty)),
    refresh: async () => draw(),
    close: off,
  };
}

const tone = (status) => !status ? "" : status < 300 ? "ok" : status < 500 ? "warn" : "bad";
const searchable = (each) => [each.event, each.status, each.reason, each.error, each.client, each.request_id].join(" ").toLowerCase();
