// What is said about lines of a file, each with the line, to be edited in place.
import { h } from "./dom.mjs";

const LONGEST_LINE = 20_000;
const SAVE_MS = 60_000;

/** @param found { source, line, title, message } each; those of one line are shown together. */
export async function lineEditors(app, found, tone) {
  const items = [];
  for (const group of Map.groupBy(found, ({ title }) => title).values()) {
    const [{ source, line, title }] = group;
    const messages = group.map(({ message }) => message);
    items.push(h("li", { class: `line ${tone}` }, title && h("h4", {}, title), messages.map((message) => h("p", { class: tone }, message)),
      line && await editor(app, source, line, `${title}: ${messages.join(" ")}`)));
  }
  return h("ol", { class: "lines" }, items);
}

async function editor({ text }, source, line, label) {
  const content = await source.line(line);
  if (content.length > LONGEST_LINE) return h("p", { class: "mono" }, `${content.slice(0, 500)}…`, h("br"), text("data.tooLong"));
  const hint = h("p", { class: "muted small", role: "status" });
  const change = (edited) => {
    source.edit(line, edited);
    hint.textContent = text(!edited.trim() ? "data.leftOut" : isJson(edited) ? "data.edited" : "data.noJson");
  };
  const area = h("textarea", { class: "mono", rows: Math.min(8, Math.ceil(content.length / 100) + 1), spellcheck: "false", "aria-label": label, value: content, oninput: () => change(area.value) });
  return [area, hint, h("div", { class: "actions" }, h("button", { type: "button", class: "quiet", onclick: () => change(area.value = "") }, text("data.leaveOut")))];
}

/** Saves a file as it has been edited. */
export const saveButton = (app, source) => h("button", { type: "button", onclick: async () => {
  const link = h("a", { href: URL.createObjectURL(await source.mended()), download: source.file.name.replace(/(\.\w+)?$/, "-fixed$1") });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), SAVE_MS);
} }, app.text("data.save"));

function isJson(line) {
  try {
    return JSON.parse(line) !== null;
  } catch {
    return false;
  }
}
