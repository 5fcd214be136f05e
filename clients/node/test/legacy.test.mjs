import assert from "node:assert/strict";
import { constants, createHash, createHmac, privateDecrypt, verify } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import { pem, rsa } from "../testing.mjs";

const folder = mkdtempSync(join(tmpdir(), "bot-gateway-"));
process.on("exit", () => rmSync(folder, { recursive: true }));
const encrypted = rsa.privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "secreto" });
writeFileSync(join(folder, "client_private_key.pem"), encrypted);
writeFileSync(join(folder, "lambda_public_key.pem"), pem(rsa.publicKey));
process.env.BOT_GATEWAY_KEYS = folder;
const { payloadToken, encryptData, signToken } = createRequire(import.meta.url)("../legacy.cjs");

const decrypt = (token) => `${privateDecrypt({ key: rsa.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" }, Buffer.from(token, "base64"))}`;

before(() => Object.assign(process.env, { USER_PEM: "ana", PRIVATE_KEY_PASS: "secreto" }));

test("payloadToken makes the payload of the previous client, whatever its argument, valid for 10 s", (t) => {
  t.mock.method(Date, "now", () => 1_900_000_000_000);
  for (const argument of [undefined, "text", { event_name: "x" }]) {
    const { token, signature, ...rest } = payloadToken(argument);

    const { credentials, expirationTime, ...others } = JSON.parse(decrypt(token));
    assert.deepEqual([rest, others], [{}, {}]);
    assert.equal(credentials, createHmac("sha256", "secreto").update("anasecreto").digest("hex"));
    assert.equal(expirationTime, 1_900_000_010_000);
    assert.ok(verify("sha256", Buffer.from(token), rsa.publicKey, Buffer.from(signature, "base64")));
  }
});

test("with a body, the token is valid for that body only", () => {
  const body = { event_name: "messaging", message: "¿Qué?" };

  const claims = JSON.parse(decrypt(payloadToken(undefined, body).token));

  assert.equal(claims.body_sha256, createHash("sha256").update(JSON.stringify(body)).digest("base64url"));
});

test("encryptData and signToken do what they say", () => {
  const token = encryptData("datos");

  assert.equal(decrypt(token), "datos");
  assert.ok(verify("sha256", Buffer.from(token), rsa.publicKey, Buffer.from(signToken(token), "base64")));
});

test("a missing secret is named", () => {
  delete process.env.USER_PEM;

  assert.throws(() => payloadToken(), /USER_PEM and PRIVATE_KEY_PASS/);
});
