import { expect, it } from "vitest";
import { boardOf } from "../../snapshot/boards.ts";
import { entrySlug } from "../../snapshot/links.ts";
import { sampleBoard, sampleVersion } from "../../snapshot/sample-board.ts";
import { countRivals, rivalsTable } from "./rivals.ts";

const board = sampleBoard(Array.from({ length: 12 }, (_, place) => ({ passes: 40 - 3 * place })));

it("compares an entry with the first and those around it", () => {
  const made = rivalsTable(board, 8);
  // Five above, three below, and the first.
  expect(made?.table.rows).toHaveLength(9);
  expect(made?.table.rows[0]?.cells).toContain(">agent 0</a>");
  expect(made?.table.rows[0]?.cells).toContain("<td>−60.0</td>");
  expect(made?.table.rows[0]?.cells).toContain("<td>0 : 24 of 40</td>");
  expect(made?.table.rows[0]?.attributes["class"]).toBe("better");
  expect(made?.table.rows[0]?.cells).toContain("▲ clearly better");
  expect(made?.axis.low).toBeLessThan(-60);
  expect(made?.axis.high).toBeGreaterThan(0);
  expect(made?.correction).toContain("p is corrected for all comparisons of each of the two.");
  expect(rivalsTable(sampleBoard([{ passes: 9 }, { passes: 9 }]), 0)?.correction).toBe("");
});

it("leads to no page of its own from another board than the suite's first", () => {
  const scored = sampleVersion([
    { passes: 9, score: 0.5 },
    { passes: 8, score: 0.25 },
  ]);
  const linkOf = (metric: "success" | "score") =>
    /href="([^"]*)">[=▲▼]/.exec(rivalsTable(boardOf(scored, undefined, metric), 0)?.table.rows[0]?.cells ?? "")?.[1];
  expect(linkOf("success")).toContain("/with/");
  expect(linkOf("score")).toContain("/compare/?");
});

it("leads from each verdict to where the two are compared: their page, or the one for any", () => {
  const linksOf = (entry: number) =>
    rivalsTable(board, entry)?.table.rows.map(({ cells }) => [...cells.matchAll(/<a href="([^"]*)"/g)].at(-1)?.[1]) ??
    [];
  const slugs = board.version.entries.map((entry) => entrySlug(entry));
  const pageOf = (a: number, b: number) => `${board.version.path}compare/${slugs[a]}/with/${slugs[b]}/`;
  // The fifth of twelve: a page of its own with its neighbours alone.
  const links = linksOf(5);
  expect(links.filter((link) => link?.includes("/with/"))).toEqual([pageOf(4, 5), pageOf(5, 6)]);
  expect(links[0]).toMatch(/^\/compare\/\?.*agent-5.*agent-0|^\/compare\/\?.*agent.5.*agent.0/);
  // The best have pages with each other.
  expect(linksOf(3).slice(0, 3)).toEqual([pageOf(0, 3), pageOf(1, 3), pageOf(2, 3)]);
});

it("has nothing won or lost of entries that state a total each", () => {
  const headsOf = (isSummed: boolean) =>
    rivalsTable(
      sampleBoard(
        [
          { passes: 1, isSummed },
          { passes: 0, isSummed },
        ],
        1,
      ),
      0,
    )?.table.heads.map(({ heading }) => heading);
  expect(headsOf(false)).toContain("Won : lost");
  expect(headsOf(true)).toEqual(headsOf(false)?.filter((heading) => heading !== "Won : lost"));
});

it("counts those clearly better, clearly worse and neither", () => {
  const counts = countRivals(board, 5);
  expect(counts.better + counts.same + counts.worse).toBe(11);
  expect(counts.better).toBeGreaterThan(0);
  expect(counts.same).toBeGreaterThan(0);
  expect(counts.worse).toBeGreaterThan(0);
});

it("compares an entry that stands alone with nobody", () => {
  expect(rivalsTable(sampleBoard([{ passes: 3 }]), 0)).toBeNull();
});
