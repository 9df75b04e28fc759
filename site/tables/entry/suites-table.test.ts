import { expect, it } from "vitest";
import { type SampleEntry, sampleVersion } from "../../snapshot/sample-board.ts";
import { suitesTable } from "./suites-table.ts";

const DAY = 1_785_585_600;
const appearance = (suite: string, ...entries: readonly SampleEntry[]) => ({
  version: sampleVersion(entries, 10, suite),
  position: 0,
});

it("links to the page of the leaderboard that has the row", () => {
  const many = Array.from({ length: 301 }, (_, place) => ({ passes: place === 0 ? 0 : 1, agent: `a${place}` }));
  const one = sampleVersion(many, 2, "many");
  const table = suitesTable({ appearances: [{ version: one, position: 0 }, appearance("few", { passes: 1 })] });
  expect(table?.rows[0]?.cells).toContain('<a href="/suites/many/places/2/#a0">many</a>');
});

it("sets an entry's suites on one axis, with links to its rows", () => {
  const table = suitesTable({
    appearances: [
      appearance("first", { passes: 9, agent: "a", cost: 0.5, lastRunAt: DAY }, { passes: 1 }),
      appearance("cheap", { passes: 9, agent: "a", cost: 0.0125 }),
      appearance("lacking", { passes: 4, agent: "a", ran: 5 }, { passes: 1 }, { passes: 2 }),
    ],
  });
  expect(table?.heads.map(({ heading }) => heading)).toEqual([
    "Suite",
    "Rank",
    "Solved, %",
    "Solved, drawn, %",
    "Cells run",
    "Cost a run",
    "Last run",
  ]);
  const [first, cheap, lacking] = table?.rows ?? [];
  expect(first?.cells).toContain('<a href="/suites/first/#a">first</a>');
  expect(first?.cells).toContain("1 of 2");
  expect(first?.cells).toContain("$0.5000");
  expect(first?.cells).toContain("2026-08-01");
  expect(first?.attributes).toMatchObject({ class: "worse", style: expect.stringMatching(/^--e:90;--a:/) });
  expect(cheap?.cells).toContain("$0.0125");
  expect(lacking?.cells).toContain('<a href="/suites/lacking/">lacking</a>');
  expect(lacking?.cells).toContain("not ranked");
  expect(lacking?.cells).toContain("5/10");
  expect(lacking?.attributes["class"]).toBe("");
});

it("is not there for one suite alone", () => {
  expect(suitesTable({ appearances: [appearance("only", { passes: 1 })] })).toBeNull();
});
