import { existsSync } from "node:fs";
import { open, readdir, readFile, rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import { inProject } from "../command/project.ts";
import { copyFolder, stampOf } from "./copy-folder.ts";

// `wrangler dev` reads the list of the files that it serves now and then, and each file when it is asked for. In a folder that a build
// replaces, pages that are gone would be errors and new pages would lack their styles until it reads the list again; if a file goes
// while it does, it ends. So it serves a copy that never changes, and a new build is a new copy: the name of its folder is in
// Wrangler's configuration, and when that changes it starts to serve the one and ceases to serve the other in one step.

const CONFIG = inProject("wrangler.toml");
const DIRECTORY = /^directory = .*$/m;

/** What a configuration has that names a bucket itself. */
const OWN_BUCKET = /^\[\[r2_buckets\]\]/m;

/** A local Worker has a bucket for snapshots; a deployed one has it where its account has R2, which wants a payment method. */
const BUCKET = '\n[[r2_buckets]]\nbinding = "SNAPSHOTS"\nbucket_name = "ze-benchmarks"\n';

/** A configuration with a bucket: its own where it names one, since a binding is of one bucket alone. */
export const withBucket = (config: string): string => (OWN_BUCKET.test(config) ? config : config + BUCKET);

const LOOK_MS = 300;
/** How long Wrangler may take to serve another copy, in milliseconds: some seconds usually, more on a busy machine. */
const NOTICE_MS = 60_000;
/** How long until it is told again, in milliseconds. */
const TELL_AGAIN_MS = 10_000;
const POLL_MS = 100;

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What the Worker calls the version of its home page: another for each copy. Undefined without an answer. */
const homeVersion = async (url: string): Promise<string | undefined> => {
  const answer = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(NOTICE_MS) }).catch(() => undefined);
  return answer && `${answer.status} ${answer.headers.get("etag")}`;
};

/** The copy of a site that a Worker serves, and the configuration that says so. */
export class ServedCopy {
  /** The configuration of Wrangler. */
  readonly config: string;
  readonly #site: string;
  readonly #copies: string;
  #number = 0;
  #copied = "";
  #served = "";
  #isClosed = false;
  #keepsUp = Promise.resolve();

  private constructor(site: string, { persist, port }: { persist: string; port: number }) {
    this.#site = site;
    this.#copies = join(persist, `site-${port}`);
    this.config = inProject(`.wrangler.${port}.toml`);
  }

  /** Copies the folder of a site, which need not be there yet, to beside the database of the Worker on a port. */
  static async of(site: string, options: { persist: string; port: number }): Promise<ServedCopy> {
    const served = new ServedCopy(site, options);
    await rm(served.#copies, { recursive: true, force: true });
    await rm(served.config, { force: true });
    while (!(await served.#copy())) await wait(POLL_MS);
    await served.#configure();
    served.#served = served.#copied;
    return served;
  }

  /** Has the Worker at this address serve each further build of the site, until it is closed. Says what keeps it from that. */
  keepUp(url: string, print: (line: string) => void): void {
    const follow = async () => {
      if ((await stampOf(this.#site)) !== this.#copied && (await this.#copy())) await this.#change(url);
    };
    const loop = async () => {
      for (; !this.#isClosed; await wait(LOOK_MS)) {
        await follow().catch((error: Error) => print(`the Worker does not serve the new site: ${error.message}`));
      }
    };
    this.#keepsUp = loop();
  }

  /** Comes when the Worker serves the site as it lies in its folder. Error if that takes longer than a minute. */
  async untilServed(signal: AbortSignal): Promise<void> {
    const start = performance.now();
    while ((await stampOf(this.#site)) !== this.#served) {
      signal.throwIfAborted();
      if (performance.now() - start > NOTICE_MS + LOOK_MS) throw new Error(`${this.#site} is not served`);
      await wait(POLL_MS);
    }
  }

  /** Removes the copy and the configuration. The Worker must have ended. Never rejects. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#keepsUp;
    await rm(this.#copies, { recursive: true, force: true }).catch(() => undefined);
    await rm(this.config, { force: true }).catch(() => undefined);
  }

  #folder(number: number): string {
    return join(this.#copies, String(number).padStart(6, "0"));
  }

  /** Makes the next copy. Gives whether it is of one build: the site may be replaced meanwhile. */
  async #copy(): Promise<boolean> {
    const stamp = await stampOf(this.#site);
    const folder = this.#folder(this.#number + 1);
    const isWhole = await copyFolder(this.#site, folder).then(
      async () => (await stampOf(this.#site)) === stamp,
      () => false,
    );
    if (isWhole) {
      this.#number++;
      this.#copied = stamp;
    } else await rm(folder, { recursive: true, force: true });
    return isWhole;
  }

  /**
   * Names the copy in the configuration. In place, in one piece and always of the same length, since Wrangler may read the file at any
   * moment and does not see one that is put in its place.
   */
  async #configure(): Promise<void> {
    const text = await readFile(CONFIG, "utf8");
    if (!DIRECTORY.test(text)) throw new Error(`${CONFIG} has no line that says: directory = "./dist"`);
    const line = `directory = ${JSON.stringify(this.#folder(this.#number))}`;
    const file = await open(this.config, existsSync(this.config) ? "r+" : "w");
    await file.write(withBucket(text.replace(DIRECTORY, () => line)), 0);
    await file.close();
  }

  /** Has the Worker serve the newest copy, and removes the others as soon as it does. */
  async #change(url: string): Promise<void> {
    const before = await homeVersion(url);
    await this.#configure();
    const start = performance.now();
    for (let told = start; performance.now() - start < NOTICE_MS && !this.#isClosed; await wait(POLL_MS)) {
      const now = await homeVersion(url);
      if (now !== undefined && now !== before) {
        this.#served = this.#copied;
        return await this.#removeOthers();
      }
      if (performance.now() - told < TELL_AGAIN_MS) continue;
      told = performance.now();
      await utimes(this.config, new Date(), new Date());
    }
    if (!this.#isClosed) throw new Error(`it still serves the previous site after ${NOTICE_MS / 1000} s`);
  }

  async #removeOthers(): Promise<void> {
    const newest = this.#folder(this.#number);
    for (const name of await readdir(this.#copies)) {
      const folder = join(this.#copies, name);
      if (folder !== newest) await rm(folder, { recursive: true, force: true });
    }
  }
}
