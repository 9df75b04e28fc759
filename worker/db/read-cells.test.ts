import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import type { Measures } from "#contract/snapshot/measures.ts";
import type { SubmittedRun } from "../testing/make-run.ts";
import { store } from "../testing/stored-runs.ts";
import { openDatabase } from "./database.ts";
import { readEntryNames, readScenarioNames } from "./known-names.ts";
import { pathOf } from "./part-paths.ts";
import { findEntries, findEntriesOfFewCells, findTier, namesOf, readCells, readCellsOfScenario } from "./read-cells.ts";
import {
  type EntryPage,
  readEntryTotals,
  readScenarioTotals,
  readSuiteTotals,
  readTotalsOfScenario,
} from "./read-sums.ts";
import { readTotals } from "./read-totals.ts";
import { findVersion, listVersions, type NumberedVersion, newestVersions } from "./suite-versions.ts";
import { scenarios, suiteVersions, tiers } from "./tables.ts";

const database = openDatabase(env.DB);

/** [suite, version, scenario, tier, agent, model, passed]. */
const TRIED: [string, string | undefined, string, string, string, string | undefined, boolean][] = [
  ["s", "1", "c", "L0", "a", "m", true],
  ["s", "1", "c", "L0", "a", "m", false],
  ["s", "1", "c", "L1", "a", "m", true],
  ["s", "1", "d", "L0", "a", undefined, true],
  ["s", "1", "c", "L0", "b", "m", false],
  ["s", undefined, "c", "L0", "a", "m", true],
  ["t", "1", "c", "L0", "b", "m", true],
];

const runs = TRIED.map(
  ([suite, suiteVersion, scenario, tier, agent, model, isSuccessful], n): Partial<SubmittedRun> => {
    const startedAt = new Date(Date.UTC(2026, 7, 1 + n)).toISOString();
    const stated = { ...(suiteVersion && { suiteVersion }), ...(model && { model }) };
    return {
      ...{ runId: `run-${n}`, suite, scenario, tier, agent, isSuccessful, startedAt, completedAt: startedAt },
      ...stated,
    };
  },
);

const counts = ({ runs: of, pass, fail }: Measures) => [of, pass, fail];

let versions: NumberedVersion[];
const version = (suite: string, suiteVersion: string): NumberedVersion => {
  const found = versions.find((one) => one.suite === suite && one.suiteVersion === suiteVersion);
  if (!found) throw new Error(`no version ${suiteVersion} of ${suite}`);
  return found;
};
const tierOf = async (tier: string) => (await findTier(database, tier)) ?? undefined;

beforeEach(async () => {
  await store(runs);
  versions = await database.select().from(suiteVersions);
});

describe("names", () => {
  it("of versions are found by their suites, the newest first", async () => {
    await store(["10", "9", "10-rc1"].map((suiteVersion) => ({ runId: suiteVersion, suite: "s", suiteVersion })));
    expect(await listVersions(database, "s", 10)).toEqual(["10", "10-rc1", "9", "1", ""]);
    expect(await listVersions(database, "s", 2)).toEqual(["10", "10-rc1"]);
    expect(await listVersions(database, "S", 10)).toEqual([]);
    const found = async (suite: string, suiteVersion?: string) =>
      (await findVersion(database, suite, suiteVersion))?.suiteVersion;
    expect([await found("s"), await found("s", ""), await found("s", "9"), await found("t")]).toEqual([
      "10",
      "",
      "9",
      "1",
    ]);
    expect([await found("s", "2"), await found("S")]).toEqual([undefined, undefined]);
    const ids = (await database.select().from(suiteVersions)).map(({ id }) => id);
    const newest = await newestVersions(database, [...ids, 999]);
    expect(newest.map(({ suite, suiteVersion }) => `${suite} ${suiteVersion}`).sort()).toEqual(["s 10", "t 1"]);
    expect(await newestVersions(database, [])).toEqual([]);
  });

  it("of scenarios and entries are those of one version", async () => {
    expect((await readScenarioNames(database, version("s", "1"))).sort()).toEqual(["c", "d"]);
    expect(await readScenarioNames(database, version("s", ""))).toEqual(["c"]);
    const entries = (await readEntryNames(database, version("s", "1"))).map(({ agent, model }) => `${agent}~${model}`);
    expect(entries.sort()).toEqual(["a~", "a~m", "b~m"]);
  });

  it("are found by their numbers, each once", async () => {
    const all = await database.select().from(scenarios);
    const ids = all.map(({ id }) => id);
    const found = await namesOf(database, scenarios, scenarios.scenario, [...ids, ...ids, 999]);
    expect([...found]).toEqual(all.map(({ id, scenario }) => [id, scenario]));
    expect((await namesOf(database, tiers, tiers.tier, [])).size).toBe(0);
  });

  it("of a tier is a number, null of one that no run is of, and undefined of all", async () => {
    expect(await findTier(database, undefined)).toBeUndefined();
    expect(await findTier(database, "L9")).toBeNull();
    const [one, other] = [await findTier(database, "L0"), await findTier(database, "L1")];
    expect([typeof one, typeof other, one === other]).toEqual(["number", "number", false]);
  });
});

describe("cells", () => {
  const read = async (entries: { agent: string; model?: string }[], tier?: string, rows = 20, cells = rows) => {
    const found = await findEntries(database, version("s", "1"), entries);
    const tierId = tier === undefined ? undefined : await tierOf(tier);
    return readCells(database, version("s", "1"), found, { tierId, most: { cells, rows } });
  };
  const named = (cells: Awaited<ReturnType<typeof read>>) =>
    cells?.map(({ agent, scenario, tier }) => `${agent} ${scenario} ${tier}`).sort();
  const aAndB = ["a", "b"].map((agent) => ({ agent, model: "m" }));

  it("of entries are theirs alone, of one tier where that is asked for", async () => {
    const ofA = await read([{ agent: "a", model: "m" }]);
    expect(ofA?.map((cell) => [cell.scenario, cell.tier, ...counts(cell)])).toEqual([
      ["c", "L0", 2, 1, 1],
      ["c", "L1", 1, 1, 0],
    ]);
    expect(ofA?.[0]).toMatchObject({ suite: "s", suiteVersion: "1", agent: "a", model: "m", variant: "" });
    expect(named(await read([{ agent: "a" }]))).toEqual(["a d L0"]);
    expect(named(await read(aAndB))).toEqual(["a c L0", "a c L1", "b c L0"]);
    expect(named(await read(aAndB, "L0"))).toEqual(["a c L0", "b c L0"]);
    expect(named(await read(aAndB, "L1"))).toEqual(["a c L1"]);
    expect(await read([])).toEqual([]);
  });

  it("are none where they and their names are more rows than may be read", async () => {
    // Three cells, the name of a scenario and those of two tiers.
    expect(await read(aAndB, undefined, 6)).toHaveLength(3);
    expect(await read(aAndB, undefined, 5)).toBeUndefined();
    // Two scenarios, and what two entries have in each.
    expect(await read(aAndB, "L0", 6)).toHaveLength(2);
    expect(await read(aAndB, "L0", 5)).toBeUndefined();
    // The names of scenarios are no cells, those of tiers count with them.
    expect(await read(aAndB, undefined, 6, 5)).toHaveLength(3);
    expect(await read(aAndB, undefined, 6, 4)).toBeUndefined();
    expect(await read(aAndB, "L0", 6, 4)).toHaveLength(2);
    expect(await read(aAndB, "L0", 6, 3)).toBeUndefined();
  });

  it("of a version are few by the entries that have them, in a tier or in all", async () => {
    const few = async (mostCells: number, tier?: string) => {
      const tierId = tier === undefined ? undefined : await tierOf(tier);
      const found = await findEntriesOfFewCells(database, version("s", "1"), { tierId, mostCells });
      return found?.map(({ agent, model }) => `${agent}~${model}`).sort();
    };
    expect(await few(4)).toEqual(["a~", "a~m", "b~m"]);
    expect(await few(3)).toBeUndefined();
    expect(await few(1, "L1")).toEqual(["a~m"]);
    expect(await few(0, "L1")).toBeUndefined();
  });

  it("of a scenario come in pages of entries, in the order of their paths", async () => {
    const [{ scenarioId = 0 } = {}] =
      (await readTotalsOfScenario(database, {
        ...{ suiteVersionId: version("s", "1").id, scenario: "c", tierId: undefined },
      })) ?? [];
    const read = async (more: object) => {
      const page = await readCellsOfScenario(database, version("s", "1"), {
        ...{ scenarioId, tierId: undefined, after: undefined, limit: 10 },
        ...more,
      });
      return page ?? { rows: [], next: undefined };
    };
    const whole = await read({});
    expect(whole.next).toBeUndefined();
    expect(whole.rows.map(({ agent, tier }) => `${agent} ${tier}`).sort()).toEqual(["a L0", "a L1", "b L0"]);
    const agents: string[] = [];
    let after: unknown;
    do {
      const page = await read({ after, limit: 1 });
      expect(page.rows.every((row) => row.suiteVersion === "1" && row.scenario === "c")).toBe(true);
      agents.push(...page.rows.map(({ agent, model }) => `${agent}~${model}`));
      after = page.next;
    } while (after);
    const expected = ["a~m", "a~m", "b~m"].sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
    expect(agents).toEqual(expected);
    expect((await read({ tierId: await tierOf("L1") })).rows.map(({ tier }) => tier)).toEqual(["L1"]);
  });
});

describe("totals", () => {
  it("of entries are a row an entry and tier, by agent or by model, of one version or of all", async () => {
    const page: EntryPage = { by: "agent", after: undefined, suiteVersionId: undefined, tierId: undefined };
    const read = async (more: Partial<EntryPage>) =>
      (await readEntryTotals(database, { ...page, ...more }))?.rows ?? [];
    expect((await read({})).map(({ agent }) => agent).sort()).toEqual(["a", "a", "a", "a", "b", "b"]);
    expect((await read({ after: "a" })).map(({ agent }) => agent)).toEqual(["b", "b"]);
    expect(await read({ after: "b" })).toEqual([]);
    const own = await read({ by: "model", suiteVersionId: version("s", "1").id, after: "" });
    expect(own.map((row) => [row.agent, row.model, ...counts(row)]).sort()).toEqual([
      ["a", "m", 1, 1, 0],
      ["a", "m", 2, 1, 1],
      ["b", "m", 1, 0, 1],
    ]);
    expect(own.every(({ suiteVersionId }) => suiteVersionId === version("s", "1").id)).toBe(true);
    expect(await read({ tierId: await tierOf("L1") })).toHaveLength(1);
  });

  it("of a version add up to its runs, of all tiers or of one", async () => {
    const sum = async (suite: string, suiteVersion: string, tierId?: number) =>
      (await readSuiteTotals(database, version(suite, suiteVersion).id, tierId))?.reduce(
        (total, row) => total + row.runs,
        0,
      );
    expect(await sum("s", "1")).toBe(5);
    expect(await sum("s", "1", await tierOf("L1"))).toBe(1);
    expect(await sum("t", "1")).toBe(1);
  });

  it("of scenarios come by name, in pages", async () => {
    const read = async (more: object) => {
      const page = await readScenarioTotals(database, {
        ...{ suiteVersionId: version("s", "1").id, tierId: undefined, after: undefined, limit: 10 },
        ...more,
      });
      return page ?? { rows: [], next: undefined };
    };
    const whole = await read({});
    expect(whole.rows.map((row) => [row.scenario, row.runs])).toEqual(
      expect.arrayContaining([
        ["c", 3],
        ["c", 1],
        ["d", 1],
      ]),
    );
    expect([whole.rows.length, whole.next]).toEqual([3, undefined]);
    const first = await read({ limit: 1, tierId: await tierOf("L0") });
    expect([first.rows.map(({ scenario }) => scenario), first.next]).toEqual([["c"], "c"]);
    const second = await read({ limit: 1, after: first.next });
    expect([second.rows.map(({ scenario }) => scenario), second.next]).toEqual([["d"], undefined]);
  });

  it("of one scenario are a row a tier", async () => {
    const read = async (scenario: string, tierId?: number) =>
      (await readTotalsOfScenario(database, { suiteVersionId: version("s", "1").id, scenario, tierId })) ?? [];
    expect((await read("c")).map(counts).sort()).toEqual([
      [1, 1, 0],
      [3, 1, 2],
    ]);
    expect((await read("c", await tierOf("L1"))).map(counts)).toEqual([[1, 1, 0]]);
    expect(await read("e")).toEqual([]);
  });

  it("of days are those from a day on, in one row", async () => {
    const day = Date.UTC(2026, 7, 6) / 86_400_000;
    expect((await readTotals(database, undefined)).runs).toBe(runs.length);
    expect(counts(await readTotals(database, day))).toEqual([2, 2, 0]);
    expect(counts(await readTotals(database, day + 1))).toEqual([1, 1, 0]);
    expect(new Set(Object.values(await readTotals(database, day + 2)))).toEqual(new Set([0]));
  });
});

describe("agents of many entries", () => {
  it("are never spread over two pages, and one that alone fills a page is not read", async () => {
    const many = (agent: string, count: number) =>
      Array.from({ length: count }, (_, n) => ({ runId: `${agent}-${n}`, suite: "u", agent, model: `m${n}` }));
    await store([...many("x", 300), ...many("y", 300)]);
    const page: EntryPage = { by: "agent", after: "b", suiteVersionId: undefined, tierId: undefined };
    const first = await readEntryTotals(database, page);
    expect([first?.rows.length, first?.next]).toEqual([300, "x"]);
    const second = await readEntryTotals(database, { ...page, after: "x" });
    expect([second?.rows.length, second?.next]).toEqual([300, undefined]);
    await store(many("y", 501).slice(300));
    expect(await readEntryTotals(database, { ...page, after: "x" })).toBeUndefined();
  });
});
