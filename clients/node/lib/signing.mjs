import { constants, createHmac, createPrivateKey, createPublicKey, KeyObject, publicEncrypt, randomUUID, sign } from "node:crypto";
import { check } from "./options.mjs";

const JWT_LIFE_SECONDS = 60;
const ENCRYPTED_TOKEN_LIFE = 10_000;

// Of docs/api.md, "JWT". The names are those of RFC 7518.
const ALGORITHMS = {
  RS256: { padding: constants.RSA_PKCS1_PADDING },
  PS256: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
  ES256: { dsaEncoding: "ieee-p1363" },
};

/** Returns a function that creates the payload of a request from the time in milliseconds and the hash of its body. */
export function createTokens(options) {
  const signer = options.signer ?? signerOf(options.privateKey, options.algorithm);
  check(signer.algorithm in ALGORITHMS && typeof signer.sign === "function", "signer must have algorithm (RS256, PS256 or ES256) and the function sign.");
  return options.encryptedToken ? encryptedTokens(options, signer) : jwts(options, signer);
}

function signerOf(pem, algorithm) {
  const key = readKey(createPrivateKey, pem, "private");
  const isRsa = key?.asymmetricKeyType === "rsa";
  check(isRsa || key?.asymmetricKeyDetails?.namedCurve === "prime256v1",
    "privateKey must be a private key, RSA or EC on P-256, in PEM without a password or as a KeyObject.");
  const name = algorithm ?? (isRsa ? "RS256" : "ES256");
  check((isRsa ? ["RS256", "PS256"] : ["ES256"]).includes(name), isRsa ? "An RSA key signs with RS256 or PS256." : "An EC key signs with ES256.");
  return { algorithm: name, sign: (data) => sign("sha256", data, { key, ...ALGORITHMS[name] }) };
}

function jwts({ clientId, audience }, signer) {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const header = encode({ alg: signer.algorithm, kid: clientId });
  return async (now, bodySha256) => {
    const iat = Math.floor(now / 1_000);
    const claims = { iat, exp: iat + JWT_LIFE_SECONDS, jti: randomUUID(), aud: audience, body_sha256: bodySha256 };
    const signed = `${header}.${encode(claims)}`;
    const signature = await signer.sign(Buffer.from(signed));
    return { token: `${signed}.${Buffer.from(signature).toString("base64url")}` };
  };
}

function encryptedTokens({ clientId, encryptedToken: { gatewayPublicKey, user, pass } }, signer) {
  check(signer.algorithm === "RS256", "Encrypted tokens are signed with RS256.");
  check(user && pass, "encryptedToken needs user and pass.");
  const key = readKey(createPublicKey, gatewayPublicKey, "public");
  check(key?.asymmetricKeyType === "rsa", "encryptedToken.gatewayPublicKey must be an RSA public key, in PEM or as a KeyObject.");
  const credentials = createHmac("sha256", pass).update(user + pass).digest("hex");
  return async (now, bodySha256) => {
    const claims = JSON.stringify({ credentials, expirationTime: Math.floor(now) + ENCRYPTED_TOKEN_LIFE, body_sha256: bodySha256 });
    const oaep = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
    const token = publicEncrypt(oaep, Buffer.from(claims)).toString("base64");
    const signature = await signer.sign(Buffer.from(token));
    return { token, signature: Buffer.from(signature).toString("base64"), key_id: clientId };
  };
}

function readKey(create, key, type) {
  try {
    const read = key instanceof KeyObject ? key : create(key);
    return read.type === type ? read : undefined;
  } catch {
    return undefined; // The caller says so; OpenSSL's words would not help.
  }
}
