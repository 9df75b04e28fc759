import { expect, it } from "vitest";
import { PROJECT } from "../../command/project.ts";
import { readImports } from "../sources/import-graph.ts";
import { readSource } from "./source.ts";
import { startTester } from "./tester.ts";
import { tryChanges, type Verdict } from "./try-changes.ts";

const FOLDER = "scripts/proof/mutants/testing/";
const SOURCE = `${FOLDER}half-tested.ts`;
const TEST = `${FOLDER}half-tested.test.ts`;

it("tells changes that a test notices from those that none does, and from those that none runs", {
  timeout: 60_000,
}, async () => {
  const tester = await startTester("node");
  try {
    const graph = readImports(PROJECT, [SOURCE, TEST]);
    const verdicts: Verdict[] = [];
    for await (const some of tryChanges({ ...tester, files: [TEST] }, [readSource(SOURCE)], graph))
      verdicts.push(...some);
    expect(verdicts.map(({ change, outcome }) => `${change.line}: ${change.shown}: ${outcome}`)).toEqual([
      "3: value > 10 → true: found",
      "3: value > 10 → false: found",
      "3: > → >=: survived",
      "3: 10 → (10 + 1): survived",
      "3: 10 → (10 + 1): found",
      "4: Math.abs(value) → undefined: found",
      "8: value + 1 → undefined: never run",
      "8: + → -: never run",
      "8: 1 → 0: never run",
      "11: [0, 10] → []: found",
      "11: 0 → 1: found",
      "11: 10 → (10 + 1): found",
      "14: value * 2 → undefined: found",
      "14: * → /: found",
      "14: 2 → (2 + 1): found",
    ]);
  } finally {
    await tester.close();
  }
});
