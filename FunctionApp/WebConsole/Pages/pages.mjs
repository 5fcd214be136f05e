/** All items of a list event, page after page, up to a bound that keeps the page quick. */
export async function listAll(app, event, items, fields = {}, most = 1_000) {
  const all = [];
  for (let next; ;) {
    const page = await app.send(event, next ? { ...fields, next } : fields);
    all.push(...page[items]);
    next = page.next;
    if (!next || all.length >= most) return all;
  }
}
