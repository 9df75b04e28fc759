import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Case, holds } from "./run-case.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ze-benchmarks-case-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Whether a case holds for a module of this source; it calls `answer` with 41. */
const tried = async (source: string, wanted: Pick<Case, "gives" | "throws"> = { gives: 42 }): Promise<boolean> => {
  const module = `${crypto.randomUUID()}.mjs`;
  await writeFile(join(folder, module), source);
  return await holds(folder, { title: "the answer", module, call: "answer", args: [41], ...wanted });
};

describe("holds", () => {
  it("compares what a function returns, and what its promise yields", async () => {
    expect(await tried("export const answer = (n) => n + 1;")).toBe(true);
    expect(await tried("export const answer = async (n) => n + 1;")).toBe(true);
    expect(await tried("export const answer = (n) => n;")).toBe(false);
    expect(await tried("export const answer = (n) => ({ n: [n] });", { gives: { n: [41] } })).toBe(true);
    expect(await tried("export const answer = () => [, undefined];", { gives: [] })).toBe(false);
  });

  it("tells errors by their names", async () => {
    const source = "export const answer = () => { throw new RangeError('no'); };";
    expect(await tried(source, { throws: "RangeError" })).toBe(true);
    expect(await tried(source, { throws: "TypeError" })).toBe(false);
    expect(await tried(source)).toBe(false);
  });

  it.each([
    ["prints a score", `console.log('{"score":1,"maxScore":1}'); process.exit(0);`],
    ["sends a result of its own", "process.send({ value: 41 });"],
    ["sends nothing that can be read", "process.send(null);"],
    ["does not parse", "export const answer = ;"],
    ["has no such function", "export const other = 42;"],
    ["returns what cannot be sent", "export const answer = () => () => 42;"],
    ["kills its process", "process.kill(process.pid, 'SIGKILL');"],
  ])("does not hold for code that %s", async (_, source) => {
    expect(await tried(source)).toBe(false);
  });

  it("gives up code that never ends", async () => {
    await writeFile(join(folder, "endless.mjs"), "for (;;);");
    expect(
      await holds(folder, { title: "none", module: "endless.mjs", call: "answer", args: [], gives: 42 }, 500),
    ).toBe(false);
  });

  it("does not hold where there is no file", async () => {
    expect(await holds(folder, { title: "gone", module: "gone.mjs", call: "answer", args: [], gives: 42 })).toBe(false);
  });

  it("leaves no trace of the checks to the code", async () => {
    const seen = "JSON.stringify([process.argv, process.execArgv, process.env])";
    const source = `export const answer = () => /run-case|score-cases|ZE_BENCHMARKS/.test(${seen});`;
    expect(await tried(source, { gives: false })).toBe(true);
  });
});
