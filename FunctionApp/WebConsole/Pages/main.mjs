import { copyAs } from "./copy.mjs";
import { confirm, faultBox, notify } from "./dialog.mjs";
import { h, isolated } from "./dom.mjs";
import { createFormat } from "./format.mjs";
import { Gateway, SIGN_IN } from "./gateway.mjs";
import { Live } from "./live.mjs";
import { Shown } from "./shown.mjs";
import * as chat from "./views/chat.mjs";
import * as data from "./views/data.mjs";
import * as jobs from "./views/jobs.mjs";
import * as models from "./views/models.mjs";
import * as overview from "./views/overview.mjs";
import * as requests from "./views/requests.mjs";
import * as routines from "./views/routines.mjs";

const views = [overview, chat, jobs, models, data, routines, requests];
const languages = { en: "English", es: "Español" };
const HEALTH_MS = 10_000;
const AWAY_MS = 3_000;

const byId = (id) => document.getElementById(id);
const listeners = new Map();
const gateway = new Gateway();
const live = new Live(emit, checkHealth);
let language = localStorage.getItem("language") ?? (navigator.language.toLowerCase().startsWith("es") ? "es" : "en");
const load = async (code) => (await import(`./texts/${code}.mjs`)).texts;
let texts = await load(language);
let shown = null;
let isAway = false;

const app = {
  get session() { return gateway.session; },
  get client() { return gateway.client; },
  get canWrite() { return gateway.canWrite; },
  get language() { return language; },
  get requests() { return live.requests; },
  format: null,
  text, has: (key) => key in texts, hasView: (id) => offered().some((view) => view.id === id), now: gateway.now, send: gateway.send,
  confirm: (question) => confirm(app, question),
  /** With done, an event and its fields, the note offers the code that does the same. */
  notify: (message, kind, done) => notify(app, message, kind, done && copyAs(app, ...done)),
  on(topic, listener) {
    listeners.set(listener, topic);
    return () => listeners.delete(listener);
  },
};

/** With values.count, "key.one" is used where the language has a singular for it. */
function text(key, values = {}) {
  const single = values.count !== undefined && new Intl.PluralRules(language).select(values.count) === "one" && texts[`${key}.one`];
  return (single || texts[key]).replace(/\{(\w+)\}/g, (_, name) => typeof values[name] === "number" ? app.format.number(values[name]) : isolated(values[name] ?? ""));
}

/** An operator sees what can be read without the client's key. */
const offered = () => views.filter((view) => !view.isLocal || gateway.session?.mode !== "operator");

function emit(topic) {
  for (const [listener, each] of listeners) if (each === topic) listener();
}

function show(focus = false) {
  const wanted = location.hash.slice(1).split("/")[0];
  const id = offered().some((view) => view.id === wanted) ? wanted : views[0].id;
  shown?.close();
  frame(id);
  if (!gateway.session) return;
  shown = new Shown(app, views.find((view) => view.id === id), byId("main"), away);
  if (focus) byId("main").focus();
}

/** All that stands around a view. */
function frame(id) {
  app.format = createFormat(language, gateway.now);
  document.documentElement.lang = language;
  document.title = `${text(`view.${id}`)} · Bot Gateway`;
  byId("skip").textContent = text("main.skip");
  byId("nav").setAttribute("aria-label", text("main.nav"));
  byId("nav").replaceChildren(...offered().map((view) => h("a", { href: `#${view.id}`, "aria-current": view.id === id ? "page" : undefined }, text(`view.${view.id}`))));
  byId("languages").replaceChildren(...Object.entries(languages).map(([code, name]) =>
    h("button", { type: "button", lang: code, "aria-label": `${code.toUpperCase()} ${name}`, "aria-pressed": String(code === language), onclick: () => choose(code) }, code.toUpperCase())));
  const { session } = gateway;
  byId("models").hidden = !session;
  if (!session) return;
  byId("models").textContent = text(`models.${session.models}`);
  document.body.classList.toggle("real", session.models === "real");
  byId("session").replaceChildren(session.clients
    ? h("label", { class: "inline" }, text("main.client"), h("select", { onchange: (event) => { gateway.client = event.target.value; show(); } },
      session.clients.map((client) => h("option", { selected: client === gateway.client }, client))))
    : h("span", { class: "muted" }, text("main.client"), " ", h("strong", null, session.client)));
}

async function choose(code) {
  try {
    texts = await load(code);
  } catch {
    return away(); // The other language's texts come from the gateway.
  }
  language = code;
  localStorage.setItem("language", code);
  show();
  checkHealth();
  document.querySelector(`#languages [lang=${code}]`).focus();
}

async function checkHealth() {
  if (document.hidden) return;
  try {
    const health = await (await fetch("/health", { cache: "no-store" })).json();
    byId("health").replaceChildren(...["vault", "tables", "model", "timer"].filter((part) => health[part]).map((part) =>
      h("li", { class: health[part] === "ok" ? "ok" : "bad", title: health.message }, `${text(`health.${part}`)}: ${text(health[part] === "ok" ? "health.ok" : "health.bad")}`)));
    if (!isAway) tell(health.message ? h("p", { class: "fault", lang: "en" }, health.message) : "");
  } catch {
    away(); // No answer, or none of a gateway.
  }
}

/** Says what is wrong with the gateway; what has been said already is not read out again. */
function tell(what) {
  if (byId("away").textContent !== (what.textContent ?? what)) byId("away").replaceChildren(what);
}

function away() {
  if (isAway) return;
  isAway = true;
  byId("health").replaceChildren(h("li", { class: "bad" }, text("health.away")));
  open();
}

/** Until the gateway answers: who the page is, then everything else. */
async function open() {
  try {
    await gateway.open();
  } catch (error) {
    isAway = true;
    tell(error.status === 0 || error.status >= 500 ? h("p", { class: "fault" }, text("main.away")) : faultBox(app, error));
    return error.status === SIGN_IN ? null : setTimeout(open, AWAY_MS);
  }
  isAway = false;
  live.start(gateway.session.mode);
  checkHealth();
  if (!shown) return show();
  frame(shown.id); // What is being written in the view stays.
  shown.refresh();
}

byId("skip").addEventListener("click", (event) => {
  event.preventDefault(); // The address names the view.
  byId("main").focus();
});
addEventListener("hashchange", () => show(true));
document.addEventListener("visibilitychange", checkHealth);
setInterval(checkHealth, HEALTH_MS);
frame(views[0].id);
open();
