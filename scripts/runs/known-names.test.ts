import { afterEach, describe, expect, it } from "vitest";
import { WorkerClient } from "#client/worker-client.ts";
import { examples } from "#contract/openapi/recorded.ts";
import { CliError } from "../command/cli-error.ts";
import { type Answering, type ContractServer, problem, startContractServer } from "../testing/contract-server.ts";
import { requireKnownNames } from "./known-names.ts";

const [agent] = examples.getAgentStats.body;
const [run] = examples.listRuns.body;

let server: ContractServer | undefined;
afterEach(() => server?.close());

/** Asks about a query of a Worker that has runs of what `has` names alone, and answers the rest with the contract's examples, or as given. */
const ask = async (
  query: Parameters<typeof requireKnownNames>[1],
  has: string[] = [],
  given: Answering = () => undefined,
) => {
  server = await startContractServer((asked) => {
    if (asked.id !== "listRuns") return given(asked);
    const names = Object.keys(asked.query).filter((name) => name !== "limit");
    return { status: 200, body: names.some((name) => has.includes(name)) ? [run] : [] };
  });
  const client = new WorkerClient({ url: server.url, retries: 0 });
  await requireKnownNames(client, query, new AbortController().signal);
  return server.asked.map(({ id }) => id);
};

/** Refuses what an operation is asked for. */
const refusing =
  (id: string): Answering =>
  (asked) =>
    asked.id === id ? problem(404, `none, said ${id}`) : undefined;

describe("requireKnownNames", () => {
  it.each([
    [{ suite: "siute" }, "getSuite"],
    [{ suite: "s", scenario: "scenari" }, "getScenarioStats"],
    [{ tier: "L9" }, "getAgentStats"],
    [{ batchId: "b" }, "getBatch"],
  ])("leaves the word to the Worker, which knows what is near: %j", async (query, id) => {
    await expect(ask(query, [], refusing(id))).rejects.toThrow(`none, said ${id}`);
  });

  it.each([
    [{ agent: "ehco" }, "no run states the agent ehco (did you mean echo?)"],
    [{ model: "example/model-1" }, "no run states the model example/model-1 (did you mean example/model-2?)"],
    [{ variant: "far from all" }, "no run states the variant far from all"],
    [{ scenario: "nothing" }, "no run is of a scenario nothing"],
  ])("names what no run states: %j", async (query, message) => {
    const entries = [{ ...agent?.entries[0], agent: "echo", model: "example/model-2" }];
    const given = () => ({ status: 200, body: [{ ...agent, entries }] });
    await expect(ask(query, [], given)).rejects.toThrow(new CliError(message));
  });

  it("asks no more of a name that some run has, or that stands for none", async () => {
    const query = { agent: "a", model: "", variant: "v", tier: "t", scenario: "c" };
    const asked = await ask(query, ["agent", "variant", "tier", "scenario"]);
    expect(asked).toEqual(["listRuns", "listRuns", "listRuns", "listRuns"]);
  });

  it("looks behind pages that hold none of the runs", async () => {
    server = await startContractServer(({ id, query }) => {
      if (id !== "listRuns") return undefined;
      const isLast = query["cursor"] !== undefined;
      return { status: 200, body: isLast ? [run] : [], headers: isLast ? {} : { "x-next-cursor": "1000.1" } };
    });
    const client = new WorkerClient({ url: server.url, retries: 0 });
    await requireKnownNames(client, { variant: "v", scenario: "c" }, new AbortController().signal);
    expect(server.asked.map(({ id }) => id)).toEqual(Array.from({ length: 4 }, () => "listRuns"));
  });

  it("takes the scenario of an older version for known", async () => {
    const query = { suite: "s", scenario: "old" };
    expect(await ask(query, ["scenario"], refusing("getScenarioStats"))).toEqual(["getSuite", "listRuns"]);
  });
});
