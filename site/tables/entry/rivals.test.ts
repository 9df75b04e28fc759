import { expect, it } from "vitest";
import { sampleBoard } from "../../snapshot/sample-board.ts";
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
