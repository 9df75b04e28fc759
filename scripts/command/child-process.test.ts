import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runChild, startChild } from "./child-process.ts";

/** A child of a child connects to this server: the connection ends when, and only when, that process does. */
const server = createServer();
let port = 0;
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

const FOREVER = "setInterval(() => {}, 60000)";

/** Runs a piece of JavaScript in a child. */
const evaluate = (code: string, onLine: (line: string) => void = () => {}) =>
  startChild(process.execPath, ["--eval", code], { onLine });

/** A child that starts one of its own, and ends when that one has read something from the server. */
const FAMILY = (inner: string) => `
  const { spawn } = require("node:child_process");
  const inner = spawn(process.execPath, ["--eval", ${JSON.stringify(inner)}], { stdio: ["ignore", "pipe", "ignore"] });
  inner.stdout.once("data", () => process.exit(4));
`;

const startFamily = async () => {
  const connected = once(server, "connection");
  const child = evaluate(FAMILY(`require("node:net").connect(${port}, "127.0.0.1").pipe(process.stdout)`));
  const [connection] = (await connected) as [Socket];
  // A killed process may end its connection with a reset.
  connection.on("error", () => {});
  return { child, connection, innerEnded: once(connection.resume(), "close") };
};

describe("startChild", () => {
  it("gives lines of both streams without colours, and the exit code", async () => {
    const lines: string[] = [];
    const child = evaluate('console.log("\\x1b[31mred\\x1b[0m"); console.error("bad"); process.exitCode = 3', (line) =>
      lines.push(line),
    );
    expect(await child.ended).toBe(3);
    expect(lines.sort()).toEqual(["bad", "red"]);
  });

  it("ends what the child has started, when it is stopped", async () => {
    const { child, innerEnded } = await startFamily();
    await child.stop();
    await innerEnded;
    expect(await child.ended).toBeNull();
  });

  it("ends what the child has started, when the child ends on its own", async () => {
    const { child, connection, innerEnded } = await startFamily();
    connection.write("end");
    expect(await child.ended).toBe(4);
    await innerEnded;
  });

  it("gives 127 for a program that is not there", async () => {
    expect(await startChild("no-such-program-here", []).ended).toBe(127);
  });
});

describe("runChild", () => {
  it("stops the child and fails with the signal's reason when aborted", async () => {
    const controller = new AbortController();
    const running = runChild(process.execPath, ["--eval", `console.log("up"); ${FOREVER}`], {
      onLine: () => controller.abort(new Error("enough")),
      signal: controller.signal,
    });
    await expect(running).rejects.toThrow("enough");
  });
});
