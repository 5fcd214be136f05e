const MOST = 1_000; // Keeps the page quick.

/** All items of a list event, page after page; isCut if there are more than the page takes. */
export async function listAll(app, event, items, fields = {}) {
  const all = [];
  for (let next; ;) {
    const page = await app.send(event, next ? { ...fields, next } : fields);
    all.push(...page[items]);
    next = page.next;
    if (!next || all.length >= MOST) return Object.assign(all, { isCut: Boolean(next) });
  }
}

/** How the gateway names the second bot, on the base model, that stands beside a bot on a trained one: one for each bot. */
export const BASE_BOT = "console-base-";

export const isOwn = (bot) => !bot.legacy_id?.startsWith(BASE_BOT);

/** The bots, without those that are there only to be compared with. */
export async function listBots(app) {
  const all = await listAll(app, "list_bots", "bots");
  return Object.assign(all.filter(isOwn), { isCut: all.isCut });
}
