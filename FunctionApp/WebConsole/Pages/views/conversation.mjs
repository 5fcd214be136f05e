import { copyAs } from "../copy.mjs";
import { faultBox, openDialog } from "../dialog.mjs";
import { h, timeTag } from "../dom.mjs";
import { BASE_BOT, listAll } from "../pages.mjs";
import { once } from "../parts.mjs";

const TEMPERATURE = .8; // Of a bot without one; an update cannot take it away again.

/** A bot and its thread; of a bot on a trained model, also the base model's answers to the same messages. */
export function conversation(app, bot, models, remove) {
  const { text, format, send } = app;
  const log = h("div", { class: "sides" });
  const threads = h("select", { onchange: () => show(threads.value) });
  const input = h("textarea", { rows: 2, required: true, placeholder: text("chat.message"), "aria-label": text("chat.message"), onkeydown: sendOnEnter });
  const sendButton = h("button", { type: "submit", class: "primary" }, text("chat.send"));
  const form = h("form", { class: "composer", onsubmit: submit }, input, sendButton);
  const trained = models.find((model) => model.kind === "trained" && [model.model, model.trained_model].some((name) => name && bot.model_id.startsWith(name)));
  const compare = trained && h("button", { type: "button", "aria-pressed": "false", onclick: toggle }, text("chat.compare"));
  const temperature = bot.temperature !== null && { temperature: bot.temperature };
  const root = h("section", { class: "panel", "aria-label": bot.name },
    h("div", { class: "head" }, h("h3", null, bot.name), h("span", { class: "tag muted", title: bot.model_id }, bot.model_id),
      h("button", { type: "button", class: "quiet", onclick: () => remove(bot) }, text("chat.delete"))),
    h("details", null, h("summary", null, text("chat.instructions")), h("p", { class: "prose" }, bot.instructions),
      copyAs(app, "new_bot", { name: bot.name, instructions: bot.instructions, modelID: bot.model_id, ...temperature })),
    h("div", { class: "filters" }, h("label", { class: "inline" }, text("chat.thread"), threads), h("button", { type: "button", onclick: fresh }, text("chat.fresh")), compare),
    log, form);
  let sides = [];

  async function load() {
    const { threads: known } = await send("list_threads", { botID: bot.bot_id, limit: 20 });
    threads.replaceChildren(...known.map((thread) => h("option", { value: thread.thread_id }, format.date(thread.created_at))));
    if (known.length === 0) threads.append(h("option", { value: "" }, text("chat.thread.new")));
    await show(threads.value);
  }

  async function show(thread) {
    compare?.setAttribute("aria-pressed", "false");
    setSides([{ bot, thread }]);
    if (!thread) return;
    sendButton.disabled = true; // What is sent now would be shown before what was said earlier.
    const { turns } = await send("get_thread", { threadID: thread, limit: 20 }).finally(() => sendButton.disabled = false);
    for (const turn of turns.toReversed()) answered(ask(sides[0], turn.message, turn.at), turn.answer, turn);
    toEnd();
  }

  function setSides(wanted) {
    sides = wanted.map((side) => ({ ...side, log: h("div", { class: "turns", role: "log", "aria-label": side.label ?? bot.name, tabindex: "0" }, h("p", { class: "muted hint" }, text("chat.begin"))) }));
    log.replaceChildren(...sides.map((side) => h("div", { class: "side" },
      side.label && h("div", { class: "head" }, h("h4", null, side.label), h("span", { class: "tag muted" }, side.bot.model_id)), side.log)));
  }

  function fresh() {
    if (threads.value) threads.prepend(h("option", { value: "", selected: true }, text("chat.thread.new")));
    setSides(sides.map((side) => ({ ...side, thread: "" })));
    input.focus();
  }

  async function toggle() {
    if (sides.length > 1) return show(threads.value);
    try {
      const base = await baseBot();
      if (!base) return;
      compare.setAttribute("aria-pressed", "true");
      sides = [{ bot, label: text("chat.side.trained") }, { bot: base, label: text("chat.side.base") }];
      fresh();
    } catch (error) {
      log.prepend(faultBox(app, error));
    }
  }

  /** The second bot is made once, when it is first wanted and after its cost has been said; it follows the first one's instructions and temperature. */
  async function baseBot() {
    const [id, wanted] = [BASE_BOT + bot.bot_id, { instructions: bot.instructions, temperature: bot.temperature ?? TEMPERATURE }];
    if ((await listAll(app, "list_bots", "bots")).some((each) => each.legacy_id === id)) {
      const present = await send("get_bot", { botID: id });
      if (present.instructions !== bot.instructions || (present.temperature ?? TEMPERATURE) !== wanted.temperature) await send("update_bot", { botID: id, ...wanted });
      return present;
    }

    const bases = models.filter((each) => each.kind === "base").sort((a, b) => b.model.length - a.model.length);
    const known = bases.find((base) => trained.trained_model?.includes(base.model));
    const model = h("select", { required: true }, !known && h("option", { value: "" }), bases.map((base) => h("option", { selected: base === known }, base.model)));
    const keyed = once();
    const makes = () => keyed({ name: text("chat.compare.name", { name: bot.name, model: model.value }).slice(0, 256), modelID: model.value, ...wanted, legacy_id: id });
    const made = await openDialog(app, {
      title: text("chat.compare.title"), body: [text("chat.compare.makes", { name: bot.name }), text("chat.compare.costs")], costs: true,
      content: h("label", { class: "field" }, text("chat.side.base"), model), action: text("chat.compare.action"), submit: () => send("new_bot", makes()),
    });
    return made && { bot_id: made.bot_id, model_id: model.value };
  }

  function sendOnEnter(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  }

  async function submit(event) {
    event.preventDefault();
    const message = input.value.trim();
    if (!message || sendButton.disabled) return;
    input.value = "";
    sendButton.disabled = true;
    await Promise.all(sides.map((side) => deliver(side, message)));
    sendButton.disabled = false;
    input.focus();
  }

  async function deliver(side, message) {
    const place = ask(side, message, new Date(app.now()).toISOString());
    const key = crypto.randomUUID(); // The same for each try, so that the message is answered once.
    const attempt = async () => {
      place.replaceChildren(h("p", { class: "waiting" }, text("chat.waiting")));
      toEnd();
      const started = performance.now();
      try {
        side.thread ||= await newThread(side, key);
        const fields = { botID: side.bot.bot_id, threadID: side.thread, message, idempotency_key: key };
        const answer = await send("messaging", fields);
        answered(place, answer.message, { ...answer, took: performance.now() - started, fields });
      } catch (error) {
        place.replaceChildren(faultBox(app, error, attempt));
      }
      toEnd();
    };
    await attempt();
  }

  async function newThread(side, key) {
    const { thread_id: thread } = await send("new_thread", { idempotency_key: `thread-${key}` });
    const option = side.bot === bot && threads.querySelector('option[value=""]');
    if (option) [option.value, option.textContent] = [thread, format.date(app.now())];
    return thread;
  }

  function ask(side, message, at) {
    side.log.querySelector(".hint")?.remove();
    const place = h("div", { class: "answer" });
    side.log.append(h("div", { class: "turn" }, h("div", { class: "asked" }, h("p", { class: "prose" }, message), at && h("small", { class: "muted" }, timeTag(at, format.time(at)))), place));
    return place;
  }

  function answered(place, answer, { usage, truncated, took, fields }) {
    const facts = [
      took !== undefined && format.duration(Math.round(took)),
      usage && text("chat.tokens", { prompt: usage.prompt_tokens, completion: usage.completion_tokens, count: usage.total_tokens }),
      truncated && text("chat.truncated"),
    ];
    place.replaceChildren(h("p", { class: "prose" }, answer), h("div", { class: "meta muted small" },
      facts.filter(Boolean).map((fact) => h("span", null, fact)), fields && copyAs(app, "messaging", fields)));
  }

  function toEnd() {
    for (const side of sides) side.log.scrollTop = side.log.scrollHeight;
  }

  return { root, load, toEnd };
}
