// Elements are made here and nowhere else; what a client has written becomes text nodes only.
const PROPERTIES = new Set(["value", "checked", "disabled", "selected", "hidden", "open", "required", "multiple", "indeterminate"]);
const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]/;
const ISOLATES = /[\u2066-\u2069]/g;

/** @returns {HTMLElement} h("button", { class: "primary", onclick: save }, "Save") */
export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** The same for a drawing. */
export function svg(tag, props, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}

/** Among other words, what runs from right to left does not take them along. */
export const isolated = (words) => RIGHT_TO_LEFT.test(words) ? `\u2068${words.replace(ISOLATES, "")}\u2069` : words;

/** What the services say, in their language. */
export const english = (words) => h("bdi", { lang: "en" }, words);

/** An instant for people and machines. */
export const timeTag = (iso, words, title) => h("time", { datetime: iso, title }, words);

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2).toLowerCase(), value);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else if (PROPERTIES.has(name)) element[name] = value;
    else if (name.startsWith("aria-") || typeof value !== "boolean") element.setAttribute(name, value);
    else element.toggleAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}
