import { appendFileSync, closeSync, createReadStream, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readLines } from "./reading/read-lines.ts";

/** How many bytes stay in memory; what is more goes to a file. */
const MEMORY_BYTES = 8 * 1024 * 1024;

/** JSON texts of any number, kept in their order: what does not fit into memory is in a file until `remove`. */
export class DraftStore {
  #texts: string[] = [];
  #bytes = 0;
  #folder: string | undefined;
  #file: number | undefined;

  /** Keeps a text, which must not hold a line break, as JSON.stringify makes none. */
  add(text: string): void {
    this.#texts.push(text);
    this.#bytes += text.length;
    if (this.#bytes >= MEMORY_BYTES) this.#flush();
  }

  /** All of them, in the order in which they were added. */
  async *texts(): AsyncGenerator<string> {
    if (this.#folder !== undefined) {
      for await (const line of readLines(createReadStream(this.#path(this.#folder)), Number.POSITIVE_INFINITY)) {
        if ("problem" in line) throw new Error(`${this.#path(this.#folder)}: ${line.problem}`);
        yield line.bytes.toString("utf8");
      }
    }
    yield* this.#texts;
  }

  remove(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#file = undefined;
    this.#folder = undefined;
    this.#texts = [];
  }

  #path(folder: string): string {
    return join(folder, "drafts");
  }

  #flush(): void {
    this.#folder ??= mkdtempSync(join(tmpdir(), "import-drafts-"));
    this.#file ??= openSync(this.#path(this.#folder), "a");
    appendFileSync(this.#file, `${this.#texts.join("\n")}\n`);
    this.#texts = [];
    this.#bytes = 0;
  }
}
