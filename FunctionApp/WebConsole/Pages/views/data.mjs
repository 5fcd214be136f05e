// Training data: a file is checked by the gateway's own dry run, mended where it is faulty, then trained on.
import { histogram } from "../charts.mjs";
import { faultBox } from "../dialog.mjs";
import { h } from "../dom.mjs";
import { JsonlFile, NotUtf8Error, TooManyLinesError } from "../jsonl.mjs";
import { listAll } from "../pages.mjs";

const SHOWN = 50;
const LONGEST_LINE = 20_000;
const BARS = 24;

export const view = {
  id: "data",
  create(app) {
    const { text, format } = app;
    if (!app.canWrite) return { root: h("div", { class: "view" }, h("h2", {}, text("data.title")), h("p", { class: "muted" }, text("data.readOnly"))), refresh: async () => {} };

    let [training, validation, running] = [null, null, null];
    const field = (key, control, hint) => h("label", { class: "field" }, text(`data.${key}`), control, hint && h("small", {}, text(hint)));
    const number = (name, props) => h("input", { name, type: "number", placeholder: text("data.auto"), ...props });
    const choose = h("input", { type: "file", accept: ".jsonl,.ndjson,.json,.txt", id: "data-file", onchange: () => choose.files[0] && load(choose.files[0]) });
    const chosen = h("p", { class: "muted" }, text("data.drop"));
    const drop = h("label", { class: "drop", for: "data-file" }, h("strong", {}, text("data.choose")), choose, chosen);
    const validate = h("input", { type: "file", accept: choose.accept });
    const model = h("select", { name: "model" });
    const method = h("select", { name: "method" }, ["supervised", "dpo"].map((each) => h("option", { value: each }, text(`data.method.${each}`))));
    const form = h("form", { class: "panel fields", onchange: changed, onsubmit: (event) => { event.preventDefault(); check(); } },
      field("model", model), field("method", method), field("suffix", h("input", { name: "suffix", maxlength: 40, pattern: "[A-Za-z0-9_\\-]*", autocomplete: "off" }), "data.suffix.hint"),
      field("validation", validate, "data.validation.hint"),
      h("details", {}, h("summary", {}, text("data.hyperparameters")), h("div", { class: "fields" },
        field("epochs", number("n_epochs", { min: 1, max: 50 })), field("batch", number("batch_size", { min: 1, max: 256 })),
        field("rate", number("learning_rate_multiplier", { min: 0.0001, max: 10, step: "any" })), field("beta", number("beta", { min: 0.0001, max: 2, step: "any" }), "data.beta.hint"),
        field("seed", h("input", { name: "seed", type: "number", min: 0, max: 2147483647, placeholder: text("data.random") })))),
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
    form.hidden = true;

    async function load(file) {
      [training, form.hidden] = [new JsonlFile(file), false];
      chosen.textContent = `${file.name}, ${format.bytes(file.size)}`;
      await check();
    }

    // What was found no longer belongs to what is chosen; what was uploaded for another method cannot be used.
    function changed(event) {
      result.replaceChildren();
      if (event.target === method) [training, validation].forEach((each) => each?.forget());
      if (event.target === validate) validation = validate.files[0] ? new JsonlFile(validate.files[0]) : null;
    }

    function options() {
      const value = (name) => form.elements[name].value;
      const [names, filled] = [["n_epochs", "batch_size", "learning_rate_multiplier", "beta"], (name) => value(name) !== ""];
      const hyperparameters = Object.fromEntries(names.filter(filled).map((name) => [name, Number(value(name))]));
      return {
        model: value("model"), method: value("method"), ...(filled("suffix") && { suffix: value("suffix") }), ...(filled("seed") && { seed: Number(value("seed")) }),
        ...(Object.keys(hyperparameters).length && { hyperparameters }),
      };
    }

    /** The data as `train` takes them; a large file is uploaded in parts first. Faults of a part do not keep the others from being checked. */
    async function dataFields(signal) {
      const fields = {};
      const faults = [];
      for (const [source, name] of [[training, ""], [validation, "validation_"]].filter(([each]) => each)) {
        if (!source.parts) await source.index((done) => progress("data.reading", done, signal));
        if (source.isSmall) fields[`${name}jsonl`] = source.parts.length ? await source.text(0) : "";
        else fields[`${name}dataset_id`] = await upload(source, faults, signal);
      }
      if (faults.length > 0) throw Object.assign(new Error(), { errors: faults });
      return fields;
    }

    async function upload(source, faults, signal) {
      for (let part = 0; part < source.parts.length && faults.length < SHOWN; part++) {
        progress("data.uploading", part / source.parts.length, signal);
        if (source.stored.has(part)) continue;
        try {
          const answer = await app.send("add_examples", { ...(source.dataset && { dataset_id: source.dataset }), part: part + 1, method: method.value, jsonl: await source.text(part) });
          source.dataset = answer.dataset_id;
          source.stored.add(part);
        } catch (error) {
          if (!error.errors) throw error;
          faults.push(...error.errors.map((fault) => ({ ...fault, line: source.parts[part].first + fault.line - 1, source })));
        }
      }
      return source.dataset;
    }

    function progress(key, done, signal) {
      signal.throwIfAborted();
      busy.firstChild.textContent = text(key);
      busy.querySelector("progress").value = done;
    }

    /** Does one thing at a time; another begun meanwhile stops it. */
    async function exclusively(work) {
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
      }
    }

    const check = () => form.reportValidity() && exclusively(async (signal) => {
      const answer = await app.send("train", { ...options(), ...await dataFields(signal), dry_run: true });
      signal.throwIfAborted();
      await showEstimate(answer);
    });

    const train = (key) => exclusively(async (signal) => {
      const answer = await app.send("train", { ...options(), ...await dataFields(signal), idempotency_key: key });
      app.notify(text("data.started", { job: answer.job_id }));
      location.hash = "#jobs";
    });

    async function showProblem(error) {
      const own = error instanceof NotUtf8Error ? "utf8" : error instanceof TooManyLinesError ? "lines" : null;
      if (own) return result.replaceChildren(h("div", { class: "fault", role: "alert" }, h("p", {}, h("strong", {}, text(`data.${own}`))), h("p", {}, text(`data.${own}.try`))));
      if (!error.errors?.length) return result.replaceChildren(h("div", { role: "alert" }, faultBox(app, error, check)));
      const source = error.message.includes("validation_") ? validation : training;
      const more = (error.moreErrors ?? 0) + Math.max(0, error.errors.length - SHOWN);
      says.textContent = text("data.faults", { count: error.errors.length + (error.moreErrors ?? 0) });
      result.replaceChildren(h("section", { class: "panel" }, h("h3", { tabindex: "-1", class: "bad" }, says.textContent), h("p", {}, text("data.mend")),
        await lines(error.errors.map((fault) => ({ source, ...fault })), "bad"), more > 0 && h("p", { class: "muted" }, text("data.more", { count: more })), again()));
    }

    async function showEstimate(answer) {
      const warnings = answer.warnings ?? [];
      const facts = [["examples", format.number(answer.examples)], answer.validation_examples && ["validationExamples", format.number(answer.validation_examples)],
        ["tokens", format.number(answer.tokens)], ["epochsUsed", format.number(answer.epochs)], ["billed", format.number(answer.trained_tokens)],
        ["cost", answer.cost === undefined ? text("data.noPrice", { model: answer.model }) : format.money(answer.cost)]].filter(Boolean);
      says.textContent = text("data.good", { count: answer.examples });
      const key = crypto.randomUUID(); // Of this estimate: a second press does not make a second job.
      result.replaceChildren(h("section", { class: "panel" }, h("h3", { class: "ok" }, "✓ ", says.textContent),
        h("div", { class: "columns" }, h("dl", { class: "facts" }, facts.flatMap(([name, value]) => [h("dt", {}, text(`data.${name}`)), h("dd", {}, value)])), tokenHistogram(answer)),
        h("div", { class: "actions" }, training.edits.size > 0 && saveButton(), h("button", { type: "button", class: "primary", onclick: () => ask(answer, key) }, text("data.train")))));
      if (warnings.length > 0) result.append(h("section", { class: "panel" }, h("h3", {}, text("data.warnings", { count: warnings.length + (answer.more_warnings ?? 0) })), h("p", {}, text("data.warnings.hint")),
        await lines(warnings.map((each) => ({ ...each, source: each.field?.startsWith("validation_") ? validation : training,
          line: each.part && each.line + (each.field?.startsWith("validation_") ? validation : training).parts[each.part - 1].first - 1 || each.line })), "warn"),
        answer.more_warnings && h("p", { class: "muted" }, text("data.more", { count: answer.more_warnings })), again()));
    }

    async function ask(answer, key) {
      const cost = answer.cost === undefined ? text("data.noPrice", { model: answer.model }) : text("data.costs", { cost: format.money(answer.cost) });
      const body = [text("data.train.body", { examples: answer.examples, tokens: answer.trained_tokens }), cost];
      if (await app.confirm({ title: text("data.train.title", { model: answer.model }), body, action: text("data.train") })) await train(key);
    }

    const again = () => h("div", { class: "actions" }, training.edits.size > 0 && saveButton(), h("button", { type: "button", class: "primary", onclick: check }, text("data.again")));

    const saveButton = () => h("button", { type: "button", onclick: async () => {
      const link = h("a", { href: URL.createObjectURL(await training.mended()), download: training.file.name.replace(/(\.\w+)?$/, "-mended$1") });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } }, text("data.save"));

    /** Each faulty line with what is said about it, to be edited in place. */
    async function lines(found, tone) {
      const groups = Map.groupBy(found.slice(0, SHOWN), ({ source, line }) => line ? `${source === validation ? "validation " : ""}${line}` : "");
      const items = [];
      for (const group of groups.values()) {
        const [{ source, line }] = group;
        items.push(h("li", { class: `line ${tone}` }, line && h("h4", {}, text(source === validation ? "data.line.validation" : "data.line", { line })),
          group.map(({ message }) => h("p", { class: tone }, message)), line && await editor(source, line)));
      }
      return h("ol", { class: "lines" }, items);
    }

    async function editor(source, line) {
      const content = await source.line(line);
      if (content.length > LONGEST_LINE) return h("p", { class: "mono" }, `${content.slice(0, 500)}…`, h("br"), text("data.tooLong"));
      const hint = h("p", { class: "muted small", role: "status" });
      const change = (edited) => {
        source.edit(line, edited);
        hint.textContent = text(!edited.trim() ? "data.leftOut" : isJson(edited) ? "data.edited" : "data.noJson");
      };
      const area = h("textarea", { class: "mono", rows: Math.min(8, Math.ceil(content.length / 100) + 1), spellcheck: "false", "aria-label": text("data.line", { line }), value: content, oninput: () => change(area.value) });
      return [area, hint, h("div", { class: "actions" }, h("button", { type: "button", class: "quiet", onclick: () => change(area.value = "") }, text("data.leaveOut")))];
    }

    // The gateway counts the tokens of all examples together; a line's share of them follows from its length.
    function tokenHistogram({ tokens }) {
      const lengths = training.lengths.filter((length) => length > 2);
      const perByte = tokens / lengths.reduce((sum, length) => sum + length, 0);
      const most = lengths.reduce((longest, length) => Math.max(longest, length), 1) * perByte;
      const width = Math.max(1, Math.ceil(most / BARS));
      const bars = Array.from({ length: Math.ceil(most / width) }, (_, index) => ({ from: index * width, count: 0 }));
      for (const length of lengths) bars[Math.min(bars.length - 1, Math.floor((length * perByte) / width))].count++;
      return histogram(app, bars.map(({ from, count }) => ({ label: format.number(from), range: `${format.number(from)}–${format.number(from + width)}`, count })), text("data.histogram"));
    }

    async function refresh() {
      const models = (await listAll(app, "list_models", "models")).map((each) => each.model);
      const before = model.value;
      model.replaceChildren(...models.map((each) => h("option", { selected: each === before }, each)));
    }

    return { root, refresh, topics: [], close: () => running?.abort() };
  },
};

function isJson(line) {
  try {
    return JSON.parse(line) !== null;
  } catch {
    return false;
  }
}
