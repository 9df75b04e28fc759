import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { slugOf } from "#contract/names/slug.ts";
import type { Issue } from "#contract/service/problem.ts";
import { codeOf } from "../command/thrown.ts";
import { makeFolder, UNFINISHED, writeDurably } from "./write-durably.ts";

/** What can wait: a run's result, or what is said of a batch. */
export type Kind = "run" | "batch";

/** Something that waits to be delivered. */
export interface Waiting {
  kind: Kind;
  /** Its file's name in the spool. */
  name: string;
  /** It as JSON, one line. */
  text: string;
}

/** Why something was not taken. */
export interface Reason {
  /** When, as ISO 8601. */
  refusedAt: string;
  /** One line for a person. */
  message: string;
  /** The HTTP status, if it was the whole answer's. */
  status?: number;
  /** What exactly is wrong. */
  issues: readonly Issue[];
}

/** A file of the spool. Kinds and reasons have endings of their own, so that no two names clash. */
const NAME = /\.(run|batch)\.json$/;
const REFUSED = "refused";

/** For how long, in milliseconds, a file may be unfinished before whoever wrote it is taken to be gone. */
const UNFINISHED_MS = 3_600_000;

/** The spool's folder: the one that is named, else that of ZE_BENCHMARKS_SPOOL, else one below the working directory. */
export const spoolFolder = (
  named?: string,
  { env, cwd }: { env: NodeJS.ProcessEnv; cwd: string } = { env: process.env, cwd: process.cwd() },
): string => resolve(cwd, named || env["ZE_BENCHMARKS_SPOOL"] || join(".ze-benchmarks", "spool"));

/**
 * A folder of results that are not known to have arrived, a file each; `refused/` holds those that the Worker did not take, each
 * with a `.reason.json`. Several processes may use the same folder at once.
 */
export class Spool {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * Writes something down; when this returns, it is on the disk. A newer state of a batch takes the place of the one that waits. False:
   * a run of that name is already waiting and says something else; nothing was written.
   */
  keep(waiting: Waiting): boolean {
    const file = join(this.folder, waiting.name);
    const present = readIfThere(file);
    if (present === waiting.text) return true;
    if (present !== undefined && waiting.kind === "run") return false;
    makeFolder(this.folder);
    writeDurably(file, waiting.text);
    return true;
  }

  /** The names of what waits. */
  names(): string[] {
    return namesIn(this.folder).filter((name) => NAME.test(name));
  }

  /** What waits under a name; undefined if it is gone: another process has delivered it. */
  read(name: string): Waiting | undefined {
    const text = readIfThere(join(this.folder, name));
    return text === undefined ? undefined : { kind: name.endsWith(".run.json") ? "run" : "batch", name, text };
  }

  /** Takes out what has arrived, unless something newer has taken its place. */
  remove({ name, text }: Waiting): void {
    const file = join(this.folder, name);
    if (readIfThere(file) === text) rmSync(file, { force: true });
  }

  /** Puts what was refused aside with the reason: in this order, so that it is never in neither place. */
  setAside(waiting: Waiting, reason: Reason): void {
    const folder = join(this.folder, REFUSED);
    makeFolder(folder);
    const name = freeName(folder, waiting);
    writeDurably(join(folder, reasonNameOf(name)), `${JSON.stringify(reason, null, 2)}\n`);
    writeDurably(join(folder, name), waiting.text);
    this.remove(waiting);
  }

  /** How many were refused. */
  countRefused(): number {
    return namesIn(join(this.folder, REFUSED)).filter((name) => NAME.test(name)).length;
  }

  /** Has what was refused wait again, unless something else waits under its name. */
  bringBack(): void {
    const folder = join(this.folder, REFUSED);
    for (const name of namesIn(folder).filter((name) => NAME.test(name))) {
      if (existsSync(join(this.folder, name))) continue;
      renameSync(join(folder, name), join(this.folder, name));
      rmSync(join(folder, reasonNameOf(name)), { force: true });
    }
  }

  /** Removes what processes that were ended while they wrote have left behind: these results were not complete. */
  sweep(now: number = Date.now()): void {
    for (const name of namesIn(this.folder).filter((name) => name.endsWith(UNFINISHED))) {
      const file = join(this.folder, name);
      const modified = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? now;
      if (now - modified > UNFINISHED_MS) rmSync(file, { force: true });
    }
  }
}

/** The name of the file for a run or a batch. */
export const waitingNameOf = (kind: Kind, id: string): string => `${slugOf(id)}.${kind}.json`;

const reasonNameOf = (name: string): string => name.replace(/json$/, "reason.json");

/** A name in a folder that is free, or that of the same content. */
const freeName = (folder: string, { name, text }: Waiting): string => {
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : name.replace(NAME, `.${count}$&`);
    const present = readIfThere(join(folder, candidate));
    if (present === undefined || present === text) return candidate;
  }
};

const readIfThere = (file: string): string | undefined => ifThere(() => readFileSync(file, "utf8"));

/** The names of the files in a folder, sorted; a folder among them is nobody's result. */
const namesIn = (folder: string): string[] =>
  (ifThere(() => readdirSync(folder, { withFileTypes: true })) ?? [])
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)
    .sort();

const ifThere = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return undefined;
    throw error;
  }
};
