import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { command } from "../../bench.ts";
import { type MemoryWorker, startMemoryWorker } from "../../logger/testing/memory-worker.ts";
import { runInProcess } from "../../testing/run-in-process.ts";
import { GREETERS, GREETINGS, type MadeFolder, makeFolder } from "../testing/made-suite.ts";
import { describeEnding } from "./describe-ending.ts";
import { drawOrder } from "./draw-order.ts";

let folder: MadeFolder;
let worker: MemoryWorker;
beforeEach(async () => {
  worker = await startMemoryWorker();
  const files = {
    ...GREETERS,
    "dear.yaml": `kind: command\nrun: [sh, -c, 'echo "{\\"cost\\": 0.5}"']\ntelemetry: { costUsd: $.cost }\n`,
  };
  folder = makeFolder({
    ...Object.fromEntries(Object.entries(GREETINGS).map(([name, text]) => [`suites/${name}`, text])),
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`agents/${name}`, text])),
  });
});
afterEach(() => {
  worker.close();
  folder.remove();
});

const bench = (...args: string[]) =>
  runInProcess(command, [
    ...["suites", "agents", "spool"].flatMap((name) => [`--${name}`, join(folder.path, name)]),
    ...["--url", worker.url, "--key", "k", ...args],
  ]);

describe("npm run bench -- --until", () => {
  it("ends when two are told apart, says so, and keeps the seed with every run", async () => {
    const args = ["--until", "separable:quitter", "--budget", "20", "--trials", "30", "--seed", "s"];
    const { code, errors } = await bench("greetings", "all", "L1", "greeter", ...args);
    expect(code).toBe(0);
    // Python: sum((1 + cos((2*j - 1)*pi/128))**n for j in range(1, 33))/32 is 28.8 for n = 6 and 53.5 for n = 7.
    expect(errors).toContain(
      "Told apart: greeter~~v1 is better than quitter, after 7 pairs of runs. No run reported its cost.",
    );
    expect(errors).toContain("The order was drawn by the seed s.");
    const runs = [...worker.runs.values()];
    expect(runs.map(({ agent }) => agent).sort()).toEqual([...Array(7).fill("greeter"), ...Array(7).fill("quitter")]);
    expect(runs[0]?.metadata).toMatchObject({ draw: { seed: "s", pair: 1 } });
  }, 60_000);

  it.each([
    [
      "equals when every trial is made",
      ["--until", "separable:sleeper", "--budget", "9", "--trials", "2"],
      "quitter",
      "All trials have been run: it is not known which",
    ],
    ["without costs and trials", ["--until", "separable:quitter", "--budget", "9"], "echo", "say with --trials"],
  ])(
    "ends %s",
    async (_, args, agent, message) => {
      const { errors } = await bench("greetings", "all", "L0", agent, ...args);
      expect(errors).toContain(message);
    },
    60_000,
  );

  it.each([
    [["--until", "echo", "--budget", "1"], "greeter", "--until must be separable:ENTRY"],
    [["--until", "separable:echo"], "greeter", "--until needs --budget"],
    [["--budget", "1"], "greeter", "go with --until"],
    [["--until", "separable:echo", "--budget", "0"], "greeter", "--budget must be a number above 0"],
    [["--until", "separable:echo", "--budget", "1", "--margin", "x"], "greeter", "--margin must be a number"],
    [["--until", "separable:echo", "--budget", "1"], "greeter,reader", "compares one AGENT"],
    [["--until", "separable:echo", "--budget", "1", "--batch", "b"], "greeter", "begins anew"],
  ])("refuses %j for %s", async (args, agent, message) => {
    const { code, errors } = await bench("greetings", "all", "L0", agent, ...args);
    expect([code, errors]).toEqual([2, expect.stringContaining(message)]);
    expect(worker.runs.size).toBe(0);
  });
});

describe("drawOrder", () => {
  it("is the same for a seed and a round, and another for another", () => {
    const items = Array.from({ length: 20 }, (_, n) => `${n}`);
    const order = (seed: string, round: number) => drawOrder(items, (item) => item, seed, round).join();
    expect(order("s", 1)).toBe(order("s", 1));
    expect(new Set([items.join(), order("s", 1), order("s", 2), order("t", 1)]).size).toBe(4);
    expect(order("s", 1).split(",").sort()).toEqual(items.toSorted());
  });
});

describe("describeEnding", () => {
  const ending = { isNoWorse: false, pairs: 55, spoilt: 5, spent: 19.5, withoutCost: 0 };
  const sides = { ours: "a", theirs: "b", margin: 0.05 };
  it.each([
    ["worse", {}, "Told apart: a is worse than b, after 55 pairs of runs. $19.50 spent."],
    ["equivalent", {}, "Equivalent: a and b differ by no more than 5 points, after 55 pairs of runs. $19.50 spent."],
    [
      "budget",
      { withoutCost: 1 },
      "The budget is spent: it is not known which of a and b is better, after 55 pairs of runs. $19.50 spent; 1 run did not report any cost.",
    ],
    [
      "budget",
      { isNoWorse: true },
      "The budget is spent: a is no more than 5 points worse than b, and more is not known, after 55 pairs of runs. $19.50 spent.",
    ],
    ["spoilt", {}, "Stopped: the infrastructure failed again and again, in 5 pairs of runs. $19.50 spent."],
  ] as const)("says how it ended: %s %j", (reason, more, sentence) => {
    expect(describeEnding({ ...ending, ...more, reason }, sides)).toBe(sentence);
  });
});
