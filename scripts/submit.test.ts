import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { exampleRun } from "#contract/openapi/example-runs.ts";
import { command } from "./submit.ts";
import { type Answering, type ContractServer, problem, startContractServer } from "./testing/contract-server.ts";
import { runInProcess } from "./testing/run-in-process.ts";

/** Answers as the Worker does for runs of these names. */
const answering: Answering = ({ id, body, key }) => {
  if (id !== "submitRun") return undefined;
  if (key !== "Bearer k") return problem(403, "the key is not valid here");
  const { runId } = body as { runId: string };
  const success = (more: object) => ({ status: 200, body: { success: true, runId, ...more } });
  switch (runId) {
    case "duplicate":
      return success({ duplicate: true });
    case "replaced":
      return success({ replaced: true });
    case "conflict": {
      const issues = ["agent", "totalScore"].map((field) => ({ path: [field], message: "differs" }));
      return problem(409, "run conflict already exists with different content: agent, totalScore", issues);
    }
    case "huge":
      return problem(413, "too large");
    case "forbidden":
      return problem(403, "this key may not submit to suite s");
    default:
      return { ...success({}), status: 201 };
  }
};

let server: ContractServer;
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "submit-"));
  server = await startContractServer(answering);
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  server.asked.length = 0;
});

const submit = (args: string[], input?: string | Uint8Array) =>
  runInProcess(command, ["--url", server.url, "--key", "k", ...args], { cwd: folder, ...(input && { input }) });

const runOf = (runId: string) => ({ ...exampleRun, runId });
const linesOf = (...runIds: string[]) => runIds.map((runId) => `${JSON.stringify(runOf(runId))}\n`).join("");

describe("npm run submit", () => {
  it("submits the run of a file, as it is written", async () => {
    await writeFile(join(folder, "run.json"), JSON.stringify(runOf("new"), null, 2));
    expect(await submit(["run.json"])).toEqual({ code: 0, output: "accepted   new\n", errors: "" });
    expect(server.asked).toEqual([{ id: "submitRun", names: [], query: {}, body: runOf("new"), key: "Bearer k" }]);
  });

  it("says what became of each run in a list", async () => {
    const runs = ["new", "duplicate", "replaced"].map(runOf);
    const { code, output, errors } = await submit(["-"], JSON.stringify(runs));
    expect(output).toMatchInlineSnapshot(`
      "accepted   new
      duplicate  duplicate: already there, with the same content
      replaced   replaced: an earlier state, which was not final
      1 accepted, 1 replaced, 1 duplicate
      "
    `);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
  });

  it("goes on past runs that do not go in, and names their fields", async () => {
    const input = `${linesOf("conflict", "huge")}{"runId":"empty"}\n{cut\n${linesOf("new")}`;
    const { code, output, errors } = await submit(["-"], input);
    expect(code).toBe(1);
    expect(output).toBe("accepted   new\n1 accepted, 1 conflict, 3 rejected\n");
    const lines = errors.split("\n");
    expect(lines[0]).toBe(
      "conflict   conflict (standard input:1): already there, with different content: agent, totalScore",
    );
    expect(lines[1]).toMatch(/^rejected {3}huge \(standard input:2\): .* answered 413: too large$/);
    expect(lines[2]).toMatch(/^rejected {3}empty \(standard input:3\): suite is missing; scenario is missing/);
    expect(lines[3]).toMatch(/^rejected {3}standard input:4: not valid JSON: /);
    expect(server.asked.map(({ body }) => (body as { runId: string }).runId)).toEqual(["conflict", "huge", "new"]);
  });

  it("prints JSON alone with --json", async () => {
    const { code, output } = await submit(["-", "--json"], linesOf("new", "conflict"));
    expect(code).toBe(1);
    expect(JSON.parse(output)).toEqual([
      { place: "standard input:1", runId: "new", result: "accepted" },
      {
        place: "standard input:2",
        runId: "conflict",
        result: "conflict",
        issues: [
          { path: ["agent"], message: "differs" },
          { path: ["totalScore"], message: "differs" },
        ],
      },
    ]);
  });

  it("stops where the key is refused, and says how many runs were not sent", async () => {
    const { code, output, errors } = await submit(["-"], linesOf("new", "forbidden", "duplicate"));
    expect(code).toBe(1);
    expect(output).toBe("accepted   new\n1 accepted\n");
    expect(errors).toMatch(
      /answered 403: this key may not .*\n2 runs were not sent: it is safe to send everything again\n$/,
    );
  });

  it("lets no name in a file steer the terminal", async () => {
    const { errors } = await submit(["-"], '{"runId":"\\u001b[2J"}\n');
    expect(errors).toContain("rejected   \uFFFD[2J (standard input)");
  });

  it("says that a file is not text", async () => {
    const { code, errors } = await submit(["-"], Uint8Array.of(0xff, 0xfe));
    expect({ code, errors }).toEqual({ code: 1, errors: "cannot read standard input: it is not UTF-8\n" });
  });

  it("says how to start a Worker where none answers", async () => {
    const { code, errors } = await submit(["-", "--url", "http://127.0.0.1:9"], linesOf("new"));
    expect(code).toBe(1);
    expect(errors).toMatch(/^no answer from .*\nnpm start in a checkout/);
  });

  it.each([[[]], [["--nonsense"]], [["no-such-file"]], [["."]], [["-", "--url", "no url"]]])(
    "exits with 2 for %j, and asks nothing",
    async (args) => {
      const { code, errors } = await submit(args);
      expect(errors).toMatch(/npm run submit -- --help says more\n$/);
      expect(code).toBe(2);
      expect(server.asked).toEqual([]);
    },
  );
});
