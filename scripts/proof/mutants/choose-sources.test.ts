import { describe, expect, it } from "vitest";
import { listSources } from "../sources/list-sources.ts";
import { chooseSources, drawSample, roomOf } from "./choose-sources.ts";
import type { Source } from "./source.ts";

const HERE = "scripts/proof/mutants/";
const FILES = ["find-changes.ts", "find-changes.test.ts", "instrument.ts", "testing/half-tested.ts"].map(
  (name) => HERE + name,
);

describe("chooseSources", () => {
  it("takes the sources below a path, and no tests", () => {
    const files = chooseSources([...FILES, "worker/index.ts"], [HERE]).map(({ file }) => file);
    expect(files).toEqual([`${HERE}find-changes.ts`, `${HERE}instrument.ts`]);
  });

  it("takes a file once, and none without anything to change or that declares tables", () => {
    const files = (all: readonly string[], paths: readonly string[]) =>
      chooseSources(all, paths).map(({ file }) => file);
    expect(files(FILES, [HERE, `${HERE}find`])).toEqual([`${HERE}find-changes.ts`, `${HERE}instrument.ts`]);
    expect(files([`${HERE}plan.ts`, `${HERE}instrument.ts`], [HERE])).toEqual([`${HERE}instrument.ts`]);
    expect(() => chooseSources(["worker/db/tables.ts"], ["worker/db"])).toThrow("no source file below worker/db");
  });

  it("takes the code that figures, data and answers hang on unless paths are given", () => {
    const usual = ["worker/statistics/costs/pareto.ts", "worker/http/cors.ts", "worker/db/keys.ts"];
    const imports = "scripts/import/chunk-lines.ts";
    const there = listSources();
    const all = [...usual, imports, "worker/index.ts", `${HERE}instrument.ts`].filter((file) => there.includes(file));
    const files = chooseSources(all, []).map(({ file }) => file);
    expect(files).toEqual([...usual, imports]);
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

  it("draws as many of each room", () => {
    const [elsewhere] = chooseSources(["worker/http/cors.ts"], ["worker/http"]);
    const rooms = drawSample([...sources, ...(elsewhere ? [elsewhere] : [])], 3, "a").flatMap(({ file, changes }) =>
      changes.map(() => roomOf(file)),
    );
    expect(rooms.sort()).toEqual([...Array(3).fill("scripts/proof"), ...Array(3).fill("worker/http")]);
  });

  it("draws the same ones when other sources change", () => {
    const [first, ...others] = sources;
    const rest = others.map((source) => ({ ...source, changes: source.changes.slice(1) }));
    const of = (given: readonly Source[]) =>
      drawSample(given, 20, "a").flatMap(({ file, changes }) =>
        file === first?.file ? changes.map(({ start }) => start) : [],
      );
    expect(of(sources).length).toBeGreaterThan(3);
    expect(of([...(first ? [first] : []), ...rest])).toEqual(expect.arrayContaining(of(sources)));
  });

  it("draws all if there are fewer", () => {
    expect(drawn(1_000_000, "a")).toHaveLength(sources.flatMap(({ changes }) => changes).length);
  });
});

it.each([
  ["scripts/stats.ts", "scripts/stats"],
  ["scripts/stats.test.ts", "scripts/stats"],
  ["scripts/stats/subjects.ts", "scripts/stats"],
  ["worker/statistics/costs/pareto.test.ts", "worker/statistics"],
  ["site/islands/trials.test.tsx", "site/islands"],
  ["worker/index.ts", "worker/index"],
])("takes %s to be of the room %s", (file, room) => {
  expect(roomOf(file)).toBe(room);
});
