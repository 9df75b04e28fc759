import { createHash } from "node:crypto";

/** What two runs of one name are to each other. */
export type Known = "new" | "replaced" | "duplicate" | "conflict";

/** Of each run two numbers of 64 bits: what names it, and what its content is, the last bit telling whether it is final. */
const FIRST_SIZE = 1 << 12;

/** The runs that an import has come across, in 16 bytes each and as much room again, so that millions fit. */
export class KnownRuns {
  #names = new BigUint64Array(FIRST_SIZE);
  #contents = new BigUint64Array(FIRST_SIZE);
  #count = 0;

  /** Takes a run, and says what it is to one of the same name that came before, as the Worker would. */
  take(runId: string, content: string, isFinal: boolean): Known {
    if (this.#count * 2 >= this.#names.length) this.#grow();
    const name = numberOf(runId) | 1n;
    const now = (numberOf(content) & ~1n) | (isFinal ? 1n : 0n);
    const place = this.#placeOf(name);
    const before = this.#names[place] === name ? this.#contents[place] : undefined;
    if (before === now) return "duplicate";
    if (before !== undefined && (before & 1n) === 1n) return "conflict";
    if (before === undefined) this.#count += 1;
    this.#names[place] = name;
    this.#contents[place] = now;
    return before === undefined ? "new" : "replaced";
  }

  /** Where a name stands, or would. 0 marks a free place, and no name is 0. */
  #placeOf(name: bigint): number {
    const mask = this.#names.length - 1;
    let place = Number(name >> 8n) & mask;
    while (this.#names[place] !== 0n && this.#names[place] !== name) place = (place + 1) & mask;
    return place;
  }

  #grow(): void {
    const [names, contents] = [this.#names, this.#contents];
    this.#names = new BigUint64Array(names.length * 2);
    this.#contents = new BigUint64Array(names.length * 2);
    names.forEach((name, index) => {
      if (name === 0n) return;
      const place = this.#placeOf(name);
      this.#names[place] = name;
      this.#contents[place] = contents[index] ?? 0n;
    });
  }
}

const numberOf = (text: string): bigint => createHash("sha256").update(text).digest().readBigUInt64LE();
