import { type Answer, isHashed, type Phase } from "./judge-answer.ts";
import { digestOf } from "./site-contents.ts";

/** How long an answer may take, in milliseconds. */
const ANSWER_MS = 30_000;

/** The hashed files that a page needs. */
const filesOf = (page: string): string[] => [...new Set(page.match(/\/_astro\/[\w.~-]+\.(?:css|js|woff2)/g) ?? [])];

/** Reads a site as many readers do at once, and notes each answer. */
export class SiteReaders {
  readonly answers: Answer[] = [];
  phase: Phase = 0;
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Opens a page and whatever it needs, as a browser does. */
  async open(path: string): Promise<void> {
    const body = await this.#ask(path);
    for (const file of isHashed(path) ? [] : filesOf(body)) await this.#ask(file);
  }

  /** Opens one path after the other until it is told to stop; several may run at once. */
  async keepOpening(next: () => string, stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted) await this.open(next());
  }

  async #ask(path: string): Promise<string> {
    const began = this.phase;
    const note = (status: number | string, digest: string) =>
      this.answers.push({ path, began, ended: this.phase, status, digest });
    try {
      const response = await fetch(this.#url + path, { redirect: "manual", signal: AbortSignal.timeout(ANSWER_MS) });
      const body = await response.bytes();
      note(response.status, digestOf(body));
      return response.ok && response.headers.get("content-type")?.startsWith("text/html")
        ? new TextDecoder().decode(body)
        : "";
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      note(`${error}${cause ? `: ${cause}` : ""}`, "");
      return "";
    }
  }
}
