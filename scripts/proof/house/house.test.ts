import { expect, it } from "vitest";
import { findBackArrows } from "./floors.ts";
import { measureSource, quantile } from "./measure-source.ts";

it("refuses imports of what stands above, beside, in another house, or on no floor", () => {
  const graph = new Map([
    ["worker/contract/runs/run.ts", ["worker/words/outcomes.ts"]],
    ["worker/db/keys.ts", ["worker/contract/service/key.ts", "worker/http/token.ts"]],
    ["worker/routes/keys.ts", ["worker/db/keys.ts", "worker/http/token.ts"]],
    ["site/tables/rows.ts", ["worker/db/keys.ts", "worker/words/outcomes.ts", "scripts/sample/cast.ts"]],
    ["site/tables/rows.test.ts", ["site/pages/index.astro"]],
    ["worker/attic/box.ts", []],
  ]);
  expect(findBackArrows(graph)).toEqual([
    "worker/contract/runs/run.ts imports worker/words/outcomes.ts",
    "worker/db/keys.ts imports worker/http/token.ts",
    "site/tables/rows.ts imports worker/db/keys.ts",
    "site/tables/rows.ts imports scripts/sample/cast.ts",
    "worker/attic/box.ts stands on no floor",
  ]);
});

it("counts lines, claimed types and long functions, in components between their fences", () => {
  const body = "  go();\n".repeat(50);
  expect(measureSource("a.ts", `const x = y as Z;\nconst w = ["v"] as const;\nconst f = () => {\n${body}};\n`)).toEqual(
    {
      lines: 54,
      longFunctions: [{ line: 3, lines: 52 }],
      casts: [1],
      wideComments: [],
    },
  );
  expect(measureSource("A.astro", "---\nconst x = y as Z;\n---\n<p>as it is</p>\n")).toEqual({
    lines: 4,
    longFunctions: [],
    casts: [2],
    wideComments: [],
  });
});

it.each([
  ["// ", "", 1],
  ["/** ", " */", 1],
  [" * ", "", 1],
  ['const x = "', '"; // why', 0],
])("counts comments of more than 150 characters: %s…%s", (start, end, counted) => {
  const line = (width: number) => start + "x".repeat(width - start.length - end.length) + end;
  expect(measureSource("a.ts", `${line(150)}\n${line(151)}\n`).wideComments).toEqual(counted === 0 ? [] : [2]);
});

it("gives the number that a share does not exceed", () => {
  expect([0, 0.5, 0.95, 1].map((share) => quantile([1, 2, 3, 4], share))).toEqual([1, 2, 4, 4]);
});
