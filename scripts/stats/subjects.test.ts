import { afterEach, describe, expect, it } from "vitest";
import { WorkerClient } from "#client/worker-client.ts";
import { examples } from "#contract/openapi/recorded.ts";
import { type ContractServer, startContractServer } from "../testing/contract-server.ts";
import { type StatsOptions, SUBJECTS } from "./subjects.ts";

let server: ContractServer | undefined;
afterEach(() => server?.close());

/** Asks for a subject where every list has three pages of what the example has. */
const ask = async (subject: keyof typeof SUBJECTS, options: StatsOptions, ...names: string[]) => {
  server = await startContractServer(({ id, query }) => {
    const next = { undefined: "1.1", "1.1": "1.2" }[String(query["cursor"])];
    const { status, body } = examples[id as "getSuiteStats"];
    return { status, body, headers: next === undefined ? {} : { "x-next-cursor": next } };
  });
  const { signal } = new AbortController();
  const { answer } = await SUBJECTS[subject].ask(
    { client: new WorkerClient({ url: server.url }), options, signal },
    ...names,
  );
  return { answer, asked: server.asked };
};
const cursors = (asked: ContractServer["asked"]) => asked.map(({ query }) => query["cursor"]);
const thrice = <T>(items: readonly T[]): T[] => [...items, ...items, ...items];

describe("a subject", () => {
  it.each([
    ["agents", "getAgentStats"],
    ["models", "getModelStats"],
    ["evaluators", "getEvaluatorStats"],
  ] as const)("has the items of all pages of %s", async (subject, id) => {
    const { answer, asked } = await ask(subject, {});
    expect(answer).toEqual(thrice<unknown>(examples[id].body));
    expect(cursors(asked)).toEqual([undefined, "1.1", "1.2"]);
  });

  it("has the scenarios of all pages of a suite, and its other figures once", async () => {
    const { answer, asked } = await ask("suite", { suiteVersion: "2", tier: "L1" }, "s");
    const { body } = examples.getSuiteStats;
    expect(answer).toEqual({ ...body, scenarioBreakdown: thrice(body.scenarioBreakdown) });
    expect(asked[2]).toMatchObject({ names: ["s"], query: { suiteVersion: "2", tier: "L1", cursor: "1.2" } });
  });

  it("has the entries of all pages of a scenario", async () => {
    const { answer, asked } = await ask("scenario", { suiteVersion: "2" }, "s", "c");
    const { body } = examples.getScenarioStats;
    expect(answer).toEqual({ ...body, agentComparison: thrice(body.agentComparison) });
    expect(asked[1]).toMatchObject({ names: ["s", "c"], query: { suiteVersion: "2", cursor: "1.1" } });
  });

  it.each([
    ["overview", [], "getStats"],
    ["trends", ["tests"], "getEvaluatorTrends"],
  ] as const)("asks for %s of all days unless told otherwise", async (subject, names, id) => {
    expect((await ask(subject, {}, ...names)).asked).toEqual([{ id, names, query: { days: "all" } }]);
    expect((await ask(subject, { days: "7" }, ...names)).asked).toEqual([{ id, names, query: { days: "7" } }]);
  });

  it("says which options each takes", () => {
    const taking = (option: keyof StatsOptions) =>
      Object.entries(SUBJECTS).flatMap(([name, { options }]: [string, { options: readonly string[] }]) =>
        options.includes(option) ? [name] : [],
      );
    expect(taking("days")).toEqual(["overview", "trends"]);
    expect(taking("suite")).toEqual(["agents", "models", "evaluators"]);
    expect(taking("suiteVersion")).toEqual(["agents", "models", "board", "suite", "scenario", "evaluators"]);
    expect(taking("tier")).toEqual(taking("suiteVersion").filter((name) => name !== "evaluators"));
    expect(taking("metric")).toEqual(["board"]);
  });
});
