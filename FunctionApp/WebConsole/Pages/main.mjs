// The console's first part: whether the gateway is well, whether its models cost money, and what to do first.
const POLL_MS = 5000;

const texts = {
  en: {
    health: "Health", first: "First steps", endpoint: "Clients send their requests to",
    curl: "A signed request with curl, in a second terminal:",
    bots: "A bot and its answer, with the command line tool of docs/cli.md:",
    openapi: "All events, as OpenAPI", simulated: "simulated", real: "real: costs money",
    vault: "vault", tables: "tables", model: "models", timer: "timer", ok: "ok", "out of reach": "out of reach", "no tick": "no tick",
    away: "The gateway does not answer. This page goes on trying; start it again if you have stopped it.",
  },
  es: {
    health: "Estado", first: "Primeros pasos", endpoint: "Los clientes envían sus solicitudes a",
    curl: "Una solicitud firmada con curl, en otra terminal:",
    bots: "Un bot y su respuesta, con la herramienta de línea de comandos de docs/es/cli.md:",
    openapi: "Todos los eventos, en OpenAPI", simulated: "simulado", real: "real: cuesta dinero",
    vault: "almacén de claves", tables: "tablas", model: "modelos", timer: "temporizador", ok: "bien", "out of reach": "sin respuesta", "no tick": "sin actividad",
    away: "La pasarela no responde. Esta página sigue intentándolo; iníciala de nuevo si la detuviste.",
  },
};

const byId = (id) => document.getElementById(id);
let language = navigator.language.toLowerCase().startsWith("es") ? "es" : "en";
let about = null;
let health = null; // null until the first answer; { away: true } while there is none.

function text(key) {
  return texts[language][key] ?? key;
}

function element(name, content, className = "") {
  const made = document.createElement(name);
  made.textContent = content;
  made.className = className;
  return made;
}

function showHealth() {
  const parts = ["vault", "tables", "model", "timer"].filter((part) => health?.[part]);
  byId("health").replaceChildren(...parts.flatMap((part) =>
    [element("dt", text(part)), element("dd", text(health[part]), health[part] === "ok" ? "ok" : "bad")]));
  byId("problem").textContent = health?.away ? text("away") : health?.message ?? "";
}

function show() {
  document.documentElement.lang = language;
  for (const each of document.querySelectorAll("[data-text]")) each.textContent = text(each.dataset.text);
  for (const each of document.querySelectorAll(".languages button")) each.setAttribute("aria-pressed", String(each.lang === language));
  if (about) {
    byId("models").textContent = text(about.models);
    byId("models").classList.toggle("real", about.models === "real");
    byId("models").hidden = false;
    byId("endpoint").textContent = about.endpoint;
    byId("try").textContent = about.try;
  }
  showHealth();
}

async function poll() {
  try {
    about ??= await (await fetch("/console/about.json")).json();
    health = await (await fetch("/health")).json();
  } catch (fault) {
    // Also an answer that is no JSON: whatever answers there is not the gateway.
    if (!(fault instanceof TypeError || fault instanceof SyntaxError)) throw fault;
    [about, health] = [null, { away: true }];
  } finally {
    show();
    setTimeout(poll, POLL_MS);
  }
}

for (const button of document.querySelectorAll(".languages button")) {
  button.addEventListener("click", () => {
    language = button.lang;
    show();
  });
}

show();
poll();
