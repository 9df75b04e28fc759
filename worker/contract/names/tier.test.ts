import { expect, it } from "vitest";
import { compareTiers } from "./tier.ts";

it("orders tiers by how much help they give, then by name", () => {
  expect(["v10", "Lx", "v9", "L3", "L0"].sort(compareTiers)).toEqual(["L0", "L3", "Lx", "v9", "v10"]);
});
