import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AGGREGATES_SQL } from "./aggregates-sql.ts";
import { CHANGES_SQL } from "./changes-sql.ts";

// `npm run db:generate`: lets drizzle-kit write the migration that brings the tables up to tables.ts, adds what it cannot express, and
// writes the views and triggers anew where they differ from those of the last migration that has them.

const FOLDER = join(import.meta.dirname, "..", "migrations");
const BREAK = "\n--> statement-breakpoint\n";
const TRIGGERS = "triggers";

/** Tables that keep their rowid: those whose rows are numbered. */
const WITH_ROWID = [
  ...["benchmark_runs", "decisions", "snapshot_state", "days"],
  ...["suite_versions", "entries", "scenarios", "tiers", "manifests"],
];

const migrations = (): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith(".sql"))
    .sort();

const drizzleKit = (...options: string[]): string[] => {
  const before = new Set(migrations());
  execFileSync("drizzle-kit", ["generate", "--config", "worker/db/drizzle.config.ts", ...options], {
    stdio: "inherit",
  });
  return migrations().filter((name) => !before.has(name));
};

/** A table that is its own primary key: a row is one written row, not two, and a scan in the key's order needs no sort. */
const withoutRowid = (sql: string): string =>
  sql.replace(/^CREATE TABLE `(\w+)` \([\s\S]*?^\);$/gm, (statement, table: string) =>
    WITH_ROWID.includes(table) ? statement : statement.replace(/;$/, " WITHOUT ROWID;"),
  );

const triggers = [...AGGREGATES_SQL, CHANGES_SQL].map((sql) => sql.trim()).join(BREAK);

const dropped = (sql: string): string[] =>
  Array.from(
    sql.matchAll(/^CREATE (TRIGGER|VIEW) (\w+)/gm),
    ([, kind, name]) => `DROP ${kind} IF EXISTS ${name};`,
  ).reverse();

const headed = (sql: string) =>
  `-- Made by npm run db:generate from the list of measures: not to be changed by hand.\n${sql}\n`;

const writeTriggers = (): void => {
  const last = migrations().findLast((name) => name.endsWith(`_${TRIGGERS}.sql`));
  const present = last === undefined ? "" : readFileSync(join(FOLDER, last), "utf8");
  if (present.endsWith(`${triggers}\n`)) return;
  for (const name of drizzleKit("--custom", `--name=${TRIGGERS}`)) {
    writeFileSync(join(FOLDER, name), headed([...dropped(present), triggers].join(BREAK)));
  }
};

for (const name of drizzleKit("--name=tables")) {
  const file = join(FOLDER, name);
  writeFileSync(file, withoutRowid(readFileSync(file, "utf8")));
}
writeTriggers();
const newest = migrations().at(-1);
writeFileSync(
  join(FOLDER, "..", "newest-migration.ts"),
  `/** The name of the newest migration; written by npm run db:generate. */\nexport const NEWEST_MIGRATION = "${newest}";\n`,
);
