// Signs requests as every client does (docs/api.md, "JWT"); in the operator's view it reads what the server allows.
const TOKEN_SECONDS = 60;
const READ = /^(list_|get_|check_)|^usage$/;
const ALGORITHMS = {
  RS256: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
  PS256: { name: "RSA-PSS", hash: "SHA-256", saltLength: 32 },
  ES256: { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
};

/** The status of an error when the operator has to sign in again. */
export const SIGN_IN = "signIn";

export class GatewayError extends Error {
  constructor(message, { status = 0, errors, moreErrors, requestId, retryAfter, cause } = {}) {
    super(message, { cause });
    Object.assign(this, { name: "GatewayError", status, errors, moreErrors, requestId, retryAfter });
  }
}

export class Gateway {
  session = null;
  client = null;
  #key = null;
  #skew = 0;

  /** The gateway's time in milliseconds, which can be far from this machine's (--ahead). */
  now = () => Date.now() + this.#skew;

  get canWrite() {
    return this.session?.mode === "local";
  }

  /** Reads who the page is; again after a restart, which can bring another key. */
  async open() {
    const session = await readJson(await get("/console/session.json"));
    this.#skew = session.time ? Date.parse(session.time) - Date.now() : 0;
    this.#key = session.key ? await crypto.subtle.importKey("jwk", session.key.jwk, ALGORITHMS[session.key.alg], false, ["sign"]) : null;
    this.client = session.client ?? (session.clients?.includes(this.client) ? this.client : session.clients?.[0]);
    this.session = session;
  }

  send = async (event, fields = {}) => {
    const isRead = READ.test(event) || fields.dry_run === true || (event === "bot_routine" && ["list", "get"].includes(fields.action));
    try {
      return await this.#attempt(event, fields, isRead);
    } catch (error) {
      // Nothing was done. A 401 comes from a gateway that has restarted with another key.
      if (error.status !== 401 && !(isRead && error.status === 429)) throw error;
      if (error.status === 401) await this.open();
      else await new Promise((resolve) => setTimeout(resolve, Math.min(error.retryAfter ?? 1, 60) * 1_000));
      return this.#attempt(event, fields, isRead);
    }
  };

  async #attempt(event, fields, isRead) {
    const query = () => get(`/console/data/${encodeURIComponent(this.client)}/${event}?${new URLSearchParams(fields)}`);
    const response = await (this.canWrite ? this.#post(event, fields, isRead) : query());
    return readJson(response, response.headers.get("x-request-id") ?? undefined);
  }

  async #post(event, fields, isRead) {
    const body = JSON.stringify({ ...fields, event_name: event });
    const token = await this.#sign(body);
    return get(new URL(this.session.endpoint).pathname, {
      method: "POST", headers: { "content-type": "application/json", ...(isRead && !fields.dry_run && { "x-console-read": "1" }) }, body: `{"payload":{"token":"${token}"},"body":${body}}`,
    });
  }

  async #sign(body) {
    const iat = Math.floor(this.now() / 1_000);
    const hash = encode(await crypto.subtle.digest("SHA-256", bytes(body)));
    const claims = { iat, exp: iat + TOKEN_SECONDS, jti: crypto.randomUUID(), aud: this.session.audience, body_sha256: hash };
    const { alg } = this.session.key;
    const signed = [{ alg, kid: this.client }, claims].map((part) => encode(bytes(JSON.stringify(part)))).join(".");
    return `${signed}.${encode(await crypto.subtle.sign(ALGORITHMS[alg], this.#key, bytes(signed)))}`;
  }
}

async function get(address, options) {
  const response = await fetch(address, { cache: "no-store", redirect: "manual", ...options }).catch((cause) => {
    throw new GatewayError("", { status: 0, cause });
  });
  // App Service leads to its sign-in, or refuses; nothing under this address asks for a signature.
  if (response.type === "opaqueredirect" || (response.status === 401 && String(address).startsWith("/console/"))) throw new GatewayError("", { status: SIGN_IN });
  return response;
}

async function readJson(response, requestId) {
  const answer = await response.json().catch(() => null); // What answers there may be no gateway, and no JSON.
  if (response.ok && answer) return answer;
  const wait = Number(response.headers.get("retry-after"));
  throw new GatewayError(answer?.message ?? "", {
    status: response.ok ? 502 : response.status, errors: answer?.errors, moreErrors: answer?.more_errors, requestId: answer?.request_id ?? requestId, retryAfter: wait || undefined,
  });
}

const bytes = (text) => new TextEncoder().encode(text);
const encode = (data) => btoa(String.fromCharCode(...new Uint8Array(data))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
