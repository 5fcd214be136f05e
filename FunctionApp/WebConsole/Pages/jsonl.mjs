// A JSON Lines file of any size. Only where its parts begin, the lengths of its lines and the edited lines are kept in memory.
import { GatewayError } from "./gateway.mjs";

export const PART_BYTES = 3_500_000; // As JSON text at most twice as long, which is within Requests__MaxBytes by default.
const MOST_LINES = 1_000_000; // As many as the gateway takes.

export class JsonlFile {
  #near = { part: -1, lines: [] };

  constructor(file) {
    this.file = file;
    this.edits = new Map();
    this.forget();
  }

  /** Finds the lines and cuts the file into parts, of whole lines each. */
  async index(report) {
    const [parts, lengths] = [[], []];
    const reader = this.file.stream().getReader();
    let [offset, start, part] = [0, 0, null];
    const endLine = (end) => {
      if (!part || end - part.start > PART_BYTES) parts.push(part = { first: lengths.length + 1, start, end });
      if (lengths.push(end - start) > MOST_LINES) throw new GatewayError("", { status: "lines" });
      [part.end, start] = [end, end];
    };
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      for (let at = chunk.value.indexOf(10); at >= 0; at = chunk.value.indexOf(10, at + 1)) endLine(offset + at + 1);
      offset += chunk.value.length;
      report(offset / this.file.size);
    }
    if (offset > start) endLine(offset);
    [this.parts, this.lengths] = [parts, lengths];
  }

  /** Forgets what has been uploaded, so that the next upload makes another dataset. */
  forget() {
    [this.dataset, this.stored] = [undefined, new Set()];
  }

  edit(line, text) {
    this.edits.set(line, text.replace(/\s*[\r\n]+\s*/g, " "));
    if (this.stored.has(this.#partOf(line))) this.forget(); // The gateway keeps a stored part as it is.
  }

  async line(number) {
    return this.edits.get(number) ?? (await this.#linesOf(this.#partOf(number)))[number - this.parts[this.#partOf(number)].first] ?? "";
  }

  async text(part) {
    const { first } = this.parts[part];
    return (await this.#linesOf(part)).map((line, index) => this.edits.get(first + index) ?? line).join("\n");
  }

  /** The file with the edits, for saving; its unchanged parts are not read. */
  async mended() {
    const edited = new Set([...this.edits.keys()].map((line) => this.#partOf(line)));
    const pieces = await Promise.all(this.parts.map(async ({ start, end }, part) =>
      edited.has(part) ? `${(await this.text(part)).replace(/\n*$/, "")}\n` : this.file.slice(start, end)));
    return new Blob(pieces, { type: "application/jsonl" });
  }

  #partOf(line) {
    return this.parts.findLastIndex((part) => part.first <= line);
  }

  async #linesOf(part) {
    if (this.#near.part !== part) {
      const { start, end } = this.parts[part];
      try {
        const text = new TextDecoder("utf-8", { fatal: true }).decode(await this.file.slice(start, end).arrayBuffer());
        this.#near = { part, lines: text.replace(/\r?\n$/, "").split("\n") };
      } catch (fault) {
        throw fault instanceof TypeError ? new GatewayError("", { status: "utf8" }) : fault;
      }
    }
    return this.#near.lines;
  }
}
