import { hash } from "node:crypto";
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statSync, writevSync } from "node:fs";
import { dirname, join } from "node:path";
import { formatCount, formatCounted } from "#words/numbers.ts";
import type { Kept } from "./hand-over.ts";
import { openPack, type Pack, type PackedFile, writePack } from "./pack.ts";
import { groupFinder, type PageGroup } from "./page-group.ts";
import { fileReader, filesBelow } from "./read-files.ts";
import { headGiver, headRemover, type Named } from "./snapshot-head.ts";

/** How long a build may take to write a file, in milliseconds, before it counts as killed. */
const UNFINISHED_MS = 3_600_000;

/** Whether another build may still be writing a file; or has just ended, so that it has another name. */
const isYoung = (file: string): boolean => {
  const changedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return changedAt === undefined || Date.now() - changedAt < UNFINISHED_MS;
};

/** Writes a file of pieces that are not put together before: their memory would cost more than the file. */
const writePieces = (file: string, pieces: Uint8Array[]): void => {
  const descriptor = openSync(file, "w");
  try {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (writevSync(descriptor, pieces) !== length) throw new Error(`${file} could not be written whole`);
  } finally {
    closeSync(descriptor);
  }
};

/** A group in this build: the name of its pack, the pack if an earlier build kept it, and the facts that this build has found of it. */
interface KnownGroup extends PageGroup {
  name: string;
  pack: Pack | undefined;
  facts: Map<string, string>;
}

/**
 * Takes the pages whose data have not changed from an earlier build, and the facts that other pages show of these data. Each group of
 * pages is kept in a file that is named by the hash of everything they follow from, and that holds its own checksum: what is not there, or
 * not whole, is rendered. It is written when a build has ended, and so a build that fails or is killed leaves nothing that a later one
 * trusts.
 */
export class KeptPages implements Kept {
  readonly #folder: string;
  readonly #fingerprint: string;
  #groups: KnownGroup[] = [];
  #groupOf: (address: string) => KnownGroup | undefined = () => undefined;

  /** Takes the folder in which pages are kept, and the fingerprint of this build. */
  constructor(folder: string, fingerprint: string) {
    this.#folder = folder;
    this.#fingerprint = fingerprint;
  }

  #nameOf(...what: unknown[]): string {
    return hash("sha256", JSON.stringify([this.#fingerprint, ...what]));
  }

  get #bundleName(): string {
    return this.#nameOf("bundle");
  }

  /** The bundle that an earlier build of the same fingerprint has kept. */
  openBundle(): Pack | undefined {
    return openPack(join(this.#folder, this.#bundleName), this.#bundleName);
  }

  /** Keeps a bundle, which is whole before any page is rendered. */
  keepBundle(files: Iterable<PackedFile>): void {
    writePack(join(this.#folder, this.#bundleName), this.#bundleName, files, {});
  }

  #fileOf({ name }: KnownGroup): string {
    return join(this.#folder, name);
  }

  /** Looks which of some more groups are kept. */
  readonly open = (groups: readonly PageGroup[]): void => {
    for (const group of groups) {
      const name = this.#nameOf(group.paths, group.key);
      this.#groups.push({ ...group, name, pack: openPack(join(this.#folder, name), name), facts: new Map() });
    }
    this.#groupOf = groupFinder(this.#groups);
  };

  /** Whether this build takes what has an address from an earlier one. */
  readonly has = (address: string): boolean => this.#groupOf(address)?.pack !== undefined;

  readonly factOf = (address: string, name: string): string | undefined => this.#groupOf(address)?.pack?.facts[name];

  readonly keepFact = (address: string, name: string, text: string): void => {
    this.#groupOf(address)?.facts.set(name, text);
  };

  /** Puts the files that are taken over into the folder of a build, and gives their number. */
  #take(folder: string, snapshot: Named): number {
    // All folders before all files: by turns, ext4 takes more than twice the time.
    const paths = this.#groups.flatMap(({ pack }) => pack?.paths ?? []);
    for (const under of new Set(paths.map(dirname))) mkdirSync(`${folder}${under}`, { recursive: true });
    const giveHead = headGiver(snapshot);
    let count = 0;
    for (const { pack } of this.#groups) {
      for (const { path, bytes } of pack?.files() ?? []) {
        writePieces(`${folder}${path}`, giveHead(bytes));
        count += 1;
      }
      pack?.close();
    }
    return count;
  }

  /** Removes what no group of this build has, and what builds that were killed left; what another writes at this moment stays. */
  #removeOthers(): void {
    const names = new Set([this.#bundleName, ...this.#groups.map(({ name }) => name)]);
    // A site without any group has written nothing yet, not even the folder.
    mkdirSync(this.#folder, { recursive: true });
    for (const name of readdirSync(this.#folder)) {
      const file = join(this.#folder, name);
      if (names.has(name) || (name.includes(".") && isYoung(file))) continue;
      rmSync(file, { force: true });
    }
  }

  /** Keeps the files of the groups that were rendered, and removes all others. */
  #keep(folder: string, snapshot: Named): void {
    const rendered = new Map<KnownGroup, string[]>(this.#groups.flatMap((group) => (group.pack ? [] : [[group, []]])));
    for (const path of filesBelow(folder)) {
      const group = this.#groupOf(path);
      if (group) rendered.get(group)?.push(path);
    }
    const [readFile, removeHead] = [fileReader(), headRemover(snapshot)];
    const read = function* (paths: readonly string[]): Generator<PackedFile> {
      for (const path of paths) yield { path, bytes: removeHead(readFile(`${folder}${path}`)) };
    };
    for (const [group, paths] of rendered) {
      writePack(this.#fileOf(group), group.name, read(paths.sort()), Object.fromEntries(group.facts));
    }
    this.#removeOthers();
  }

  /** Makes the folder of a build whole, and keeps it for the next; says in words what was taken over. */
  finish(folder: string, snapshot: Named): string {
    // What has been rendered is read before anything is added to it.
    const taken = this.#groups.filter(({ pack }) => pack);
    this.#keep(folder, snapshot);
    const files = this.#take(folder, snapshot);
    return `${formatCounted(files, "file")} of ${formatCount(taken.length)} of ${formatCounted(this.#groups.length, "group")} of pages taken from the last build`;
  }
}
