// What the previous Node.js service did for check_credentials, quirks included: it read and decrypted its PEM files for every request, decrypted the token
// before it verified the signature, and accepted a token again. Not what it logged. Measured by FunctionApp.Benchmarks; no part of the product.
// node server.js FOLDER: gateway-private.pem (encrypted with BASELINE_PASSPHRASE) and client-public.pem. Ends when standard input closes.
import { constants, createHmac, privateDecrypt, timingSafeEqual, verify } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import express from "express";

const SKEW = 10_000;
const { BASELINE_PASSPHRASE: passphrase, BASELINE_USER: user, BASELINE_PASS: pass } = process.env;
const folder = process.argv[2];

class Unauthorized extends Error {}

async function checkCredentials({ token, signature } = {}) {
  if (typeof token !== "string" || typeof signature !== "string") throw new Unauthorized();
  const privateKey = await readFile(join(folder, "gateway-private.pem"), "utf8");
  const options = { key: privateKey, passphrase, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
  let claims;
  try {
    claims = JSON.parse(privateDecrypt(options, Buffer.from(token, "base64")).toString("utf8"));
  } catch {
    throw new Unauthorized();
  }

  const publicKey = await readFile(join(folder, "client-public.pem"), "utf8");
  const isSigned = verify("sha256", Buffer.from(token, "ascii"), publicKey, Buffer.from(signature, "base64"));
  const expected = Buffer.from(createHmac("sha256", pass).update(user + pass).digest("hex"));
  const given = Buffer.from(String(claims.credentials));
  const isKnown = given.length === expected.length && timingSafeEqual(given, expected);
  if (!isSigned || !isKnown || !(Date.now() <= claims.expirationTime + SKEW)) throw new Unauthorized();
}

const app = express();
app.use(express.json());
app.post("/lambda", async (request, response, next) => {
  try {
    const { payload, body } = request.body;
    await checkCredentials(payload);
    if (body?.event_name !== "check_credentials") return response.status(400).json({ status: 400, message: "unknown event" });
    return response.json({ status: 200, event: "check_credentials", auth: true });
  } catch (error) {
    return error instanceof Unauthorized ? response.status(401).json({ status: 401, message: "unauthorized" }) : next(error);
  }
});

const server = app.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
process.stdin.on("end", () => process.exit(0));
process.stdin.resume();
