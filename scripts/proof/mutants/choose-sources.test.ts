import { describe, expect, it } from "vitest";
import { chooseSources, drawSample } from "./choose-sources.ts";

const HERE = "scripts/proof/mutants/";
const FILES = ["find-changes.ts", "find-changes.test.ts", "instrument.ts", "testing/half-tested.ts"].map(
  (name) => HERE + name,
);

describe("chooseSources", () => {
  it("takes the sources below a path, and no tests", () => {
    const files = chooseSources([...FILES, "worker/index.ts"], [HERE]).map(({ file }) => file);
    expect(files).toEqual([`${HERE}find-changes.ts`, `${HERE}instrument.ts`]);
  });

  it("refuses a path without sources", () => {
    expect(() => chooseSources(FILES, ["worker/moon"])).toThrow("no source file below worker/moon");
  });
});

describe("drawSample", () => {
  const sources = chooseSources(FILES, [HERE]);
  const drawn = (size: number, seed: string) =>
    drawSample(sources, size, seed).flatMap(({ file, changes }) =>
      changes.map(({ start, to }) => `${file} ${start} ${to}`),
    );

  it("draws as many changes as asked for, the same ones for a seed", () => {
    expect(drawn(20, "a")).toHaveLength(20);
    expect(drawn(20, "a")).toEqual(drawn(20, "a"));
    expect(drawn(20, "a")).not.toEqual(drawn(20, "b"));
  });

  it("draws all if there are fewer", () => {
    expect(drawn(1_000_000, "a")).toHaveLength(sources.flatMap(({ changes }) => changes).length);
  });
});
