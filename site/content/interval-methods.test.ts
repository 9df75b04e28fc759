import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { METHODS } from "#statistics/intervals/estimate.ts";

const page = readFileSync(new URL("docs/methodology.md", import.meta.url), "utf8");
const [, intervals = ""] = /^## Intervals\n([\s\S]*?)^## /m.exec(page) ?? [];

it.each(METHODS)("explains %s, as the API calls it, where the intervals are explained", (method) => {
  expect(intervals).toContain(`\`${method}\``);
});
