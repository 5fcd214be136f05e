import { createHash } from "node:crypto";
import { BotGatewayConnectionError, BotGatewayResponseError } from "./errors.mjs";
import { readAhead } from "./options.mjs";
import { createTokens } from "./signing.mjs";

// Half of the 10 s that the gateway tolerates: Date has whole seconds, and the answer took time.
const SKEW_TOLERANCE = 5_000;

/** Sends a body until it is answered or it is no longer safe or worthwhile to try; each attempt has a new token. */
export class Sender {
  #options;
  #createPayload;
  #ahead = readAhead(process.env.AHEAD);
  #skew;

  constructor(options) {
    this.#options = options;
    this.#createPayload = createTokens(options);
  }

  async createRequest(body) {
    const hash = createHash("sha256").update(body).digest("base64url");
    const payload = await this.#createPayload(this.#now() + (this.#skew ?? 0), hash);
    return `{"payload":${JSON.stringify(payload)},"body":${body}}`; // The same characters as hashed.
  }

  async send(event, request, isRepeatable, { signal: caller, traceparent = this.#options.traceparent?.() } = {}) {
    const body = JSON.stringify({ ...request, event_name: event });
    const limit = startLimit(this.#options.totalTimeout, caller);
    try {
      for (let retries = 0; ; retries++) {
        const { response, fault } = await this.#attempt(body, traceparent, limit.signal);
        caller?.throwIfAborted();
        const wait = this.#waitBeforeRetry(retries, response, isRepeatable);
        if (wait !== undefined) {
          await this.#sleep(wait, limit.signal, caller);
        } else if (fault) {
          throw fault;
        } else {
          return this.#read(event, response);
        }
      }
    } finally {
      limit.stop();
    }
  }

  async #attempt(body, traceparent, end) {
    const skew = this.#skew;
    const outcome = await this.#post(body, traceparent, end);
    return outcome.response?.status === 401 && this.#learnSkew(outcome.response, skew) ? this.#post(body, traceparent, end) : outcome;
  }

  async #post(body, traceparent, end) {
    const { endpoint, fetch, attemptTimeout } = this.#options;
    const request = {
      method: "POST",
      headers: { "content-type": "application/json", ...(traceparent && { traceparent }) },
      body: await this.createRequest(body),
      redirect: "manual", // A token is not for another address.
    };
    const limit = startLimit(attemptTimeout, end);
    try {
      const response = await fetch(endpoint, { ...request, signal: limit.signal });
      return { response: { status: response.status, headers: response.headers, text: await response.text() } };
    } catch (cause) {
      return { fault: new BotGatewayConnectionError(`The gateway did not answer: ${reasonOf(cause)}`, { cause }) };
    } finally {
      limit.stop();
    }
  }

  async #sleep(wait, end, caller) {
    try {
      await this.#options.clock.sleep(wait, end);
    } catch (cause) {
      caller?.throwIfAborted();
      throw end.aborted ? new BotGatewayConnectionError("The gateway did not answer within totalTimeout.", { cause }) : cause;
    }
  }

  #now() {
    return this.#options.clock.now() + this.#ahead;
  }

  // Once, as a clock is wrong by a fixed time.
  #learnSkew(response, signedWith) {
    if (this.#skew !== undefined) return this.#skew !== signedWith;
    const skew = Date.parse(response.headers.get("date")) - this.#now();
    if (!(Math.abs(skew) > SKEW_TOLERANCE)) return false;
    this.#skew = skew;
    return true;
  }

  #waitBeforeRetry(retries, response, isRepeatable) {
    const { maxRetries, retryDelay, maxRetryDelay } = this.#options;
    const asked = this.#retryAfter(response);
    const isSafe = response?.status === 429 || (isRepeatable && isPassing(response, asked)); // 429: nothing was done.
    if (!isSafe || retries >= maxRetries || asked > maxRetryDelay) return undefined;
    return asked ?? (Math.min(maxRetryDelay, retryDelay * 2 ** retries) * (1 + Math.random())) / 2;
  }

  #retryAfter(response) {
    const value = response?.headers.get("retry-after");
    if (!value) return undefined;
    const wait = /^\d+$/.test(value) ? value * 1_000 : Date.parse(value) - this.#options.clock.now();
    return Number.isNaN(wait) ? undefined : Math.max(0, wait);
  }

  #read(event, response) {
    const answer = parse(response.text);
    if (response.status === 200 && answer?.event === event) return answer;
    const message = response.status === 200
      ? `The answer to ${event} is not one of a gateway.`
      : (answer?.message ?? `The answer is HTTP ${response.status}.`);
    const wait = this.#retryAfter(response);
    throw new BotGatewayResponseError(message, response, answer, wait === undefined ? undefined : wait / 1_000);
  }
}

// Not AbortSignal.any with AbortSignal.timeout: in Node 20 such a signal may be collected before it aborts.
function startLimit(milliseconds, parent) {
  const controller = new AbortController();
  const abort = () => controller.abort(parent.reason);
  const timer = setTimeout(() => controller.abort(new DOMException(`no answer within ${milliseconds} ms`, "TimeoutError")), milliseconds);
  if (parent?.aborted) abort();
  parent?.addEventListener("abort", abort);
  return {
    signal: controller.signal,
    stop() {
      clearTimeout(timer);
      parent?.removeEventListener("abort", abort);
    },
  };
}

// fetch says no more than "fetch failed"; its cause has a code such as ECONNREFUSED, or a message.
function reasonOf({ message, cause }) {
  return typeof cause?.code === "string" ? cause.code : (cause?.message ?? message);
}

function isPassing(response, retryAfter) {
  // A 409 with Retry-After is a busy thread, or a key whose first request is still being processed; a conflict that stays has none.
  return !response || [502, 503, 504].includes(response.status) || (response.status === 409 && retryAfter !== undefined);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // From the Functions host or a proxy.
  }
}
