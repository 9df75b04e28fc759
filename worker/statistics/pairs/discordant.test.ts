import { expect, it } from "vitest";
import { addTo, emptyBitset } from "../cells/bitset.ts";
import { discordant } from "./discordant.ts";

it("counts what only one of two has passed", () => {
  const [a, b] = [emptyBitset(40), emptyBitset(40)];
  for (const scenario of [0, 5, 31, 39]) addTo(a, scenario);
  for (const scenario of [5, 32]) addTo(b, scenario);
  expect(discordant(a, b)).toEqual({ won: 3, lost: 1 });
});
