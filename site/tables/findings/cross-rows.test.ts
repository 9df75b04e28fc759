import { expect, it } from "vitest";
import { sampleBoard } from "../../snapshot/sample-board.ts";
import { crossOf } from "./cross-rows.ts";

const crossed = [
  { agent: "a", model: "m", passes: 30 },
  { agent: "a", model: "n", passes: 10 },
  { agent: "b", model: "m", passes: 34 },
];

it("says what agents and models make, in a grid and one by one, the best first", () => {
  const cross = crossOf(sampleBoard(crossed));
  expect(cross?.finding).toEqual({
    strong: "2 models differ by up to 50.0 points, 2 agents by up to 10.0 points",
    rest: ", others being equal. What an agent and a model make together beyond the sum of both is typically 0.0 points. 1 pair has no ranked entry that ran every cell.",
  });
  expect(cross?.grid.heads.map(({ heading }) => heading)).toEqual(["Solved, %", "m", "n"]);
  expect(cross?.grid.rows[0]?.cells).toContain('<a href="/agents/b/">b</a>');
  expect(cross?.grid.rows[0]?.cells).toContain('<a href="/suites/s/#b~~m">85.0</a>');
  expect(cross?.grid.rows[0]?.cells).toContain('<span class="dim">–</span>');
  const [agents, models] = cross?.parts ?? [];
  expect(agents?.table.rows[0]?.cells).toContain('<a href="/agents/b/">b</a></th><td>+5.0</td>');
  expect(models?.table.rows.map(({ cells }) => /<td>([^<]*)/.exec(cells)?.[1])).toEqual(["+25.0", "−25.0"]);
  expect(models?.table.rows[0]?.attributes["style"]).toMatch(/^--e:25;--a:[\d.]+;--b:[\d.]+$/);
});

it("does not call a pair unrun that lacks a cell alone", () => {
  const lacking = { agent: "b", model: "n", passes: 5, ran: 39 };
  expect(crossOf(sampleBoard([...crossed, lacking]))?.finding.rest).toMatch(
    /1 pair has no ranked entry that ran every cell\.$/,
  );
});

it("says nothing where all entries have one agent, or state no model", () => {
  expect(crossOf(sampleBoard(crossed.slice(0, 2)))).toBeNull();
  expect(crossOf(sampleBoard([{ passes: 1 }, { passes: 2 }]))).toBeNull();
});
