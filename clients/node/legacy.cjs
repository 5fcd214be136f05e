// The functions of the previous service's client, for programs that replace only that file. It needs no other file, and Node 16 or newer.
"use strict";

const { constants, createHash, createHmac, createPrivateKey, createSign, publicEncrypt } = require("node:crypto");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const { BOT_GATEWAY_KEYS: folder = "./modules/Libraries/cryptography/Client" } = process.env;

// The previous client ignored its argument, and so does this. With the body of the request, the token is valid for that body only.
function payloadToken(_, body) {
  const { USER_PEM: user, PRIVATE_KEY_PASS: pass } = process.env;
  if (!user || !pass) throw new Error("The environment variables USER_PEM and PRIVATE_KEY_PASS are required.");
  const claims = {
    credentials: createHmac("sha256", pass).update(user + pass).digest("hex"),
    expirationTime: Date.now() + 10_000,
    ...(body && { body_sha256: createHash("sha256").update(JSON.stringify(body)).digest("base64url") }),
  };
  const token = encryptData(JSON.stringify(claims));
  return { token, signature: signToken(token) };
}

function encryptData(data) {
  const key = readFileSync(join(folder, "lambda_public_key.pem"));
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" }, Buffer.from(data)).toString("base64");
}

function signToken(token) {
  const key = createPrivateKey({ key: readFileSync(join(folder, "client_private_key.pem")), passphrase: process.env.PRIVATE_KEY_PASS });
  return createSign("sha256").update(token).sign(key, "base64");
}

module.exports = { payloadToken, encryptData, signToken };
