// A client of the gateway as docs/api.md describes it, which shares no code with the gateway: one order (JSON) per line in, one
// sealed request per line out. It ends with its input.
import { constants, createHash, createHmac, createSign, publicEncrypt } from "node:crypto";
import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(answer(JSON.parse(line))));
}

function answer(order) {
  try {
    return seal(order);
  } catch (error) {
    return { error: String(error) };
  }
}

// A body that is a string is sent character by character; an object as JavaScript clients do it.
function seal({ gatewayKey, clientKey, user, pass, keyId, now, body, bindsBody, claims, rawClaims, oaepHash, digest, pss, signsBytes }) {
  const wireBody = typeof body === "string" ? body : JSON.stringify(body);
  const plain = rawClaims ?? JSON.stringify({
    credentials: createHmac("sha256", pass).update(user + pass).digest("hex"),
    expirationTime: now + 10_000,
    ...(bindsBody && { body_sha256: createHash("sha256").update(wireBody).digest("base64url") }),
    ...claims,
  });
  const oaep = { key: gatewayKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: oaepHash ?? "sha256" };
  const token = publicEncrypt(oaep, Buffer.from(plain)).toString("base64");
  const padding = pss ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  const signature = createSign(digest ?? "sha256")
    .update(signsBytes ? Buffer.from(token, "base64") : token)
    .sign({ key: clientKey, padding }, "base64");

  const payload = { token, signature, key_id: keyId };
  const text = typeof body === "string" ? `{"payload":${JSON.stringify(payload)},"body":${body}}` : JSON.stringify({ payload, body });
  return { token, signature, text };
}
