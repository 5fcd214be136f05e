import { setTimeout as sleep } from "node:timers/promises";

const DEFAULTS = {
  endpoint: undefined,
  clientId: "default",
  audience: undefined,
  encryptedToken: undefined,
  privateKey: undefined,
  algorithm: undefined,
  signer: undefined,
  maxRetries: 4,
  retryDelay: 1_000,
  maxRetryDelay: 60_000,
  attemptTimeout: 240_000,
  totalTimeout: 600_000,
  traceparent: undefined,
  fetch: (url, request) => globalThis.fetch(url, request),
  clock: { now: () => Date.now(), sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }) },
};

const LONGEST_TIMER = 2 ** 31 - 1;

/** Finds mistakes when the client is created, rather than with its first call; no message quotes a secret. */
export function readOptions(given) {
  const unknown = Object.keys(given ?? {}).find((name) => !(name in DEFAULTS));
  check(unknown === undefined, `There is no option ${unknown}; the options are ${Object.keys(DEFAULTS).join(", ")}.`);
  const options = { ...DEFAULTS, ...Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value != null)) };

  check(isEndpoint(options.endpoint), "endpoint must be an absolute http or https address without user and password.");
  check(/^[a-z0-9-]{1,64}$/.test(options.clientId), "clientId must be 1 to 64 characters of a to z, 0 to 9 and hyphen.");
  check(!options.audience !== !options.encryptedToken, "Either audience or encryptedToken is required, and not both.");
  check(!options.privateKey !== !options.signer, "Either privateKey or signer is required, and not both.");
  check(Number.isInteger(options.maxRetries) && options.maxRetries >= 0 && options.maxRetries <= 10, "maxRetries must be an integer from 0 to 10.");
  check(isTime(options.retryDelay) && isTime(options.maxRetryDelay) && options.retryDelay <= options.maxRetryDelay,
    "retryDelay and maxRetryDelay must be milliseconds above 0, and retryDelay not above maxRetryDelay.");
  check(isTime(options.attemptTimeout) && isTime(options.totalTimeout) && options.attemptTimeout <= options.totalTimeout,
    "attemptTimeout and totalTimeout must be milliseconds above 0, and attemptTimeout not above totalTimeout.");
  check(options.traceparent === undefined || typeof options.traceparent === "function", "traceparent must be a function that returns the header's value.");
  check(typeof options.fetch === "function", "fetch must be a function like the global fetch.");
  check(typeof options.clock.now === "function" && typeof options.clock.sleep === "function", "clock must have the functions now and sleep.");
  return options;
}

/** Reads AHEAD as LocalHost's --ahead takes it, [D.]HH:MM:SS, or in seconds; returns milliseconds. */
export function readAhead(text) {
  if (!text) return 0;
  const parts = /^(?:(?:(\d+)\.)?(\d+):(\d\d):)?(\d+)$/.exec(text);
  check(parts, "AHEAD must be a number of seconds or [D.]HH:MM:SS.");
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
}

export function check(holds, message) {
  if (!holds) throw new TypeError(message);
}

function isEndpoint(text) {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return ["http:", "https:"].includes(url.protocol) && !url.username && !url.password;
}

function isTime(milliseconds) {
  return milliseconds > 0 && milliseconds <= LONGEST_TIMER;
}
