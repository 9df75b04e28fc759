import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { csv } from "./csv.ts";
import { openMade, payloadsOf } from "./testing/made-file.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "csv-"));
});
afterAll(() => rm(folder, { recursive: true }));

const runsOf = async (text: string) => {
  const path = join(folder, "made.csv");
  await writeFile(path, text);
  const { file } = await openMade(path);
  return await payloadsOf(csv, file, { suite: "made", startedAt: "2026-01-02T00:00:00.000Z", agent: "a" });
};

describe("csv", () => {
  it("makes a run of a row, empty cells being absent", async () => {
    const [run] = await runsOf(
      "\uFEFFrunId,scenario,tier,status,isSuccessful,totalScore,costUsd,tokensIn,evaluation:Tests,evaluation:Judge,metadata,outcome\r\n" +
        'r1,"a ""quoted"",\nname ",L1,completed,TRUE,0.5,0.25,,3/4,0.5,"{""key"": [1]}",pass\r\n'.replace("\n", " "),
    );
    expect(run).toEqual({
      runId: "r1",
      suite: "made",
      scenario: 'a "quoted", name ',
      tier: "L1",
      agent: "a",
      status: "completed",
      startedAt: "2026-01-02T00:00:00.000Z",
      isSuccessful: true,
      totalScore: 0.5,
      evaluations: [
        { evaluatorName: "Tests", score: 3, maxScore: 4 },
        { evaluatorName: "Judge", score: 0.5, maxScore: 1 },
      ],
      telemetry: { costUsd: 0.25 },
      metadata: { key: [1] },
    });
  });

  it("takes the apostrophe away that the export puts before a formula", async () => {
    expect(await runsOf("runId,scenario\nr,'=1+1\n")).toMatchObject([
      { scenario: "=1+1", tier: "default", status: "completed" },
    ]);
  });

  it("names rows without a runId by their content, equal ones by their place among each other", async () => {
    const ids = async (text: string) => (await runsOf(text)).map(({ runId }) => runId);
    const rows = await ids("scenario,isSuccessful\na,true\na,true\nb,false\n");
    expect(new Set(rows).size).toBe(3);
    expect(await ids("scenario,isSuccessful\nb,false\na,true\na,true\n")).toEqual([rows[2], rows[0], rows[1]]);
  });

  it("names the line and the column of a wrong value, and a column that is no field", async () => {
    await expect(runsOf("scenario,costUsd\na,1\nb,cheap\n")).rejects.toThrow(
      "line 3, costUsd: must be a number such as 0.5 or 1200, without a unit: cheap",
    );
    await expect(runsOf("scenario,isSuccessful\na,maybe\n")).rejects.toThrow(
      "line 2, isSuccessful: must be true or false",
    );
    await expect(runsOf("scenario,metadata\na,[]\n")).rejects.toThrow("line 2, metadata: must be a JSON object");
    await expect(runsOf("scenario,colour\na,red\n")).rejects.toThrow('line 1: "colour" is not a field of a run');
    await expect(runsOf("scenario,totalScor\na,1\n")).rejects.toThrow(
      /"totalScor" is not a field of a run.*totalScore/,
    );
    await expect(runsOf("Scenario,tier\na,L1\n")).rejects.toThrow(
      /line 1: "Scenario" is not a field of a run.*scenario/,
    );
    await expect(runsOf('scenario,tier\na,"L1\n')).rejects.toThrow(/it is not valid CSV: .*line 2/);
    await expect(runsOf("scenario,startedAt\na,May\n")).rejects.toThrow("line 2, startedAt: must be a day or a moment");
  });

  it("refuses a row that is longer or shorter than the header, and a column that appears twice", async () => {
    await expect(runsOf("scenario,tier\na\n")).rejects.toThrow("line 2 has 1 value, and the header has 2 columns");
    await expect(runsOf("scenario,tier\na,L1,x\n")).rejects.toThrow(
      "line 2 has 3 values, and the header has 2 columns",
    );
    await expect(runsOf("scenario,isSuccessful,isSuccessful\na,true,false\n")).rejects.toThrow(
      'line 1: the column "isSuccessful" appears twice',
    );
  });

  it("takes blanks around values, and a comma at the end of every line", async () => {
    expect(await runsOf("scenario, isSuccessful, costUsd,\na, true, 0.25,\n")).toMatchObject([
      { scenario: "a", isSuccessful: true, telemetry: { costUsd: 0.25 } },
    ]);
    await expect(runsOf("scenario,\na,what\n")).rejects.toThrow(
      "line 2, column 2: the header has no name for this column: what",
    );
  });

  it("takes what a spreadsheet writes where decimals have a comma, and tabs", async () => {
    expect(await runsOf("scenario;totalScore;evaluation:E\na;0,5;1,5/3\n")).toMatchObject([
      { totalScore: 0.5, evaluations: [{ score: 1.5, maxScore: 3 }] },
    ]);
    expect(await runsOf("scenario\ttotalScore\na\t0.5\n")).toMatchObject([{ totalScore: 0.5 }]);
    await expect(runsOf('scenario,tokensIn\na,"1,234"\n')).rejects.toThrow("line 2, tokensIn: must be a number");
  });

  it("takes a day for its midnight in UTC", async () => {
    expect(await runsOf("scenario,startedAt,completedAt\na,2026-01-03,2026-01-03 12:00\n")).toMatchObject([
      { startedAt: "2026-01-03T00:00:00.000Z", completedAt: "2026-01-03T12:00:00.000Z" },
    ]);
  });
});
