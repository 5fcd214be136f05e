import { faultBox } from "../dialog.mjs";
import { copyAs } from "../copy.mjs";
import { h, timeTag } from "../dom.mjs";
import { listAll } from "../pages.mjs";

/** How the gateway names the second bot, on the base model, that stands beside a bot on a trained one: one for each bot. */
export const BASE_BOT = "console-base-";

/** A bot and its thread; of a bot on a trained model, also the base model's answers to the same messages. */
export class Conversation {
  #app;
  #models;
  #sides = [];
  #log = h("div", { class: "sides" });
  #threads = h("select", { onchange: (event) => this.#show(event.target.value) });
  #input = h("textarea", { rows: 2, required: true });
  #send;
  #compare;

  constructor(app, bot, models, { remove }) {
    const { text } = app;
    [this.#app, this.bot, this.#models] = [app, bot, models];
    this.#send = h("button", { type: "submit", class: "primary" }, text("chat.send"));
    this.#input.placeholder = text("chat.message");
    this.#input.setAttribute("aria-label", text("chat.message"));
    this.#input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#form.requestSubmit();
    });
    this.#form = h("form", { class: "composer", onsubmit: (event) => this.#submit(event) }, this.#input, this.#send);
    const trained = models.find((model) => model.kind === "trained" && [model.model, model.trained_model].some((name) => name && bot.model_id.startsWith(name)));
    this.#compare = trained && h("button", { type: "button", "aria-pressed": "false", onclick: () => this.#toggle(trained) }, text("chat.compare"));
    this.root = h("section", { class: "panel conversation", "aria-label": bot.name },
      h("div", { class: "head" }, h("h3", null, bot.name), h("span", { class: "tag", title: bot.model_id }, bot.model_id),
        h("button", { type: "button", class: "quiet", onclick: () => remove(bot) }, text("chat.delete"))),
      h("details", null, h("summary", null, text("chat.instructions")), h("p", { class: "prose" }, bot.instructions),
        copyAs(app, "new_bot", { name: bot.name, instructions: bot.instructions, modelID: bot.model_id, ...(bot.temperature !== null && { temperature: bot.temperature }) })),
      h("div", { class: "filters" }, h("label", { class: "inline" }, text("chat.thread"), this.#threads),
        h("button", { type: "button", onclick: () => this.#fresh() }, text("chat.fresh")), this.#compare),
      this.#log, this.#form);
  }

  #form;

  async load() {
    const { threads } = await this.#app.send("list_threads", { botID: this.bot.bot_id, limit: 20 });
    this.#fillThreads(threads);
    await this.#show(threads[0]?.thread_id ?? "");
  }

  #fillThreads(threads) {
    const { text, format } = this.#app;
    this.#threads.replaceChildren(...threads.map((thread) => h("option", { value: thread.thread_id }, format.date(thread.created_at))),
      ...(threads.length ? [] : [h("option", { value: "" }, text("chat.thread.new"))]));
  }

  async #show(thread) {
    this.#single();
    const [side] = this.#sides;
    side.thread = thread;
    if (!thread) return;
    this.#send.disabled = true; // What is sent now would be shown before what was said earlier.
    const { turns } = await this.#app.send("get_thread", { threadID: thread, limit: 20 }).finally(() => this.#send.disabled = false);
    for (const turn of turns.toReversed()) this.#answered(this.#ask(side, turn.message, turn.at), side, turn.answer, turn);
    this.toEnd();
  }

  /** One column, without a thread yet. */
  #single() {
    this.#compare?.setAttribute("aria-pressed", "false");
    this.#setSides([{ bot: this.bot, thread: "" }]);
  }

  #setSides(sides) {
    const { text } = this.#app;
    this.#sides = sides.map((side) => ({ ...side, log: h("div", { class: "turns", role: "log", "aria-label": side.label ?? this.bot.name, tabindex: "0" }, h("p", { class: "muted hint" }, text("chat.begin"))) }));
    this.#log.replaceChildren(...this.#sides.map((side) => h("div", { class: "side" },
      side.label && h("div", { class: "head" }, h("h4", null, side.label), h("span", { class: "tag" }, side.bot.model_id)), side.log)));
  }

  #fresh() {
    const { text } = this.#app;
    if (this.#threads.value) this.#threads.prepend(h("option", { value: "", selected: true }, text("chat.thread.new")));
    this.#setSides(this.#sides.map(({ bot, label }) => ({ bot, label, thread: "" })));
    this.#input.focus();
  }

  async #toggle(trained) {
    if (this.#sides.length > 1) return this.#show(this.#threads.value);
    const { text } = this.#app;
    try {
      const base = await this.#baseBot(trained);
      if (!base) return;
      this.#compare.setAttribute("aria-pressed", "true");
      this.#sides = [{ bot: this.bot, label: text("chat.side.trained") }, { bot: base, label: text("chat.side.base") }];
      this.#fresh();
    } catch (error) {
      this.#log.prepend(faultBox(this.#app, error));
    }
  }

  /** The second bot is made once, when it is first wanted and after its cost has been said; it follows the first one's instructions. */
  async #baseBot(trained) {
    const { text, send } = this.#app;
    const id = BASE_BOT + this.bot.bot_id;
    const wanted = { instructions: this.bot.instructions, ...(this.bot.temperature !== null && { temperature: this.bot.temperature }) };
    const known = (await listAll(this.#app, "list_bots", "bots")).find((bot) => bot.legacy_id === id);
    if (known) {
      const present = await send("get_bot", { botID: id });
      if (present.instructions !== wanted.instructions || present.temperature !== this.bot.temperature) await send("update_bot", { botID: id, ...wanted });
      return present;
    }

    const bases = this.#models.filter((model) => model.kind === "base").sort((a, b) => b.model.length - a.model.length);
    const model = (bases.find((base) => trained.trained_model?.includes(base.model)) ?? bases[0]).model;
    const isWanted = await this.#app.confirm({
      title: text("chat.compare.title", { model }), body: [text("chat.compare.makes", { name: this.bot.name, model }), text("chat.compare.costs")], action: text("chat.compare.action"),
    });
    if (!isWanted) return null;
    const made = await send("new_bot", { name: text("chat.compare.name", { name: this.bot.name, model }).slice(0, 256), modelID: model, ...wanted, legacy_id: id });
    return { bot_id: made.bot_id, model_id: model };
  }

  async #submit(event) {
    event.preventDefault();
    const message = this.#input.value.trim();
    if (!message || this.#send.disabled) return;
    this.#input.value = "";
    this.#send.disabled = true;
    await Promise.all(this.#sides.map((side) => this.#deliver(side, message)));
    this.#send.disabled = false;
    this.#input.focus();
  }

  async #deliver(side, message) {
    const { send } = this.#app;
    const place = this.#ask(side, message, new Date(this.#app.now()).toISOString());
    const key = crypto.randomUUID(); // The same for each try, so that the message is answered once.
    const attempt = async () => {
      place.replaceChildren(h("p", { class: "waiting" }, this.#app.text("chat.waiting")));
      this.toEnd();
      const started = performance.now();
      try {
        side.thread ||= await this.#newThread(side, key);
        const fields = { botID: side.bot.bot_id, threadID: side.thread, message, idempotency_key: key };
        const answer = await send("messaging", fields);
        this.#answered(place, side, answer.message, { ...answer, took: performance.now() - started, fields });
      } catch (error) {
        place.replaceChildren(faultBox(this.#app, error, attempt));
      }
      this.toEnd();
    };
    await attempt();
  }

  async #newThread(side, key) {
    const { thread_id: thread } = await this.#app.send("new_thread", { idempotency_key: `thread-${key}` });
    if (side.bot === this.bot) {
      const option = this.#threads.querySelector('option[value=""]');
      [option.value, option.textContent] = [thread, this.#app.format.date(this.#app.now())];
    }

    return thread;
  }

  #ask(side, message, at) {
    const { format } = this.#app;
    side.log.querySelector(".hint")?.remove();
    const place = h("div", { class: "answer" });
    side.log.append(h("div", { class: "turn" }, h("div", { class: "asked" }, h("p", { class: "prose" }, message), h("small", { class: "muted" }, timeTag(at, format.time(at)))), place));
    return place;
  }

  #answered(place, side, answer, { usage, truncated, took, fields }) {
    const { text, format } = this.#app;
    const facts = [
      took !== undefined && format.duration(Math.round(took)),
      usage && text("chat.tokens", { prompt: usage.prompt_tokens, completion: usage.completion_tokens, count: usage.total_tokens }),
      truncated && text("chat.truncated"),
    ];
    place.replaceChildren(h("p", { class: "prose" }, answer), h("div", { class: "meta muted small" },
      facts.filter(Boolean).map((fact) => h("span", null, fact)), fields && copyAs(this.#app, "messaging", fields)));
  }

  toEnd() {
    for (const { log } of this.#sides) log.scrollTop = log.scrollHeight;
  }
}
