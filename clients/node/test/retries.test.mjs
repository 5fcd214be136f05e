import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { BotGatewayClient, BotGatewayConnectionError, BotGatewayResponseError } from "../index.mjs";
import { answers, bot, clientOf, serve } from "../testing.mjs";

const endpoint = "https://example.com/lambda";
const HOUR = 3_600_000;
const failing = (answer, ...failures) => (before) => (before < failures.length ? failures[before] : { body: answer });
const keys = (gateway) => gateway.received.map(({ body }) => body.idempotency_key);

for (const failure of [429, 502, 503, 504, "reset"]) {
  test(`${failure}: a request with a key is sent again, with the same key and a new token`, async (t) => {
    const gateway = await serve(t, failing(answers.bot, failure, failure));

    assert.equal((await clientOf(gateway).newBot({ ...bot, idempotency_key: "mine" })).bot_id, "bot_1");

    assert.deepEqual(keys(gateway), ["mine", "mine", "mine"]);
    assert.equal(new Set(gateway.received.map(({ payload }) => payload.token)).size, 3);
  });
}

test("two calls have two keys, which are the client's own", async (t) => {
  const gateway = await serve(t, failing(answers.bot, 503));
  const client = clientOf(gateway);

  await client.newBot(bot);
  await client.newBot(bot);

  const [first, again, second] = keys(gateway);
  assert.match(first, /^[0-9a-f-]{36}$/);
  assert.equal(again, first);
  assert.notEqual(second, first);
});

for (const [failure, attempts] of [[429, 2], [409, 1], [500, 1], [502, 1], [503, 1], [504, 1], ["reset", 1]]) {
  for (const [method, request, answer] of [
    ["updateBot", { botID: "bot_1", name: "Cuentero" }, answers.updated],
    ["erase", { confirm: "default" }, { status: "running", event: "erase" }],
    ["addExamples", { jsonl: [] }, { status: 200, event: "add_examples" }],
    ["addExamples", { dataset_id: "dataset_1", jsonl: [] }, { status: 200, event: "add_examples" }],
  ]) {
    test(`${failure}: ${method}, which has no key, is sent ${attempts} times`, async (t) => {
      const gateway = await serve(t, failing(answer, failure));
      const call = clientOf(gateway)[method](request);

      if (attempts > 1) assert.deepEqual(await call, answer);
      else await assert.rejects(call, failure === "reset" ? BotGatewayConnectionError : { status: failure });

      assert.equal(gateway.received.length, attempts);
      assert.equal(keys(gateway)[0], undefined);
    });
  }
}

for (const [method, request, answer] of [
  ["checkCredentials", undefined, answers.checked],
  ["addExamples", { dataset_id: "dataset_1", part: 2, jsonl: [] }, { status: 200, event: "add_examples" }],
  ["trainDryRun", { jsonl: [] }, { status: 200, event: "train", dry_run: true }],
]) {
  test(`${method} changes nothing when it is repeated, and is, without a key`, async (t) => {
    const gateway = await serve(t, failing(answer, "reset", 503));

    assert.deepEqual(await clientOf(gateway)[method](request), answer);

    assert.deepEqual(keys(gateway), [undefined, undefined, undefined]);
  });
}

for (const method of Object.getOwnPropertyNames(BotGatewayClient.prototype).filter((name) => !["constructor", "createRequest"].includes(name))) {
  const attempts = /^(add|cancel|delete|deploy|erase|pause|resume|run|undeploy|update)/.test(method) ? 1 : 2;
  test(`503: ${method} is sent ${attempts} times`, async (t) => {
    const gateway = await serve(t, () => 503);
    const called = clientOf(gateway, { maxRetries: 1 })[method]({ botID: "bot_1", modelID: "m" });

    await assert.rejects(called.pages?.().next() ?? called, { status: 503 });

    assert.equal(gateway.received.length, attempts);
  });
}

for (const status of [400, 404, 409, 500]) {
  test(`${status}: what will not pass is not sent again`, async (t) => {
    const gateway = await serve(t, () => status);

    await assert.rejects(clientOf(gateway).newBot(bot), { status });

    assert.equal(gateway.received.length, 1);
  });
}

test("a busy thread is tried again after Retry-After", async (t) => {
  const waits = [];
  const gateway = await serve(t, failing(answers.bot, { status: 409, headers: { "retry-after": "3" } }));

  await clientOf(gateway, {}, waits).newBot(bot);

  assert.deepEqual(waits, [3_000]);
});

test("Retry-After may be a date", async (t) => {
  const waits = [];
  const date = new Date(Date.now() + 600_000);
  const gateway = await serve(t, failing(answers.bot, { status: 429, headers: { "retry-after": date.toUTCString() } }));

  await clientOf(gateway, { maxRetryDelay: HOUR }, waits).newBot(bot);

  assert.ok(waits[0] > 0 && waits[0] <= 600_000, `${waits}`);
});

for (const [random, expected] of [[0, [500, 1_000, 1_500, 1_500]], [1, [1_000, 2_000, 3_000, 3_000]]]) {
  test(`without Retry-After, waits double up to maxRetryDelay, with jitter: ${expected}`, async (t) => {
    t.mock.method(Math, "random", () => random);
    const waits = [];
    const gateway = await serve(t, failing(answers.bot, 503, 503, 503, 503));

    await clientOf(gateway, { retryDelay: 1_000, maxRetryDelay: 3_000 }, waits).newBot(bot);

    assert.deepEqual(waits, expected);
  });
}

test("a wait that is too long is left to the caller", async (t) => {
  const gateway = await serve(t, () => ({ status: 429, headers: { "retry-after": "3600" } }));

  await assert.rejects(clientOf(gateway).newBot(bot), { status: 429, retryAfter: 3_600 });

  assert.equal(gateway.received.length, 1);
});

test("retries end, and may be none", async (t) => {
  const gateway = await serve(t, () => 503);

  await assert.rejects(clientOf(gateway, { maxRetries: 2 }).newBot(bot), BotGatewayResponseError);
  await assert.rejects(clientOf(gateway, { maxRetries: 0 }).newBot(bot), BotGatewayResponseError);

  assert.equal(gateway.received.length, 4);
});

test("an attempt that takes too long counts as unanswered", async () => {
  let attempts = 0;
  const fetch = (_, { signal }) => {
    attempts++;
    return sleep(HOUR, undefined, { signal });
  };

  await assert.rejects(clientOf({ endpoint }, { fetch, attemptTimeout: 20, maxRetries: 1 }).newBot(bot), {
    name: "BotGatewayConnectionError",
    message: "The gateway did not answer: no answer within 20 ms",
  });

  assert.equal(attempts, 2);
});

test("a call ends with totalTimeout, also while it waits", async () => {
  const fetch = async () => new Response("", { status: 503 });
  const clock = { now: Date.now, sleep: (_, signal) => sleep(HOUR, undefined, { signal }) };

  await assert.rejects(clientOf({ endpoint }, { fetch, clock, attemptTimeout: 20, totalTimeout: 20 }).newBot(bot), {
    name: "BotGatewayConnectionError",
    message: "The gateway did not answer within totalTimeout.",
  });
});

for (const [port, cause] of [[0, "ECONNREFUSED"], [9, "bad port"]]) {
  test(`a gateway that is not there is a connection error that names the cause: ${cause}`, async () => {
    const closed = createServer();
    await once(closed.listen(0, "127.0.0.1"), "listening");
    const endpoint = `http://127.0.0.1:${port || closed.address().port}/lambda`;
    await new Promise((resolve) => closed.close(resolve));

    await assert.rejects(clientOf({ endpoint }, { maxRetries: 0 }).checkCredentials(), {
      name: "BotGatewayConnectionError",
      message: `The gateway did not answer: ${cause}`,
    });
  });
}
