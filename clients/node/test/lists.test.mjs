import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, serve } from "../testing.mjs";

test("a list asks for its pages as they are needed", async (t) => {
  const pages = [{ bots: [{ bot_id: "a" }, { bot_id: "b" }], next: "2" }, { bots: [], next: "3" }, { bots: [{ bot_id: "c" }] }];
  const gateway = await serve(t, (before) => ({ body: { status: 200, event: "list_bots", ...pages[before % 3] } }));
  const list = clientOf(gateway).listBots({ limit: 2 });

  const ids = [];
  for await (const { bot_id } of list) ids.push(bot_id);
  for await (const page of list.pages()) {
    assert.equal(page.next, "2");
    break;
  }

  assert.deepEqual(ids, ["a", "b", "c"]);
  assert.deepEqual(gateway.received.map(({ body }) => body), [
    { limit: 2, event_name: "list_bots" },
    { limit: 2, next: "2", event_name: "list_bots" },
    { limit: 2, next: "3", event_name: "list_bots" },
    { limit: 2, event_name: "list_bots" },
  ]);
});

test("a list begins at the given next", async (t) => {
  const gateway = await serve(t, () => ({ body: { status: 200, event: "bot_routine", routines: [] } }));

  for await (const _ of clientOf(gateway).listRoutines({ next: "5" })) assert.fail();

  assert.deepEqual(gateway.received[0].body, { next: "5", action: "list", event_name: "bot_routine" });
});

for (const [method, items] of Object.entries({
  listUsage: "items", listBots: "bots", listThreads: "threads", listTurns: "turns", listJobs: "jobs", listModels: "models", listRoutines: "routines",
})) {
  test(`${method} yields ${items}`, async (t) => {
    const gateway = await serve(t, (before) => ({ body: { status: 200, event: gateway.received[before].body.event_name, [items]: [1, 2] } }));

    const found = [];
    for await (const item of clientOf(gateway)[method]({})) found.push(item);

    assert.deepEqual(found, [1, 2]);
  });
}
