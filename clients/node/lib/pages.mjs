/** A list that the gateway returns in pages, which are requested as they are needed. */
export class Pages {
  #first;
  #items;
  #read;

  constructor(first, items, read) {
    [this.#first, this.#items, this.#read] = [first, items, read];
  }

  async *pages() {
    let next = this.#first;
    do {
      const page = await this.#read(next);
      yield page;
      next = page.next;
    } while (next);
  }

  async *[Symbol.asyncIterator]() {
    for await (const page of this.pages()) yield* page[this.#items] ?? [];
  }
}
