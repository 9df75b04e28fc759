import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What is made by other people's programs, which do not remove it. */
const OF_OTHERS = /^(?:miniflare-|playwright|node-compile-cache|v8-compile-cache)/;

/** What the tests of a run have left in their temporary folder, by how each begins, in a sentence; undefined: nothing. */
export const describeLeft = (names: readonly string[]): string | undefined => {
  const own = names.filter((name) => !OF_OTHERS.test(name));
  if (own.length === 0) return undefined;
  const kinds = Map.groupBy(own.toSorted(), (name) => name.replace(/-[A-Za-z0-9]{6}$/, "-…"));
  const counted = [...kinds].map(([kind, { length }]) => (length === 1 ? kind : `${kind} (${length} times)`));
  return `tests left in the temporary folder: ${counted.join(", ")}; remove after each test what it makes`;
};

/**
 * For Vitest, before all tests: gives them, and what they start, a temporary folder of their own. After all tests it is removed, and an error
 * says what lay in it.
 */
export const setup = (): (() => void) => {
  const before = process.env["TMPDIR"];
  const folder = mkdtempSync(join(tmpdir(), "ze-benchmarks-tests-"));
  process.env["TMPDIR"] = folder;
  return () => {
    const left = describeLeft(readdirSync(folder));
    rmSync(folder, { recursive: true, force: true });
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
    if (left !== undefined) throw new Error(left);
  };
};
