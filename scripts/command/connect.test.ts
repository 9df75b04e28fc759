import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import examples from "#contract/openapi/examples.json" with { type: "json" };
import { type ContractServer, startContractServer } from "../testing/contract-server.ts";
import { CliError, UsageError } from "./cli-error.ts";
import { clientFor, requireWorker } from "./connect.ts";

let answering: ContractServer;
let broken: ContractServer;
beforeAll(async () => {
  answering = await startContractServer();
  broken = await startContractServer(({ id }) =>
    id === "getHealth"
      ? { status: 503, body: { ...examples.getHealth.body, status: "unavailable", database: false } }
      : undefined,
  );
});
afterAll(() => {
  answering.close();
  broken.close();
});
afterEach(() => vi.unstubAllEnvs());

describe("clientFor", () => {
  it("takes the option before the environment's Worker, and that before the local one", () => {
    vi.stubEnv("ZE_BENCHMARKS_WORKER_URL", "http://environment.test");
    expect(clientFor({ url: "https://option.test/" }).url).toBe("https://option.test");
    expect(clientFor({}).url).toBe("http://environment.test");
    vi.stubEnv("ZE_BENCHMARKS_WORKER_URL", "");
    expect(clientFor({}).url).toBe("http://localhost:8787");
  });

  it.each(["localhost:8787", "no url", "file:///etc"])("refuses %j as a URL", (url) => {
    expect(() => clientFor({ url })).toThrow(UsageError);
  });
});

describe("requireWorker", () => {
  it("passes where the Worker and its database answer", async () => {
    await expect(requireWorker(clientFor({ url: answering.url }))).resolves.toBeUndefined();
  });

  it("says how to start a Worker where none answers", async () => {
    const failure = requireWorker(clientFor({ url: "http://127.0.0.1:9" }));
    await expect(failure).rejects.toBeInstanceOf(CliError);
    await expect(failure).rejects.toThrow(/^no answer from .*\nstart a Worker here with npm start/);
  });

  it("says that the database does not answer", async () => {
    await expect(requireWorker(clientFor({ url: broken.url }))).rejects.toThrow(/answers, but its database does not$/);
  });
});
