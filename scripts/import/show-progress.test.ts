import { describe, expect, it } from "vitest";
import { showProgress } from "./show-progress.ts";

const totals = (accepted: number, more = {}) => ({ accepted, duplicates: 0, conflicts: 0, rejected: 0, ...more });

/** What a progress writes, with a clock that the test moves. */
const shown = (size: number | undefined, isTTY = false) => {
  const written: string[] = [];
  let time = 1_000;
  const output = {
    isTTY,
    columns: 80,
    write: (text: string) => {
      written.push(text);
      return true;
    },
  };
  const progress = showProgress(size, output as never, () => time);
  return {
    written,
    progress,
    at: (seconds: number) => {
      time = 1_000 + seconds * 1_000;
    },
  };
};

describe("showProgress, where there is no terminal", () => {
  it("prints a line every three seconds, and none before", () => {
    const { written, progress, at } = shown(200);
    at(2.999);
    progress.update(20, totals(10));
    expect(written).toEqual([]);
    at(3);
    progress.update(50, totals(3_000, { duplicates: 3_000, conflicts: 1, rejected: 2 }));
    at(5.9);
    progress.update(60, totals(3_000));
    at(6);
    progress.update(199, totals(7_000));
    progress.finish();
    expect(written).toEqual([
      "6,003 runs, 2,001 a second, 25 % of the files read\n",
      "7,000 runs, 1,167 a second, 99 % of the files read\n",
    ]);
  });

  it.each([
    [200, 100, 0, ["50 % of the files read\n"]],
    [undefined, 100, 0, []],
    [0, 0, 0, []],
    [undefined, 100, 1, ["1 run, 0 a second\n"]],
    [0, 0, 30, ["30 runs, 10 a second\n"]],
  ])("of %s bytes of which %i are read, with %i runs, prints %j", (size, bytes, runs, lines) => {
    const { written, progress, at } = shown(size);
    at(3);
    progress.update(bytes, totals(runs));
    expect(written).toEqual(lines);
  });
});

describe("showProgress on a terminal", () => {
  it("prints lines all the same where the size is unknown, or nothing", () => {
    for (const size of [undefined, 0]) {
      const { written, progress, at } = shown(size, true);
      at(3);
      progress.update(0, totals(3));
      expect(written).toEqual(["3 runs, 1 a second\n"]);
    }
  });
});
