import { afterEach, expect, it } from "vitest";
import { WorkerClient } from "#client/worker-client.ts";
import { exampleIndex, examplePart, examplePartId } from "#contract/openapi/example-snapshot.ts";
import { type ContractServer, problem, startContractServer } from "../testing/contract-server.ts";
import { freezeSnapshot } from "./freeze-snapshot.ts";

const { signal } = new AbortController();
const partText = JSON.stringify(examplePart);
let server: ContractServer;
afterEach(() => server.close());

/** Freezes the example at a server that answers like that, and gives what is said and what it was asked. */
const freezeAt = async (answering: Parameters<typeof startContractServer>[0]) => {
  server = await startContractServer(answering);
  const client = new WorkerClient({ url: server.url, key: "k", retries: 0 });
  const said = freezeSnapshot(client, exampleIndex, async () => partText, signal);
  const text = await said.catch((error: Error) => error.message);
  return { text, asked: server.asked.map(({ id }) => id) };
};

const missing = (...parts: string[]) =>
  problem(
    409,
    "missing",
    parts.map((part) => ({ path: ["parts", part], message: "is missing" })),
  );

it("sends the parts that the Worker lacks, and no others", async () => {
  let isKept = false;
  const { text, asked } = await freezeAt(({ id, names, body, key }) => {
    if (id === "putSnapshotPart") {
      expect({ names, body, key }).toEqual({ names: [examplePartId], body: examplePart, key: "Bearer k" });
      isKept = true;
    }
    return id === "freezeSnapshot" && !isKept ? missing(examplePartId) : undefined;
  });
  expect(text).toBe(`the Worker keeps ${exampleIndex.id.slice(0, 12)} for good; 1 part sent`);
  expect(asked).toEqual(["listFrozenSnapshots", "freezeSnapshot", "putSnapshotPart", "freezeSnapshot"]);
});

it("sends nothing but the index of what is kept already", async () => {
  const { text, asked } = await freezeAt(({ id }) =>
    id === "freezeSnapshot"
      ? { status: 200, body: { success: true, id: exampleIndex.id, duplicate: true } }
      : undefined,
  );
  expect(text).toBe(`the Worker keeps ${exampleIndex.id.slice(0, 12)} already`);
  expect(asked).toEqual(["listFrozenSnapshots", "freezeSnapshot"]);
});

it.each([404, 501])("leaves it to the site where the Worker answers %d", async (status) => {
  const { text, asked } = await freezeAt(() => problem(status, "no bucket"));
  expect(text).toContain("the Worker has no bucket: the site keeps");
  expect(text).toContain("its last 20");
  expect(asked).toEqual(["listFrozenSnapshots"]);
});

it.each([401, 403])("says which key it takes where the Worker answers %d", async (status) => {
  const { text } = await freezeAt(({ id }) => (id === "freezeSnapshot" ? problem(status, "the key") : undefined));
  expect(text).toContain("give a key of scope publish with --key");
});

it("does not send a part again and again", async () => {
  const { text, asked } = await freezeAt(({ id }) => (id === "freezeSnapshot" ? missing(examplePartId) : undefined));
  expect(text).toContain(`took part ${examplePartId}, and says that it lacks it`);
  expect(asked.filter((id) => id === "putSnapshotPart")).toHaveLength(1);
});

it("does not send the index again and again where nothing is missing", async () => {
  const { text, asked } = await freezeAt(({ id }) => (id === "freezeSnapshot" ? problem(409, "another") : undefined));
  expect(text).toContain("answered 409: another; it names no part that it lacks");
  expect(asked).toEqual(["listFrozenSnapshots", "freezeSnapshot"]);
});

it("fails where the Worker does", async () => {
  const { text } = await freezeAt(({ id }) => (id === "freezeSnapshot" ? problem(500, "broken") : undefined));
  expect(text).toContain("answered 500: broken");
});
