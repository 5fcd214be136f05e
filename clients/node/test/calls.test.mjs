import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { inspect } from "node:util";
import { BotGatewayClient, BotGatewayError, BotGatewayResponseError } from "../index.mjs";
import { answers, bot, clientOf, ec, pem, rsa, serve } from "../testing.mjs";

test("a request cannot become another event", async (t) => {
  const gateway = await serve(t, () => ({ body: answers.updated }));

  await clientOf(gateway).updateBot({ botID: "bot_1", event_name: "erase" });

  assert.equal(gateway.received[0].body.event_name, "update_bot");
});

test("an error has what the gateway said", async (t) => {
  const body = { status: 400, message: "'jsonl' has examples.", request_id: "body", errors: [{ line: 3, message: "bad" }], more_errors: 7 };
  const gateway = await serve(t, () => ({ status: 400, headers: { "x-request-id": "header" }, body }));

  await assert.rejects(clientOf(gateway).train({ jsonl: [] }), (error) => {
    assert.ok(error instanceof BotGatewayResponseError && error instanceof BotGatewayError);
    const { name, message, status, errors, moreErrors, requestId, retryAfter } = error;
    assert.deepEqual({ name, message, status, errors, moreErrors, requestId, retryAfter }, {
      name: "BotGatewayResponseError", message: body.message, status: 400, errors: body.errors, moreErrors: 7, requestId: "header", retryAfter: undefined,
    });
    return true;
  });
});

test("an exhausted budget names itself and its reset", async (t) => {
  const body = { status: 429, message: "budget", request_id: "body", budget: "daily", resets_at: "2026-11-30T00:00:00Z" };
  const gateway = await serve(t, () => ({ status: 429, headers: { "retry-after": "7200" }, body }));

  await assert.rejects(clientOf(gateway).newBot(bot), { requestId: "body", budget: "daily", resetsAt: "2026-11-30T00:00:00Z", retryAfter: 7_200 });
});

for (const [status, body, message] of [
  [502, "<html>", "The answer is HTTP 502."],
  [302, "", "The answer is HTTP 302."],
  [200, "<html>", "The answer to update_bot is not one of a gateway."],
  [200, answers.bot, "The answer to update_bot is not one of a gateway."],
]) {
  test(`${status} ${JSON.stringify(body)} is not an answer`, async (t) => {
    const gateway = await serve(t, () => ({ status, body, headers: { location: "/other" } }));

    await assert.rejects(clientOf(gateway).updateBot({ botID: "bot_1" }), { name: "BotGatewayResponseError", status, message });

    assert.equal(gateway.received.length, 1);
  });
}

test("a caller can end a call, and a list, with its own reason", async (t) => {
  const caller = new AbortController();
  const reason = new RangeError("enough");
  const gateway = await serve(t, () => {
    caller.abort(reason);
    return "held";
  });

  await assert.rejects(clientOf(gateway).newBot(bot, { signal: caller.signal }), reason);
  await assert.rejects(clientOf(gateway).listBots({}, { signal: caller.signal }).pages().next(), reason);

  assert.equal(gateway.received.length, 1);
});

test("a call leaves nothing at the caller's signal", async (t) => {
  const { signal } = new AbortController();
  const gateway = await serve(t, () => ({ body: answers.bot }));

  await clientOf(gateway).newBot(bot, { signal });

  assert.deepEqual(getEventListeners(signal, "abort"), []);
});

test("a caller can end a wait", async (t) => {
  const caller = new AbortController();
  const gateway = await serve(t, () => {
    setImmediate(() => caller.abort());
    return { status: 503, headers: { "retry-after": "30" } };
  });

  await assert.rejects(clientOf(gateway, { clock: undefined }).newBot(bot, { signal: caller.signal }), { name: "AbortError" });

  assert.equal(gateway.received.length, 1);
});

test("traceparent is sent on, from the call or from the client", async (t) => {
  const gateway = await serve(t, () => ({ body: answers.checked }));
  const client = clientOf(gateway, { traceparent: () => "00-1-1-01" });

  await client.checkCredentials();
  await client.checkCredentials({ traceparent: "00-2-2-01" });
  await clientOf(gateway).checkCredentials();

  assert.deepEqual(gateway.received.map(({ headers }) => headers.traceparent), ["00-1-1-01", "00-2-2-01", undefined]);
  assert.equal(gateway.received[0].headers["content-type"], "application/json");
});

test("methods that would mean another event's answer are refused", async () => {
  const client = clientOf({ endpoint: "http://127.0.0.1:9/lambda" });

  await assert.rejects(client.train({ dry_run: true }), /use trainDryRun/);
  await assert.rejects(client.createTeam({ botID: "bot_1" }), /use createRoutine/);
  await assert.rejects(client.createRoutine({ modelID: "m" }), /use createTeam/);
});

const valid = { endpoint: "https://example.com/lambda", audience: "bot-gateway", privateKey: pem(rsa.privateKey) };
const encryptedToken = { gatewayPublicKey: pem(rsa.publicKey), user: "u", pass: "p" };
const encrypted = { ...valid, audience: undefined, encryptedToken };

for (const [expected, options] of [
  [/^endpoint must be/, undefined],
  [/^endpoint must be/, { ...valid, endpoint: "/lambda" }],
  [/^endpoint must be/, { ...valid, endpoint: "https://user:pass@example.com/lambda" }],
  [/^There is no option endPoint; the options are endpoint, /, { ...valid, endPoint: "x" }],
  [/^clientId must be/, { ...valid, clientId: "Acme" }],
  [/^Either audience or encryptedToken/, { ...valid, audience: "" }],
  [/^Either audience or encryptedToken/, { ...valid, encryptedToken }],
  [/^Either privateKey or signer/, { ...valid, privateKey: undefined }],
  [/^Either privateKey or signer/, { ...valid, signer: {} }],
  [/^privateKey must be a private key/, { ...valid, privateKey: "-----BEGIN PRIVATE KEY-----\nsecret\n" }],
  [/^privateKey must be a private key/, { ...valid, privateKey: pem(rsa.publicKey) }],
  [/^privateKey must be a private key/, { ...valid, privateKey: rsa.publicKey }],
  [/^An RSA key signs with RS256 or PS256/, { ...valid, algorithm: "ES256" }],
  [/^An EC key signs with ES256/, { ...valid, privateKey: ec.privateKey, algorithm: "RS256" }],
  [/^signer must have/, { ...valid, privateKey: undefined, signer: { algorithm: "HS256", sign: () => "" } }],
  [/^Encrypted tokens are signed with RS256/, { ...encrypted, algorithm: "PS256" }],
  [/^encryptedToken needs user and pass/, { ...encrypted, encryptedToken: { ...encryptedToken, pass: "" } }],
  [/^encryptedToken.gatewayPublicKey must be/, { ...encrypted, encryptedToken: { ...encryptedToken, gatewayPublicKey: pem(ec.publicKey) } }],
  [/^maxRetries must be/, { ...valid, maxRetries: 11 }],
  [/^maxRetries must be/, { ...valid, maxRetries: "4" }],
  [/^retryDelay and maxRetryDelay/, { ...valid, retryDelay: 0 }],
  [/^retryDelay and maxRetryDelay/, { ...valid, retryDelay: 2, maxRetryDelay: 1 }],
  [/^attemptTimeout and totalTimeout/, { ...valid, totalTimeout: 1 }],
  [/^attemptTimeout and totalTimeout/, { ...valid, totalTimeout: 2 ** 31 }],
  [/^traceparent must be/, { ...valid, traceparent: "00-1-1-01" }],
  [/^fetch must be/, { ...valid, fetch: {} }],
  [/^clock must have/, { ...valid, clock: Date }],
]) {
  test(`${inspect(expected)} is one line that names the option`, () => {
    assert.throws(() => new BotGatewayClient(options), (error) => {
      assert.ok(error instanceof TypeError);
      assert.match(error.message, expected);
      assert.doesNotMatch(error.message, /\n|secret|BEGIN/);
      return true;
    });
  });
}

test("a wrong AHEAD is named", (t) => {
  process.env.AHEAD = "1h";
  t.after(() => delete process.env.AHEAD);

  assert.throws(() => new BotGatewayClient(valid), /^TypeError: AHEAD must be/);
});

test("a client that is printed shows no secret", () => {
  const shown = inspect(new BotGatewayClient({ ...encrypted, encryptedToken: { ...encryptedToken, pass: "secreto" } }), { depth: 9, showHidden: true });

  assert.doesNotMatch(shown, /secreto|PRIVATE KEY|credentials/);
});
