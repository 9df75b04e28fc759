import { expect, it } from "vitest";
import { hollow } from "./hollow.ts";

it("leaves the names of a module, which do nothing", async () => {
  const source =
    'import { a } from "./a.js";\nexport const one = a(1);\nexport function two() { return 2; }\nconst b = 3;\nexport { b as three };\n';
  const emptied: object = await import(`data:text/javascript,${encodeURIComponent(hollow(source, "a.js"))}`);
  const answers = Object.entries(emptied).map(([name, nothing]) => [name, nothing()]);
  expect(answers).toEqual([
    ["one", undefined],
    ["three", undefined],
    ["two", undefined],
  ]);
});

it("refuses what does not parse, naming it", () => {
  expect(() => hollow("export const = 1", "a.js")).toThrow(/^a\.js: /);
});
