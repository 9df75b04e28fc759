import { describe, expect, it } from "vitest";
import { PublicTelemetrySchema } from "#contract/runs/run.ts";
import { draw } from "./testing/draw.tsx";
import { WhatItTook } from "./WhatItTook.tsx";

const used = (fields: object) => PublicTelemetrySchema.partial().parse(fields);
const run = (runId: string, fields: object) => ({
  runId,
  scenario: "c",
  tier: "L0",
  telemetry: PublicTelemetrySchema.parse(fields),
});
const compared = {
  runs: [run("1", { costUsd: 1 }), run("2", { costUsd: 2 }), run("3", { costUsd: 3 })],
  where: "of here",
};

describe("WhatItTook", () => {
  it("says so where nothing is reported", () => {
    expect(draw(<WhatItTook telemetry={{}} compared={compared} />).text).toBe(
      "This run reports neither its cost nor its tokens nor its time.",
    );
  });

  it("names each amount, and n/a where one is not known", () => {
    const telemetry = used({ costUsd: 0.5, tokensIn: 1000, toolCalls: 12 });
    const took = draw(<WhatItTook telemetry={telemetry} compared={undefined} />);
    expect(took.texts("th")).toEqual(["Cost", "Tokens", "Time", "Tool calls"]);
    expect(took.texts("td[data-numeric]")).toEqual(["$0.50", "1k", "n/a", "12"]);
    expect(took.texts("b")).toEqual(["$0.50", "1k", "12"]);
    expect(took.all(".note, .run-strip")).toEqual([]);
  });

  it("places an amount among those of the runs that it is compared with", () => {
    const took = draw(<WhatItTook telemetry={used({ costUsd: 3, durationMs: 1000 })} compared={compared} />);
    expect(took.texts(".note")).toEqual(["Blue: this run. Grey: 3 runs of here, ▾ their median."]);
    expect(took.all(".run-strip")).toHaveLength(1);
    expect(took.values(".run-strip i:not([class])", "style")).toEqual(["--at:0.04", "--at:0.5", "--at:0.96"]);
    expect(took.values(".run-median", "style")).toEqual(["--at:0.5"]);
    expect(took.values(".run-own", "style")).toEqual(["--at:0.96"]);
    expect(took.texts("tr:nth-child(1) td:nth-child(4)")).toEqual(["1.5 × the median median $2.00"]);
    expect(took.texts("tr:nth-child(3) td:nth-child(4)")).toEqual([""]);
  });
});
