import assert from "node:assert/strict";
import { constants, createHash, createHmac, privateDecrypt, verify } from "node:crypto";
import { test } from "node:test";
import { BotGatewayClient } from "../index.mjs";
import { answers, clientOf, ec, pem, rsa, serve } from "../testing.mjs";

const endpoint = "https://example.com/lambda";
const body = { event_name: "messaging", message: "¿Qué tal, \"Chistero\"? 🦤 \u2028" };
const hash = createHash("sha256").update(JSON.stringify(body)).digest("base64url");
const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };

for (const [algorithm, keys, options] of [["ES256", ec, { dsaEncoding: "ieee-p1363" }], ["PS256", rsa, PSS], ["RS256", rsa, {}]]) {
  test(`${algorithm}: a JWT binds the body and is valid for a minute`, async () => {
    const client = new BotGatewayClient({ endpoint, clientId: "acme", audience: "bot-gateway", privateKey: pem(keys.privateKey), algorithm });

    const text = await client.createRequest(body);

    const { payload, ...rest } = JSON.parse(text);
    const [header, claims, signature] = payload.token.split(".");
    assert.deepEqual([Object.keys(payload), rest], [["token"], { body }]);
    assert.ok(text.endsWith(`,"body":${JSON.stringify(body)}}`));
    assert.deepEqual(JSON.parse(Buffer.from(header, "base64url")), { alg: algorithm, kid: "acme" });
    const { iat, exp, jti, ...others } = JSON.parse(Buffer.from(claims, "base64url"));
    assert.deepEqual(others, { aud: "bot-gateway", body_sha256: hash });
    assert.equal(exp - iat, 60);
    assert.ok(Math.abs(iat - Date.now() / 1_000) < 60);
    assert.match(jti, /^[0-9a-f-]{36}$/);
    assert.ok(verify("sha256", Buffer.from(`${header}.${claims}`), { key: keys.publicKey, ...options }, Buffer.from(signature, "base64url")));
  });
}

test("without an algorithm, the key chooses it", async () => {
  for (const [key, alg] of [[ec.privateKey, "ES256"], [rsa.privateKey, "RS256"]]) {
    const request = await new BotGatewayClient({ endpoint, audience: "bot-gateway", privateKey: key }).createRequest("{}");
    assert.equal(JSON.parse(Buffer.from(JSON.parse(request).payload.token.split(".")[0], "base64url")).alg, alg);
  }
});

test("an encrypted token holds the credentials, an expiry in 10 s and the hash", async () => {
  const encryptedToken = { gatewayPublicKey: pem(rsa.publicKey), user: "ñandú", pass: "secreto" };
  const clock = { now: () => 1_900_000_000_000.5, sleep: () => undefined };
  const client = new BotGatewayClient({ endpoint, clientId: "acme", encryptedToken, privateKey: pem(rsa.privateKey), clock });

  const { payload: { token, signature, key_id } } = JSON.parse(await client.createRequest(body));

  const oaep = { key: rsa.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
  assert.deepEqual(JSON.parse(privateDecrypt(oaep, Buffer.from(token, "base64"))), {
    credentials: createHmac("sha256", "secreto").update("ñandúsecreto").digest("hex"),
    expirationTime: 1_900_000_010_000,
    body_sha256: hash,
  });
  assert.equal(key_id, "acme");
  assert.ok(verify("sha256", Buffer.from(token), rsa.publicKey, Buffer.from(signature, "base64")));
});

test("a signer may be asynchronous, and gets the data", async () => {
  const signed = [];
  const signer = { algorithm: "PS256", sign: async (data) => signed.push(data) && Buffer.from([1, 2, 255]) };

  const { payload: { token } } = JSON.parse(await new BotGatewayClient({ endpoint, audience: "a", signer }).createRequest({}));

  assert.equal(`${signed[0]}`, token.slice(0, token.lastIndexOf(".")));
  assert.ok(token.endsWith(".AQL_"));
});

test("a signer that fails is the caller's error, and nothing is sent", async (t) => {
  const gateway = await serve(t, () => ({ body: answers.checked }));
  const signer = { algorithm: "PS256", sign: () => Promise.reject(new RangeError("vault")) };

  await assert.rejects(clientOf(gateway, { privateKey: undefined, signer }).checkCredentials(), RangeError);

  assert.equal(gateway.received.length, 0);
});

const unauthorized = (date) => ({ status: 401, headers: { date }, body: { status: 401, message: "unauthorized" } });

for (const seconds of [-3_600, 3_600]) {
  test(`a clock that is wrong by ${seconds} s is corrected by the first 401, once`, async (t) => {
    const gateway = await serve(t, (before) => (before === 1 ? { body: answers.checked } : unauthorized(new Date().toUTCString())));
    const client = clientOf(gateway, { clock: { now: () => Date.now() + seconds * 1_000, sleep: () => undefined } });

    assert.ok((await client.checkCredentials()).auth);
    await assert.rejects(client.checkCredentials(), { status: 401, message: "unauthorized" });

    assert.equal(gateway.received.length, 3);
    const iats = gateway.received.map(({ payload }) => JSON.parse(Buffer.from(payload.token.split(".")[1], "base64url")).iat - Date.now() / 1_000);
    assert.ok(Math.abs(iats[0] - seconds) < 60 && Math.abs(iats[1]) < 60 && Math.abs(iats[2]) < 60, `${iats}`);
  });
}

test("calls that were signed before the clock was corrected are each sent again", async (t) => {
  const isWrong = ({ payload }) => JSON.parse(Buffer.from(payload.token.split(".")[1], "base64url")).iat - Date.now() / 1_000 > 60;
  const gateway = await serve(t, (before) => (isWrong(gateway.received[before]) ? unauthorized(new Date().toUTCString()) : { body: answers.checked }));
  const client = clientOf(gateway, { clock: { now: () => Date.now() + 3_600_000, sleep: () => undefined } });

  await Promise.all([client.checkCredentials(), client.checkCredentials()]);

  assert.equal(gateway.received.length, 4);
});

test("a 401 with the client's own time is not sent again", async (t) => {
  const gateway = await serve(t, () => unauthorized(new Date().toUTCString()));

  await assert.rejects(clientOf(gateway).checkCredentials(), { status: 401 });

  assert.equal(gateway.received.length, 1);
});

for (const [ahead, seconds] of [["3600", 3_600], ["02:00:30", 7_230], ["1.02:00:00", 93_600]]) {
  test(`AHEAD=${ahead} sets the clock of tokens ahead, and a 401 with that time changes nothing`, async (t) => {
    process.env.AHEAD = ahead;
    t.after(() => delete process.env.AHEAD);
    const gateway = await serve(t, () => unauthorized(new Date(Date.now() + seconds * 1_000).toUTCString()));

    await assert.rejects(clientOf(gateway).checkCredentials(), { status: 401 });

    const [{ payload }] = gateway.received;
    assert.equal(gateway.received.length, 1);
    assert.ok(Math.abs(JSON.parse(Buffer.from(payload.token.split(".")[1], "base64url")).iat - Date.now() / 1_000 - seconds) < 60);
  });
}
