import { type SQL, sql } from "drizzle-orm";
import { entryOf, formatEntry } from "#contract/names/entry.ts";
import { keyOf } from "#contract/names/key-of.ts";
import type { Run } from "#contract/runs/run.ts";
import { versionKeyOf } from "#contract/suites/compare-versions.ts";
import { pathOf } from "./part-paths.ts";
import { entries, scenarios, suiteVersions, tiers } from "./tables.ts";

type Names = readonly string[];

/** A run by its names; "" and undefined both: it does not state it. */
export interface NamedRun {
  run: Pick<Run, "suite" | "scenario" | "tier" | "agent"> & {
    [Name in "suiteVersion" | "model" | "variant"]?: string | undefined;
  };
}

const distinct = (runs: readonly NamedRun[], namesOf: (run: NamedRun["run"]) => Names): Names[] => [
  ...new Map(runs.map(({ run }) => [keyOf(...namesOf(run)), namesOf(run)])).values(),
];

const rows = (names: readonly Names[]): SQL =>
  sql`json_each(${JSON.stringify(names)}) AS row WHERE true ON CONFLICT DO NOTHING`;

const versionIn = (row: string): SQL => sql`(
  SELECT id FROM ${suiteVersions} WHERE suite = ${sql.raw(row)} ->> 0 AND suite_version = ${sql.raw(row)} ->> 1
)`;

/** The statements that give numbers to names of runs that have none yet: they write nothing for those that have. */
export const nameStatements = (runs: readonly NamedRun[]): SQL[] => {
  const version = ({ suite, suiteVersion = "" }: Pick<NamedRun["run"], "suite" | "suiteVersion">): Names => [
    suite,
    suiteVersion,
  ];
  const ofVersions = distinct(runs, version).map((names): Names => [...names, versionKeyOf(names[1] ?? "")]);
  const ofEntries = distinct(runs, ({ agent, model = "", variant = "", ...run }) => [
    ...version(run),
    agent,
    model,
    variant,
  ]).map((names): Names => {
    const [, , agent = "", model = "", variant = ""] = names;
    return [...names, pathOf(formatEntry(entryOf({ agent, model, variant })))];
  });
  const ofScenarios = distinct(runs, (run) => [...version(run), run.scenario]).map(
    (names): Names => [...names, pathOf(names[2] ?? "")],
  );
  const ofTiers = distinct(runs, ({ tier }) => [tier, pathOf(tier)]);
  return [
    sql`INSERT INTO ${suiteVersions} (suite, suite_version, version_order)
      SELECT row.value ->> 0, row.value ->> 1, row.value ->> 2 FROM ${rows(ofVersions)}`,
    sql`INSERT INTO ${entries} (suite_version_id, agent, model, variant, path)
      SELECT ${versionIn("row.value")}, row.value ->> 2, row.value ->> 3, row.value ->> 4, row.value ->> 5 FROM ${rows(ofEntries)}`,
    sql`INSERT INTO ${scenarios} (suite_version_id, scenario, path)
      SELECT ${versionIn("row.value")}, row.value ->> 2, row.value ->> 3 FROM ${rows(ofScenarios)}`,
    sql`INSERT INTO ${tiers} (tier, path) SELECT row.value ->> 0, row.value ->> 1 FROM ${rows(ofTiers)}`,
  ];
};
