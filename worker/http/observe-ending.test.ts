import { env } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Observation, observe } from "./observe.ts";
import { streamText } from "./streamed.ts";

type Answer = (database: D1Database, observation: Observation) => Response | Promise<Response>;

/** Has a request answered so, and keeps what is logged of it and what the Worker is kept for. */
const observed = async (answer: Answer) => {
  const log = vi.fn();
  const kept: Promise<unknown>[] = [];
  const response = await observe(
    new Request("http://localhost/api/things"),
    { DB: env.DB },
    async ({ DB }, observation) => answer(DB, observation),
    { log, waitUntil: (work) => void kept.push(work) },
  );
  return { response, log, kept };
};

async function* lines(failure?: Error) {
  yield "a\n";
  if (failure) throw failure;
  yield "b\n";
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("what is logged of a request", () => {
  it("is how long it took, to a tenth of a millisecond", async () => {
    const now = vi.spyOn(performance, "now").mockReturnValueOnce(1_000).mockReturnValue(1_012.34);
    const { log } = await observed(() => new Response("x", { status: 201 }));
    now.mockRestore();
    expect(log.mock.calls).toMatchObject([[{ method: "GET", route: null, status: 201, milliseconds: 12.3 }]]);
    expect(log.mock.calls[0]?.[0]).not.toHaveProperty("brokenOff");
  });

  it("is written where a streamed answer is over, and the Worker is kept until then", async () => {
    const { response, log, kept } = await observed(() => streamText(lines(), {}));
    expect([log.mock.calls.length, kept.length]).toEqual([0, 1]);
    expect(await response.text()).toBe("a\nb\n");
    await kept[0];
    expect(log).toHaveBeenCalledOnce();
    expect(log.mock.calls[0]?.[0]).not.toHaveProperty("brokenOff");
  });

  it("says that the reader went away", async () => {
    const { response, log, kept } = await observed(() => streamText(lines(), {}));
    await response.body?.cancel();
    await kept[0];
    expect(log.mock.calls).toMatchObject([[{ brokenOff: "by the reader", status: 200 }]]);
  });

  it("says that an error came, and has it whole under the id that the answer has", async () => {
    const write = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const failure = new Error("the disk is gone");
    const { response, log, kept } = await observed(() => streamText(lines(failure), {}));
    await expect(response.text()).rejects.toThrow();
    await kept[0];
    expect(log.mock.calls).toMatchObject([[{ brokenOff: "by an error" }]]);
    expect(write.mock.calls).toEqual([[`internal error ${response.headers.get("x-request-id")}`, failure]]);
  });

  it("is told to whoever charges for the rows, which the Worker is kept for", async () => {
    const charged: number[] = [];
    const { log, kept } = await observed(async (database, observation) => {
      observation.route = "/api/things";
      observation.charge = async (rows) => void charged.push(rows);
      await database.prepare("SELECT * FROM snapshot_state").all();
      return new Response("x");
    });
    expect([charged, kept.length]).toEqual([[1], 1]);
    expect(log.mock.calls).toMatchObject([[{ route: "/api/things", database: { queries: 1, rowsRead: 1 } }]]);
  });
});
