import { expect, it } from "vitest";
import type { Dataset } from "./formats/importer.ts";
import { statedSuites } from "./state-suites.ts";

const fileOf = (...datasets: (Dataset | undefined)[]) => ({
  statements: datasets.map((dataset) => ({ runs: 1, what: "runs", dataset })),
});
const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);

it.each<[string, (Dataset | undefined)[], object, unknown]>([
  ["no statement", [undefined], {}, []],
  ["a size alone", [{ suite: "s", size: 3 }], {}, [["s", undefined, { scenarioCount: 3 }]]],
  ["nothing", [{ suite: "s", size: 0 }], {}, []],
  ["a part of the names", [{ suite: "s", size: 3, scenarios: ["a"] }], {}, [["s", undefined, { scenarioCount: 3 }]]],
  [
    "all names, in whatever order",
    [{ suite: "s", size: 2, scenarios: ["b", "a"] }],
    {},
    [["s", undefined, { scenarios: [{ scenario: "a" }, { scenario: "b" }] }]],
  ],
  ["a name twice", [{ suite: "s", size: 2, scenarios: ["a", "a"] }], {}, [["s", undefined, { scenarioCount: 2 }]]],
  [
    "too many names",
    [{ suite: "s", size: 10_001, scenarios: names(10_001) }],
    {},
    [["s", undefined, { scenarioCount: 10_001 }]],
  ],
  ["a suite that is mapped", [{ size: 3 }], { suite: "m", suiteVersion: "2" }, [["m", "2", { scenarioCount: 3 }]]],
  ["no suite", [{ size: 3 }], {}, []],
  [
    "its own before what is mapped",
    [{ suite: "s", suiteVersion: "1", size: 3 }],
    { suite: "m", suiteVersion: "2" },
    [["s", "1", { scenarioCount: 3 }]],
  ],
  [
    "the same twice",
    [
      { suite: "s", size: 3 },
      { suite: "s", size: 3 },
    ],
    {},
    [["s", undefined, { scenarioCount: 3 }]],
  ],
  [
    "two sizes",
    [
      { suite: "s", size: 3 },
      { suite: "s", size: 4 },
      { suite: "t", size: 1 },
    ],
    {},
    [["t", undefined, { scenarioCount: 1 }]],
  ],
  [
    "two versions",
    [
      { suite: "s", size: 3 },
      { suite: "s", suiteVersion: "2", size: 4 },
    ],
    {},
    [
      ["s", undefined, { scenarioCount: 3 }],
      ["s", "2", { scenarioCount: 4 }],
    ],
  ],
])("finds what a suite consists of in %s", (_what, datasets, mapping, expected) => {
  const found = statedSuites([fileOf(...datasets)], mapping);
  expect(found.map(({ suite, version, manifest }) => [suite, version, manifest])).toEqual(expected);
});
