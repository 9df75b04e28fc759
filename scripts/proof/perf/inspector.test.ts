import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import { Inspector } from "./inspector.ts";

/** A thread of Node with its inspector open: it speaks the same protocol as a Worker's. It computes for so many milliseconds when it is told to. */
const startInspected = async () => {
  const thread = new Worker(
    `const { parentPort } = require("node:worker_threads");
     const inspector = require("node:inspector");
     inspector.open(0, "127.0.0.1");
     parentPort.postMessage(new URL(inspector.url()).port);
     parentPort.on("message", (milliseconds) => {
       const end = performance.now() + milliseconds;
       while (performance.now() < end) Math.sqrt(end);
       parentPort.postMessage("done");
     });`,
    { eval: true },
  );
  const next = () => new Promise<unknown>((resolve) => thread.once("message", resolve));
  const port = Number(await next());
  const compute = async (milliseconds: number) => {
    const done = next();
    thread.postMessage(milliseconds);
    await done;
  };
  return { thread, port, compute };
};

describe("Inspector", () => {
  let end = async () => {};
  afterEach(() => end());

  it("tells what is held, and how long was computed", async () => {
    const { thread, port, compute } = await startInspected();
    const inspector = await Inspector.open(port);
    end = async () => {
      inspector.close();
      await thread.terminate();
    };
    const { usedSize } = await inspector.heapUsage();
    expect(usedSize).toBeGreaterThan(1e6);
    await inspector.startProfile();
    await compute(300);
    const busy = await inspector.stopProfile();
    expect(busy).toBeGreaterThan(100);
    // A thread that others keep from the processor seems busy: one pause of several without that is enough.
    const idle: number[] = [];
    for (let pause = 0; pause < 5 && !idle.some((computed) => computed < busy / 2); pause++) {
      await inspector.startProfile();
      await new Promise((resolve) => setTimeout(resolve, 100));
      idle.push(await inspector.stopProfile());
    }
    expect(Math.min(...idle)).toBeLessThan(busy / 2);
  });
});
