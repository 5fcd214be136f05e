import { openDialog } from "../dialog.mjs";
import { english, h } from "../dom.mjs";
import { BASE_BOT, isOwn, listAll } from "../pages.mjs";
import { emptyBox, once } from "../parts.mjs";
import { conversation } from "./conversation.mjs";

let selected = null; // Stays when the view is made again in another language.

export const id = "chat";
export const isLocal = true;

export function create(app) {
  const { text } = app;
  const list = h("ul", { class: "choices" });
  const place = h("div", { class: "view" });
  const root = h("div", { class: "view" });
  let [bots, models, opened, opening] = [[], [], null, null];
  selected = location.hash.split("/")[1] ?? selected;

  async function refresh() {
    [bots, models] = await Promise.all([listAll(app, "list_bots", "bots"), listAll(app, "list_models", "models")]);
    const own = bots.filter(isOwn).toReversed();
    if (!own.some((bot) => bot.bot_id === selected)) selected = own[0]?.bot_id ?? null;
    draw(own);
    await open();
  }

  function draw(own) {
    const kind = own.length ? "bots" : "none";
    const make = h("button", { type: "button", class: own.length ? "" : "primary", onclick: newBot }, text("chat.new"));
    list.replaceChildren(...own.map((bot) => h("li", null, h("button", {
      type: "button", "aria-current": bot.bot_id === selected ? "true" : undefined, onclick: () => choose(bot.bot_id),
    }, h("span", null, bot.name), h("small", { class: "muted", title: bot.model_id }, bot.model_id)))));
    if (root.dataset.shown === kind) return;
    root.dataset.shown = kind;
    root.replaceChildren(h("h2", null, text("view.chat")), own.length
      ? h("div", { class: "chat" }, h("section", { class: "panel", "aria-label": text("chat.bots") }, h("div", { class: "head" }, h("h3", null, text("chat.bots")), make), list), place)
      : emptyBox(app, "chat.empty", make));
  }

  async function choose(id) {
    selected = id;
    for (const button of list.querySelectorAll("button")) button.removeAttribute("aria-current");
    await refresh();
    list.querySelector("[aria-current]")?.focus();
  }

  /** What is being written to the bot stays, unless the bot has changed. */
  async function open() {
    const bot = bots.find((each) => each.bot_id === selected);
    const wanted = bot && `${bot.bot_id} ${bot.version}`;
    if (!bot) return;
    if (opened !== wanted) [opened, opening] = [wanted, show(bot, wanted)];
    await opening;
  }

  async function show(bot, wanted) {
    place.replaceChildren();
    try {
      const talk = conversation(app, await app.send("get_bot", { botID: bot.bot_id }), models, remove);
      await talk.load();
      if (opened === wanted) place.replaceChildren(talk.root);
      talk.toEnd();
    } catch (error) {
      opened = null;
      throw error;
    }
  }

  async function newBot() {
    const name = h("input", { required: true, maxlength: 256, autofocus: true });
    const instructions = h("textarea", { required: true, rows: 4 });
    const usable = models.filter((model) => !model.deployment || model.deployment.state === "Succeeded");
    const model = h("select", null, usable.map((each) => h("option", { value: each.model }, each.kind === "trained" ? text("chat.trained", { model: each.model }) : each.model)));
    const temperature = h("input", { type: "number", min: 0, max: 2, step: .1, placeholder: "0.8" });
    const fields = { name, instructions, model, temperature };
    const keyed = once();
    const sent = () => ({
      name: name.value.trim(), instructions: instructions.value.trim(), modelID: model.value, ...(temperature.value && { temperature: Number(temperature.value) }),
    });
    const made = await openDialog(app, {
      title: text("chat.new"), action: text("chat.create"),
      content: Object.entries(fields).map(([field, control]) => h("label", { class: "field" }, text(`chat.${field}`), h("small", null, text(`chat.${field}.hint`)), control)),
      submit: () => app.send("new_bot", keyed(sent())),
    });
    if (!made) return;
    app.notify(text("chat.created", { name: name.value }), "ok", ["new_bot", sent()]);
    selected = made.bot_id;
    await refresh();
    place.querySelector("textarea")?.focus();
  }

  async function remove(bot) {
    const base = bots.find((each) => each.legacy_id === BASE_BOT + bot.bot_id);
    const body = [text("chat.delete.loses"), base && text("chat.delete.base"), text("chat.delete.keeps")].filter(Boolean);
    if (!await app.confirm({ title: text("chat.delete.title", { name: bot.name }), body, action: text("chat.delete"), danger: true })) return;
    try {
      if (base) await app.send("delete_bot", { botID: base.bot_id });
      const { routine_ids: routines } = await app.send("delete_bot", { botID: bot.bot_id });
      app.notify(text("chat.deleted", { name: bot.name, count: routines.length }));
      await refresh();
    } catch (error) {
      app.notify(error.message ? english(error.message) : text("fault.0"), "bad");
    }
  }

  return { root, refresh, topics: ["bots"] };
}
