// Training data: a file is checked by the gateway's own dry run, mended where it is faulty, then trained on.
import { histogram } from "../charts.mjs";
import { dataFields, SHOWN } from "../data-fields.mjs";
import { faultBox } from "../dialog.mjs";
import { h } from "../dom.mjs";
import { JsonlFile } from "../jsonl.mjs";
import { lineEditors, saveButton } from "../line-editor.mjs";
import { listAll } from "../pages.mjs";
import { factList } from "../parts.mjs";

const HYPERPARAMETERS = ["n_epochs", "batch_size", "learning_rate_multiplier", "beta"];
const EXAMPLE = '{"messages":[{"role":"user","content":"Hola"},{"role":"assistant","content":"¡Hola!"}]}';

// Kept while other views are shown, with what has been edited.
let [training, validation, values] = [null, null, {}];

export const id = "data";
export const isLocal = true;

export function create(app) {
  const { text, format } = app;
  let running = null;
  const field = (key, control, hint) => h("label", { class: "field" }, text(`data.${key}`), control, hint && h("small", {}, text(hint)));
  const input = (name, props) => h("input", { name, value: values[name] ?? "", autocomplete: "off", ...props });
  const number = (name, props) => input(name, { type: "number", placeholder: text("data.auto"), ...props });
  const choose = h("input", { type: "file", accept: ".jsonl,.ndjson,.json,.txt", id: "data-file", onchange: () => choose.files[0] && load(choose.files[0]) });
  const chosen = h("p", { class: "muted" }, text("data.drop"), h("br"), h("code", { lang: "es" }, EXAMPLE));
  const drop = h("label", { class: "drop", for: "data-file" }, h("strong", {}, text("data.choose")), choose, chosen);
  const validate = h("input", { type: "file", accept: choose.accept });
  const model = h("select", { name: "model" });
  const method = h("select", { name: "method" }, ["supervised", "dpo"].map((each) => h("option", { value: each, selected: each === values.method }, text(`data.method.${each}`))));
  const form = h("form", { class: "panel fields", onchange: changed, onsubmit: (event) => { event.preventDefault(); check(); } },
    field("model", model), field("method", method), field("suffix", input("suffix", { maxlength: 40, pattern: "[A-Za-z0-9_\\-]*" }), "data.suffix.hint"),
    field("validation", validate, "data.validation.hint"),
    h("details", { open: [...HYPERPARAMETERS, "seed"].some((name) => values[name]) }, h("summary", {}, text("data.hyperparameters")), h("div", { class: "fields" },
      field("epochs", number("n_epochs", { min: 1, max: 50 })), field("batch", number("batch_size", { min: 1, max: 256 })),
      field("rate", number("learning_rate_multiplier", { min: 0.0001, max: 10, step: "any" })), field("beta", number("beta", { min: 0.0001, max: 2, step: "any" }), "data.beta.hint"),
      field("seed", number("seed", { min: 0, max: 2147483647, placeholder: text("data.random") })))),
    h("div", { class: "actions" }, h("button", {}, text("data.check"))));
  const busy = h("div", { class: "panel", hidden: true });
  const says = h("p", { class: "sr", role: "status" });
  const result = h("div", { class: "view" });
  const root = h("div", { class: "view" }, h("h2", {}, text("data.title")), drop, form, busy, says, result);
  root.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  root.addEventListener("dragleave", (event) => root.contains(event.relatedTarget) || drop.classList.remove("over"));
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files[0]) load(event.dataTransfer.files[0]);
  });
  show();

  async function load(file) {
    training = new JsonlFile(file);
    show();
    await check();
  }

  function show() {
    form.hidden = !training;
    const kept = new DataTransfer();
    if (validation) kept.items.add(validation.file);
    validate.files = kept.files;
    if (training) chosen.textContent = `${training.file.name}, ${format.bytes(training.file.size)}`;
  }

  // What was found no longer belongs to what is chosen; what was uploaded for another method cannot be used.
  function changed(event) {
    result.replaceChildren();
    values = Object.fromEntries(new FormData(form));
    if (event.target === method) [training, validation].forEach((each) => each?.forget());
    if (event.target === validate) validation = validate.files[0] ? new JsonlFile(validate.files[0]) : null;
  }

  function options() {
    const value = (name) => form.elements[name].value;
    const filled = (name) => value(name) !== "";
    const hyperparameters = Object.fromEntries(HYPERPARAMETERS.filter(filled).map((name) => [name, Number(value(name))]));
    return {
      model: value("model"), method: value("method"), ...(filled("suffix") && { suffix: value("suffix") }), ...(filled("seed") && { seed: Number(value("seed")) }),
      ...(Object.keys(hyperparameters).length && { hyperparameters }),
    };
  }

  const files = () => [[training, ""], [validation, "validation_"]].filter(([file]) => file);
  const progress = (signal) => (key, done) => {
    signal.throwIfAborted();
    [busy.firstChild.textContent, busy.querySelector("progress").value] = [text(key), done];
  };

  /** Does one thing at a time; another begun meanwhile stops it. */
  async function exclusively(work) {
    const hadFocus = result.contains(document.activeElement);
    running?.abort();
    const { signal } = running = new AbortController();
    result.replaceChildren();
    busy.replaceChildren(h("p", {}, text("data.checking")), h("progress", { max: 1, "aria-label": text("data.checking") }),
      h("div", { class: "actions" }, h("button", { type: "button", onclick: () => running.abort() }, text("data.stop"))));
    busy.hidden = false;
    try {
      await work(signal);
    } catch (error) {
      if (!signal.aborted) await showProblem(error);
    } finally {
      if (running.signal === signal) busy.hidden = true;
      if (hadFocus) result.querySelector("h3")?.focus();
    }
  }

  const check = () => form.reportValidity() && exclusively(async (signal) => {
    if (!model.value) await fillModels();
    const answer = await app.send("train", { ...options(), ...await dataFields(app, files(), method.value, progress(signal)), dry_run: true });
    signal.throwIfAborted();
    await showEstimate(answer);
  });

  const train = (key) => exclusively(async (signal) => {
    const fields = { ...options(), ...await dataFields(app, files(), method.value, progress(signal)) };
    const answer = await app.send("train", { ...fields, idempotency_key: key });
    [training, validation, values] = [null, null, {}];
    app.notify(text("data.started", { job: answer.job_id }), "ok", ["train", fields]);
    location.hash = "#jobs";
  });

  async function showProblem(error) {
    if (!error.errors?.length) return result.replaceChildren(h("div", { role: "alert" }, faultBox(app, error, check)));
    const source = error.message.includes("validation_") ? validation : training;
    const more = (error.moreErrors ?? 0) + Math.max(0, error.errors.length - SHOWN);
    says.textContent = text("data.faults", { count: error.errors.length + (error.moreErrors ?? 0) });
    result.replaceChildren(h("section", { class: "panel" }, h("h3", { tabindex: "-1", class: "bad" }, says.textContent), h("p", {}, text("data.mend")),
      await lineEditors(app, error.errors.slice(0, SHOWN).map((fault) => placed({ source, ...fault })), "bad"), more > 0 && h("p", { class: "muted" }, text("data.more", { count: more })), again()));
  }

  /** A fault with its line of the whole file; the gateway counts the lines of a dataset by part. */
  function placed({ source, part, line, ...fault }) {
    const at = part && line ? source.parts[part - 1].first + line - 1 : line;
    return { ...fault, source, line: at, title: at && text(source === validation ? "data.line.validation" : "data.line", { line: at }) };
  }

  async function showEstimate(answer) {
    const warnings = answer.warnings ?? [];
    const facts = [["examples", format.number(answer.examples)], answer.validation_examples && ["validationExamples", format.number(answer.validation_examples)],
      ["tokens", format.number(answer.tokens)], ["epochsUsed", format.number(answer.epochs)], ["billed", format.number(answer.trained_tokens)],
      ["cost", answer.cost === undefined ? text("models.noPrice") : format.money(answer.cost)]].filter(Boolean);
    says.textContent = text("data.good", { count: answer.examples });
    const key = crypto.randomUUID(); // Of this estimate: a second press does not make a second job.
    result.replaceChildren(h("section", { class: "panel" }, h("h3", { tabindex: "-1", class: "ok" }, "✓ ", says.textContent),
      h("div", { class: "columns" }, factList(facts.map(([name, value]) => [text(`data.${name}`), value])), tokenHistogram(answer)),
      h("div", { class: "actions" }, training.edits.size > 0 && saveButton(app, training), h("button", { type: "button", class: "primary", onclick: () => ask(answer, key) }, text("data.train")))));
    if (warnings.length > 0) result.append(h("section", { class: "panel" }, h("h3", {}, text("data.warnings", { count: warnings.length + (answer.more_warnings ?? 0) })), h("p", {}, text("data.warnings.hint")),
      await lineEditors(app, warnings.slice(0, SHOWN).map((each) => placed({ ...each, source: each.field?.startsWith("validation_") ? validation : training })), "warn"),
      answer.more_warnings && h("p", { class: "muted" }, text("data.more", { count: answer.more_warnings })), again()));
  }

  async function ask(answer, key) {
    const cost = answer.cost === undefined ? text("data.noPrice", { model: answer.model }) : text("data.costs", { cost: format.money(answer.cost) });
    const body = [text("data.train.body", { examples: answer.examples, tokens: answer.trained_tokens }), cost];
    if (await app.confirm({ title: text("data.train.title", { model: answer.model }), body, action: text("data.train"), costs: true })) await train(key);
  }

  const again = () => h("div", { class: "actions" }, h("button", { type: "button", class: "primary", onclick: check }, text("data.again")));

  // The gateway counts the tokens of all examples together; a line's share of them follows from its length.
  function tokenHistogram({ tokens }) {
    const lengths = training.lengths.map((length, index) => training.edits.get(index + 1)?.length ?? length).filter((length) => length > 2);
    const perByte = tokens / lengths.reduce((sum, length) => sum + length, 0);
    return histogram(app, lengths.map((length) => length * perByte), text("data.histogram"));
  }

  async function fillModels() {
    const [before, models] = [values.model ?? model.value, await listAll(app, "list_models", "models")];
    model.replaceChildren(...models.map((each) => h("option", { selected: each.model === before }, each.model)));
  }

  async function refresh() {
    await fillModels();
    if (training && !running) check();
  }

  return { root, refresh, topics: [], close: () => running?.abort() };
}
