// What happens at the gateway, as it happens: by its stream, or by asking now and then where there is none.
const POLL_MS = 10_000;
const RETRY_MS = 5_000;
const ALL = ["jobs", "bots", "routines", "usage"];
const KEPT = 50; // Of other clients, and as many of what the page itself reads.

export class Live {
  /** Newest first. */
  requests = [];
  #emit;
  #lost;
  #source = null;
  #poller = 0;
  #wasLost = false;

  /** @param emit is called with "request" or a topic; lost when the stream has ended. */
  constructor(emit, lost) {
    this.#emit = emit;
    this.#lost = lost;
  }

  start(mode) {
    this.#source?.close();
    clearInterval(this.#poller);
    if (mode === "local") this.#listen();
    else this.#poller = setInterval(() => document.hidden || ALL.forEach(this.#emit), POLL_MS * 3);
  }

  #listen() {
    const source = new EventSource("/console/stream");
    this.#source = source;
    source.addEventListener("open", () => {
      clearInterval(this.#poller);
      if (this.#wasLost) ALL.forEach(this.#emit);
      this.#wasLost = false;
    });
    source.addEventListener("request", ({ data }) => this.#add([JSON.parse(data)]));
    source.addEventListener("changed", ({ data }) => JSON.parse(data).topics.forEach(this.#emit));
    source.addEventListener("error", () => {
      this.#wasLost = true;
      this.#lost();
      clearInterval(this.#poller);
      this.#poller = setInterval(() => this.#poll(), POLL_MS);
      // The browser itself connects again, but not after a refusal.
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.#source === source && this.#listen(), RETRY_MS);
    });
  }

  async #poll() {
    if (document.hidden) return;
    const answer = await fetch("/console/requests.json", { cache: "no-store" }).catch(() => null); // The header says that the gateway is away.
    if (!answer?.ok) return;
    const { requests } = await answer.json();
    this.#add(requests.toReversed());
    ALL.forEach(this.#emit); // Timers change things too, without a request.
  }

  #add(requests) {
    const known = new Set(this.requests.map((each) => each.request_id));
    const added = requests.filter((each) => !known.has(each.request_id));
    if (added.length === 0) return;
    const left = { true: KEPT, false: KEPT };
    this.requests = [...added.toReversed(), ...this.requests].filter((each) => left[each.console]-- > 0);
    this.#emit("request");
  }
}
