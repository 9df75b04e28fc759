import { afterAll, beforeAll, expect, it } from "vitest";
import { WorkerClient } from "#client/worker-client.ts";
import { type ContractServer, startContractServer } from "../testing/contract-server.ts";
import { requireSuite } from "./known-suite.ts";

const version = (suiteVersion: string | null) => ({
  ...{ suite: "s", title: null, hasRuns: true },
  manifest: null,
  suiteVersion,
});
let server: ContractServer;
beforeAll(async () => {
  const body = { suite: "s", versions: [version("2"), version(null)] };
  server = await startContractServer(() => ({ status: 200, body }));
});
afterAll(() => server.close());

const asked = (suiteVersion?: string) =>
  requireSuite(
    new WorkerClient({ url: server.url }),
    { suite: "s", version: suiteVersion },
    new AbortController().signal,
  );

it.each([[undefined], [""], ["2"]])("takes a suite with a version that is there: %j", async (suiteVersion) => {
  await expect(asked(suiteVersion)).resolves.toBeUndefined();
});

it("says which versions there are", async () => {
  await expect(asked("3")).rejects.toThrow("suite s has no version 3; it has 2, none stated");
});
