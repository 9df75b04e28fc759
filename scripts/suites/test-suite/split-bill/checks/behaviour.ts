import type { Case } from "../../../checks/run-case.ts";
import { scoreCases } from "../../../checks/score-cases.ts";

const splits = (title: string, args: [number, number], result: { gives: number[] } | { throws: string }): Case => ({
  title,
  module: "src/split.js",
  call: "splitBill",
  args,
  ...result,
});

await scoreCases(process.cwd(), [
  splits("an amount that divides evenly", [1200, 4], { gives: [300, 300, 300, 300] }),
  splits("one cent left", [1001, 4], { gives: [251, 250, 250, 250] }),
  splits("all but one person get a cent more", [11, 4], { gives: [3, 3, 3, 2] }),
  splits("fewer cents than people", [2, 3], { gives: [1, 1, 0] }),
  splits("a single person", [999, 1], { gives: [999] }),
  splits("a refund with one cent left", [-1000, 3], { gives: [-334, -333, -333] }),
  splits("a refund with two cents left", [-1001, 3], { gives: [-334, -334, -333] }),
  splits("a refund that divides evenly", [-900, 3], { gives: [-300, -300, -300] }),
  splits("nobody to pay", [1000, 0], { throws: "RangeError" }),
]);
