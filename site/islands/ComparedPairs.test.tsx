import { describe, expect, it } from "vitest";
import type { BoardEntry } from "#contract/figures/board.ts";
import type { ComparisonAnswer } from "#contract/figures/comparison.ts";
import { ChosenEntries } from "./ChosenEntries.tsx";
import { type ChosenEntry, PairTable } from "./ComparedPairs.tsx";
import { draw } from "./testing/draw.tsx";

const chosen = (agent: string, row: number, fields: Partial<BoardEntry> = {}): ChosenEntry => ({
  row,
  entry: {
    ...{ entry: agent, agent, model: null, variant: null, rankFrom: 1, rankTo: 2, estimate: 0.5 },
    ...{ intervalLow: 0.4, intervalHigh: 0.6, costUsdMean: null, betterThan: [] },
    ...fields,
  } as BoardEntry,
});
const [X, Y] = [chosen("x", 0, { betterThan: [[1, 1]] }), chosen("y", 1)];

const heads = (pair: readonly ChosenEntry[]) => draw(<ChosenEntries chosen={pair} />).texts("thead th");

describe("ChosenEntries", () => {
  it("says what a run costs where anybody states it", () => {
    expect(heads([X, Y])).toEqual(["Entry", "Rank", "Solved", "95 % interval"]);
    expect(heads([X, chosen("z", 2, { costUsdMean: 0.5 })]).at(-1)).toBe("Cost a run");
  });

  it("names each figure, for a phone", () => {
    const { texts, values } = draw(<ChosenEntries chosen={[X]} />);
    expect(texts("tbody tr > *")).toEqual(["x", "1–2", "50.0%", "40.0–60.0"]);
    expect(values("tbody td", "data-title")).toEqual(["Rank", "Solved", "95 % interval"]);
  });
});

const answered = (fields: Partial<ComparisonAnswer["successRate"]>) =>
  ({ successRate: { value: 0.25, low: 0.1, high: 0.4, won: 3, lost: 1, tied: 4, pValue: 0.5, ...fields } }) as never;

const cells = (answer: ComparisonAnswer | undefined, pair: readonly [ChosenEntry, ChosenEntry] = [X, Y]) =>
  draw(<PairTable compared={[{ pair, answer }]} />).texts("tbody tr > *");

describe("PairTable", () => {
  it.each([
    ["the difference and who did better where", {}, ["+25.0", "+10.0 to +40.0", "3 : 1 : 4", ".50"]],
    ["no interval that the data do not tell", { low: null, high: null }, ["+25.0", "n/a", "3 : 1 : 4", ".50"]],
    [
      "that two share no task",
      { value: null, low: null, high: null, won: 0, lost: 0, tied: 0, pValue: 1 },
      ["n/a", "n/a", "0 : 0 : 0", "n/a"],
    ],
  ])("says %s", (_, fields, figures) => {
    expect(cells(answered(fields))).toEqual(["x against y", ...figures, "▲ x is clearly better"]);
  });

  it("waits for the API, but not for what the board says", () => {
    const waiting = ["…", "…", "…", "…"];
    expect(cells(undefined, [Y, X])).toEqual(["y against x", ...waiting, "▼ x is clearly better"]);
    expect(cells(undefined, [Y, Y]).at(-1)).toBe("= no clear difference");
  });
});
