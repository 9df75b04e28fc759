import type { DownloadFile } from "../../kept/hand-over.ts";
import { hasEffectsFile, hasTaskFiles } from "../../snapshot/left-out.ts";
import { agentPath, modelPath, scenarioPath, tierPath } from "../../snapshot/links.ts";
import { matrixOf } from "../../snapshot/matrix.ts";
import { snapshot, suites } from "../../snapshot/report.ts";
import { agents, batches, changedVersions, models } from "../../snapshot/routes.ts";
import { scenariosOf } from "../../snapshot/scenarios.ts";
import type { SuiteVersion } from "../../snapshot/suites.ts";
import { boardFiles } from "./board-files.ts";
import { csvOf, type Table } from "./table.ts";
import {
  batchesTable,
  boardCellsTable,
  effectsTable,
  leaderboardTable,
  matrixTable,
  participantsTable,
  participantTable,
  scenariosTable,
  scenarioTable,
} from "./tables.ts";

/** A table that can be downloaded, as `.csv` and as `.json`. */
interface Download {
  /** Its address without the ending. */
  path: string;
  table: () => Table;
  /** What it is about, by the words of the API. */
  about: Readonly<Record<string, string | undefined>>;
}

const ofVersion = (version: SuiteVersion): Download[] => {
  const { suite, suiteVersion, path } = version;
  const about = { suite, suiteVersion };
  return [
    { path: `${path}leaderboard`, table: () => leaderboardTable(version, undefined), about },
    { path: `${path}cells`, table: () => boardCellsTable(version, undefined), about },
    ...version.tiers.flatMap((tier, position) => [
      {
        path: `${tierPath(version, tier)}leaderboard`,
        table: () => leaderboardTable(version, position),
        about: { ...about, tier },
      },
      {
        path: `${tierPath(version, tier)}cells`,
        table: () => boardCellsTable(version, position),
        about: { ...about, tier },
      },
    ]),
    { path: `${path}scenarios`, table: () => scenariosTable(version), about },
    { path: `${path}matrix`, table: () => matrixTable(matrixOf(version)), about },
    ...(hasEffectsFile(version) ? [{ path: `${path}effects`, table: () => effectsTable(version), about }] : []),
    ...(hasTaskFiles(version) ? scenariosOf(version) : []).map((scenario) => ({
      path: `${scenarioPath(version, scenario.name)}scenario`,
      table: () => scenarioTable(version, scenario),
      about: { ...about, scenario: scenario.name },
    })),
  ];
};

const downloads = (): Download[] => [
  ...changedVersions.flatMap(ofVersion),
  { path: "/data/agents", table: () => participantsTable(agents), about: {} },
  { path: "/data/models", table: () => participantsTable(models), about: {} },
  { path: "/data/batches", table: () => batchesTable(batches), about: {} },
  ...agents.map((agent) => ({
    path: `${agentPath(agent.name)}standings`,
    table: () => participantTable(agent),
    about: { agent: agent.name },
  })),
  ...models.map((model) => ({
    path: `${modelPath(model.name)}standings`,
    table: () => participantTable(model),
    about: { model: model.name },
  })),
];

/** As JSON a table carries the snapshot's id, what it is about, the names of its columns, and its rows as lists in that order. */
const jsonOf = ({ columns, rows }: Table, about: Download["about"]): string =>
  // JSON has null for a value that is absent from a list.
  JSON.stringify({ snapshot: snapshot.id, createdAt: snapshot.createdAt, ...about, columns, rows });

/** Every table of the site as CSV and as JSON, and every board whole, those of them that are wanted, each made when it is its turn. */
export function* downloadFiles(isWanted: (path: string) => boolean): Generator<DownloadFile> {
  for (const { path, table, about } of downloads()) {
    const [csv, json] = [`${path}.csv`, `${path}.json`];
    const wanted = [csv, json].filter(isWanted);
    if (wanted.length === 0) continue;
    const made = table();
    for (const one of wanted) yield { path: one, text: one === csv ? csvOf(made) : jsonOf(made, about) };
  }
  for (const suite of suites) {
    for (const { path, make } of boardFiles(suite, snapshot, (version) => changedVersions.includes(version))) {
      if (isWanted(path)) yield { path, text: make() };
    }
  }
}
