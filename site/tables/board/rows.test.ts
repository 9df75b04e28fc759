import { describe, expect, it } from "vitest";
import { pagesOf } from "../../snapshot/board-pages.ts";
import { type SampleEntry, sampleBoard } from "../../snapshot/sample-board.ts";
import { standingRows } from "../standing-row.ts";
import { describeShared } from "./describe-shared.ts";
import { boardTable, rowsTable } from "./rows.ts";

const tableOf = (entries: readonly SampleEntry[]) => {
  const board = sampleBoard(entries);
  return boardTable(board);
};
const headsOf = (entries: readonly SampleEntry[]) => tableOf(entries).heads.map(({ heading }) => heading);

const DAY = 1_785_585_600;

describe("boardTable", () => {
  it("heads each group, and draws each row", () => {
    const { body } = tableOf([{ passes: 40 }, { passes: 39 }, { passes: 4 }, { passes: 1, ran: 10 }]);
    const heads = [...body.matchAll(/class="gh"><th[^>]*><b>([^<]*)<\/b> · ([^<]*)/g)].map(([, name, says]) => [
      name,
      says,
    ]);
    expect(heads).toEqual([
      ["May be first", "2 entries; no other is clearly better than any of them"],
      ["Group 2", "1 entry, 10.0%"],
      ["Not ranked", "1 entry with runs that count in less than 90% of the board’s 40 cells"],
    ]);
    expect(body).toContain('id="agent-0~');
    expect(body).toMatch(/class="f" data-t="2"[^>]*style="--e:100;--a:91.19;--b:100;--r:1;--s:2"/);
    expect(body.match(/<tr role="row" class="unranked"/g)).toHaveLength(1);
    // Where a quarter of the cells is known, the rest is hatched.
    expect(body).toMatch(/--u:2.5;--v:77.5/);
  });

  it("has a column for what differs between rows alone", () => {
    expect(headsOf([{ passes: 9 }, { passes: 8 }])).toEqual([
      "Rank",
      "Rank, drawn",
      "Agent",
      "Solved, %",
      "95 % interval",
      "Interval, drawn, %",
    ]);
    expect(
      headsOf([
        { passes: 9, agent: "a", model: "m", lastRunAt: DAY },
        { passes: 8, agent: "b", model: "n", lastRunAt: DAY + 90_000 },
      ]),
    ).toEqual(expect.arrayContaining(["Agent", "Model", "Last run"]));
    const dense = headsOf([
      { passes: 9, agent: "a", model: "m", cost: 1 },
      { passes: 8, agent: "b", model: "n", ran: 39 },
      { passes: 7, agent: "c", model: "n" },
    ]);
    expect(dense).toEqual(expect.arrayContaining(["Entry", "Cost a run", "Cost a success", "Runs counted"]));
    expect(dense).not.toContain("Model");
  });

  it("lets long names break after signs that part words, and short ones nowhere", () => {
    const { body } = tableOf([
      { passes: 9, agent: "a", model: "m/n", variant: "reasoning_effort=medium" },
      { passes: 8, agent: "a_b", model: "a-provider/of_some_model", variant: "x=y" },
    ]);
    expect(body).toContain("<i>reasoning_<wbr>effort=<wbr>medium</i>");
    expect(body).toContain("a-provider/<wbr>of_<wbr>some_<wbr>model");
    for (const short of [">a_b<", ">x=y<", ">m/n<"]) expect(body).toContain(short);
  });

  it("says who ran the runs where not all were run by the same", () => {
    const own = { passes: 9, relationship: "first-party" } as const;
    const others = { passes: 8, relationship: "third-party" } as const;
    expect(headsOf([own, own])).not.toContain("Run by");
    expect(headsOf([{ passes: 9 }, { passes: 8 }])).not.toContain("Run by");
    const { heads, body } = tableOf([own, others, { passes: 7 }]);
    expect(heads.map(({ heading }) => heading)).toContain("Run by");
    const dense = tableOf([{ ...own, cost: 1 }, others, { passes: 7 }]);
    expect(dense.heads.map(({ heading }) => heading)).not.toContain("Run by");
    expect([...dense.body.matchAll(/<i>run by ([^<]*)/g)].map(([, text]) => text)).toEqual(["its maker", "others"]);
    const cells = [...body.matchAll(/>(its maker|others|not stated|both)</g)].map(([, text]) => text);
    expect(cells).toEqual(["its maker", "others", "not stated"]);
  });

  it("names the organizations that the catalogue knows, in a column or below the name where there is no room", () => {
    const own = { passes: 9, agent: "imaginary-otter", model: "made-up-large" };
    const unknown = { passes: 8, agent: "a", model: "m" };
    const wide = tableOf([own, unknown]);
    expect(wide.heads.map(({ heading }) => heading)).toContain("Organization");
    expect(wide.body).toContain('class="e or"><span>Made-up Labs</span>');
    expect(wide.body).toContain('class="e or"><span class="dim">not stated</span>');
    expect(headsOf([own, { ...own, passes: 1, model: "made-up-small" }])).not.toContain("Organization");
    const dense = tableOf([{ ...own, cost: 1 }, unknown]);
    expect(dense.heads.map(({ heading }) => heading)).not.toContain("Organization");
    expect(dense.body).toContain("<i>made-up-large</i> · <i>Made-up Labs</i>");
  });

  it("names entries of one agent by their model, and marks made-up ones where others are not", () => {
    const { heads, body } = tableOf([
      { passes: 9, agent: "a", model: "m", made: true },
      { passes: 8, agent: "a", model: "n" },
    ]);
    expect(heads.map(({ heading }) => heading)).toContain("Model");
    expect(body).toContain('<a href="/entries/a~~m/">m</a>');
    expect(body.match(/<mark>synthetic<\/mark>/g)).toHaveLength(1);
    expect(body).not.toContain(">a</a>");
  });

  it("shows levels of help as bars, with their shares as text", () => {
    const { heads, body } = tableOf([
      { passes: 20, tiers: [0, 1] },
      { passes: 10, tiers: [0, 1] },
    ]);
    expect(heads.map(({ heading }) => heading)).toContain("L0\u00a0–\u00a0L1");
    expect(body).toContain('<i style="--h:0.5"></i><i style="--h:0.5"></i></span><span class="hidden">50, 50</span>');
  });

  it("lets no name be more than text", () => {
    const { body } = tableOf([
      { passes: 1, agent: "<img src=x>", model: `"><script>` },
      { passes: 2, model: "m" },
    ]);
    expect(body).not.toMatch(/<img|<script/);
  });

  it("is cut into pages of 300 rows, with the columns of the whole board and the head of the group that goes on", () => {
    const board = sampleBoard(
      Array.from({ length: 620 }, (_, place) => ({ passes: 20 + (place % 2), model: place < 300 ? "m" : `n${place}` })),
    );
    expect(pagesOf(board)).toBe(3);
    const pages = [1, 2, 3].map((page) => boardTable(board, page));
    const idsOf = (body = "") => [...body.matchAll(/ data-entry="[^"]*agent (\d+)/g)].map(([, agent]) => agent);
    expect(pages.map(({ body }) => idsOf(body).length)).toEqual([300, 300, 20]);
    expect(new Set(pages.flatMap(({ body }) => idsOf(body))).size).toBe(620);
    for (const { heads, body } of pages) {
      expect(heads).toEqual(pages[0]?.heads);
      expect(body.match(/class="gh"/g)).toHaveLength(1);
      expect(body).toContain("<b>May be first</b> · 620 entries");
    }
  });

  it.each([
    [[9, 5], 0],
    [[9, 0], 1],
    [[0, 0], 0],
  ])(
    "marks rows whose cells have unequal numbers of runs, of %j cells run twice, unless all are so",
    (again, marked) => {
      const entries = again.map((twice, place) => ({ passes: 20 + place, again: twice }));
      const rows = standingRows(sampleBoard(entries));
      expect(tableOf(entries).body.split("<b>more runs in some cells than in others</b>")).toHaveLength(marked + 1);
      expect(describeShared(rows).includes("more runs in some cells than in others")).toBe(!again.includes(0));
      expect(rowsTable(rows.slice(0, 1)).body.includes("more runs in")).toBe(rows[0]?.standing.hasUnequalTrials);
    },
  );

  it("has both axes in the head where the upper part is offered, each of its own class", () => {
    const steep = [100, 80, 60, 40, 20, 0].map((passes) => ({ passes }));
    const { heads } = boardTable(sampleBoard(steep, 100));
    const head = heads.map((one) => one.html ?? "").join("");
    const labels = [...head.matchAll(/<span class="(z.)[^>]*>([^<]*)</g)].map(([, part, text]) => `${part} ${text}`);
    expect(labels.filter((label) => label.startsWith("zt"))).toEqual(
      [40, 50, 60, 70, 80, 90, 100].map((at) => `zt ${at}`),
    );
    expect(labels.filter((label) => label.startsWith("za"))).toEqual([0, 20, 40, 60, 80, 100].map((at) => `za ${at}`));
  });

  it("has no heads of groups around some rows of a board", () => {
    const board = sampleBoard([{ passes: 40 }, { passes: 2 }]);
    const { body } = rowsTable(standingRows(board, board.standings.slice(0, 1)));
    expect(body).toContain('id="agent-0~');
    expect(body).not.toContain("gh");
    expect(body).not.toContain("data-t=");
  });

  it("leads from a rank to the entry's page where too many are ranked to be picked", () => {
    const { body } = tableOf(Array.from({ length: 301 }, (_, place) => ({ passes: place % 41 })));
    expect(body).toMatch(/<a href="\/entries\/agent-0~[0-9a-f]+\/#comparisons">/);
    expect(body).not.toContain("data-t=");
  });
});

describe("describeShared", () => {
  it("says what is the same in every row, and nothing of one row", () => {
    const rowsOf = (entries: readonly SampleEntry[]) => standingRows(sampleBoard(entries));
    const entry = { agent: "a", lastRunAt: DAY };
    expect(
      describeShared(
        rowsOf([
          { ...entry, passes: 1, model: "m" },
          { ...entry, passes: 2, model: "n" },
        ]),
      ),
    ).toBe("The same in every row: the agent a, 40 counted runs, and the last run on 2026-08-01.");
    expect(describeShared(rowsOf([{ ...entry, passes: 1 }]))).toBe("");
  });
});
