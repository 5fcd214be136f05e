import { openDialog } from "./dialog.mjs";
import { h } from "./dom.mjs";
import { snippets } from "./snippets.mjs";

const LANGUAGES = { node: "Node", dotnet: ".NET", bots: "bots" };

/** Buttons that copy the code which does the same as a request of this page. */
export function copyAs(app, event, fields) {
  const made = snippets(app.session, event, fields);
  return h("span", { class: "copy", role: "group", "aria-label": app.text("copy.as") },
    h("span", { class: "muted small", "aria-hidden": "true" }, app.text("copy.as")),
    Object.entries(LANGUAGES).filter(([key]) => made[key]).map(([key, name]) =>
      h("button", { type: "button", class: "quiet", "aria-label": app.text("copy.as.one", { name }), onclick: () => copy(app, made[key], name) }, name)));
}

/** Copies a text; where the browser does not allow it, shows it to be copied by hand. */
export async function copy(app, code, name) {
  try {
    await navigator.clipboard.writeText(code);
    app.notify(app.text("copy.done", { name }));
  } catch {
    await openDialog(app, { title: `${app.text("copy.button")}: ${name}`, content: h("pre", null, code) });
  }
}

/** A command to type, under what it does, with a button that copies it. */
export function codeBlock(app, code, name, lang) {
  const button = h("button", { type: "button", class: "quiet", "aria-label": `${app.text("copy.button")}: ${name}`, onclick: () => copy(app, code, name) }, app.text("copy.button"));
  return h("div", { class: "code" }, h("div", { class: "head small" }, h("p", null, name), button), h("pre", { lang }, code));
}
