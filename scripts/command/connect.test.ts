import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { examples } from "#contract/openapi/recorded.ts";
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

describe("clientFor", () => {
  it("takes the option before the environment's Worker, and that before the local one", () => {
    const context = { env: { ZE_BENCHMARKS_WORKER_URL: "http://environment.test" } };
    expect(clientFor(context, { url: "https://option.test/" }).url).toBe("https://option.test");
    expect(clientFor(context, {}).url).toBe("http://environment.test");
    expect(clientFor({ env: { ZE_BENCHMARKS_WORKER_URL: "" } }, {}).url).toBe("http://localhost:8787");
  });

  it.each(["localhost:8787", "no url", "file:///etc"])("refuses %j as a URL", (url) => {
    expect(() => clientFor({ env: {} }, { url })).toThrow(UsageError);
  });
});

describe("requireWorker", () => {
  it("passes where the Worker and its database answer", async () => {
    await expect(requireWorker(clientFor({ env: {} }, { url: answering.url }))).resolves.toBeUndefined();
  });

  it("says how to start a Worker where none answers", async () => {
    const failure = requireWorker(clientFor({ env: {} }, { url: "http://127.0.0.1:9" }));
    await expect(failure).rejects.toBeInstanceOf(CliError);
    await expect(failure).rejects.toThrow(
      /^no answer from .*\nnpm start in a checkout .* starts one; --url names another$/,
    );
  });

  it("says that the database does not answer", async () => {
    await expect(requireWorker(clientFor({ env: {} }, { url: broken.url }))).rejects.toThrow(
      /answers, but its database does not$/,
    );
  });
});
