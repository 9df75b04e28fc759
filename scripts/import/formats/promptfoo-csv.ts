import { type CsvRow, withPoint } from "../reading/csv-rows.ts";
import { nameIn, objectIn, plainText, scoreIn, withoutAbsent } from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Content } from "../reading/open-content.ts";
import { parseJson } from "../reading/parse-json.ts";
import type { Draft, StatedScore } from "./importer.ts";
import { varsText } from "./promptfoo-tests.ts";
import { fingerprintOf, runIdOf } from "./run-id.ts";

/** The head of a column of outputs: [provider] prompt. */
const OUTPUT = /^\[(.+?)\] ?(.*)$/s;

export const isOutputColumn = (column: string): boolean => OUTPUT.test(column);

/** Where a cell of older tables says what became of it; newer ones have a column Status. */
const VERDICT = /^\[(PASS|FAIL|ERROR)\] ?/;

/** A column of outputs with those that describe it, up to the next one. */
interface OutputColumns {
  index: number;
  provider: string;
  prompt: string;
  details: ReadonlyMap<string, number>;
}

/** The runs of a table: a row is a test, whose variables come first, and each column of outputs a provider and a prompt. */
export async function* runsOfTable(content: Extract<Content, { kind: "csv" }>): AsyncGenerator<Draft> {
  const { header } = content;
  const outputs = outputColumns(header);
  const variables = header.slice(0, outputs[0]?.index ?? 0);
  // A test that is repeated is a row each time.
  const seen = new Map<string, number>();
  for await (const row of content.rows()) {
    const { cells } = row;
    const vars = variables.flatMap((name, index) => (name === "Description" ? [] : [[name, cells[index]] as const]));
    const scenario = nameIn(variables[0] === "Description" ? cells[0] : undefined) ?? varsText(vars) ?? "test 1";
    for (const output of outputs) {
      const key = fingerprintOf([cells, output.index]);
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      const run = runOfCell(row, output);
      if (run !== undefined) yield { runId: runIdOf("promptfoo", key, count), scenario, ...run };
    }
  }
}

const outputColumns = (header: readonly string[]): OutputColumns[] => {
  const starts = header.flatMap((column, index) => (isOutputColumn(column) ? [index] : []));
  return starts.map((index, position) => {
    const [, provider = "", prompt = ""] = OUTPUT.exec(header[index] ?? "") ?? [];
    const end = starts[position + 1] ?? header.length;
    const details = new Map(header.slice(index + 1, end).map((name, offset) => [name, index + 1 + offset]));
    return { index, provider, prompt, details };
  });
};

/** The run of a cell; undefined where there is no output. FormatError where nothing says what became of it. */
const runOfCell = (
  { cells, line, delimiter }: CsvRow,
  { index, provider, prompt, details }: OutputColumns,
): Omit<Draft, "runId"> | undefined => {
  const detail = (name: string) => cells[details.get(name) ?? -1] ?? "";
  const text = cells[index] ?? "";
  const status = detail("Status") || VERDICT.exec(text)?.[1];
  if (status === undefined && text === "") return undefined;
  if (status !== "PASS" && status !== "FAIL" && status !== "ERROR") {
    throw new FormatError(`line ${line}: the status of [${provider}] must be PASS, FAIL or ERROR: ${status ?? "none"}`);
  }
  const given = scoreIn(detail("Score") ? withPoint(detail("Score"), delimiter) : undefined, `line ${line}: Score`);
  const score = given ?? Number(status === "PASS");
  const failed = status === "ERROR";
  return {
    model: provider,
    variant: nameIn(prompt, 200),
    ...(failed ? { status: "failed", errorType: "unknown" } : { status: "completed" }),
    totalScore: failed ? undefined : score,
    isSuccessful: failed ? undefined : status === "PASS",
    scores: failed ? [] : namedScores(detail("Named Scores")),
    metadata: withoutAbsent({ format: "promptfoo", reason: plainText(detail("Grader Reason")) }),
    otherwise: { tier: "default", agent: "promptfoo" },
  };
};

const namedScores = (text: string): StatedScore[] =>
  text === ""
    ? []
    : Object.entries(objectIn(parseJson(text)) ?? {}).flatMap(([name, value]) =>
        typeof value === "number" ? [{ name, value }] : [],
      );
