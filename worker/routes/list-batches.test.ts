import { beforeEach, describe, expect, it } from "vitest";
import { BatchListSchema, type BatchSummary } from "#contract/batches/batch-details.ts";
import { call, costOf, post, postLines } from "../testing/call.ts";
import { makeRun } from "../testing/make-run.ts";

const readPages = async (query: string): Promise<BatchSummary[]> => {
  const seen: BatchSummary[] = [];
  let path: string | undefined = `/api/batches?${query}`;
  while (path) {
    const response = await call(path);
    expect(response.status).toBe(200);
    seen.push(...BatchListSchema.parse(await response.json()));
    path = /<([^>]+)>; rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
    expect(path === undefined).toBe(response.headers.get("x-next-cursor") === null);
  }
  return seen;
};

const names = (batches: readonly BatchSummary[]) => batches.map(({ batchId }) => batchId);

/** Names that hold what cursors, headers and links have to survive. */
const nameOf = (position: number) => `${["plain", "a~b", "100% é🎉", "x,y", "a/b?c#d"][position % 5]}${position}`;

describe("GET /api/batches", () => {
  beforeEach(async () => {
    for (let position = 0; position < 25; position++) {
      await post("/api/results/batch", {
        batchId: nameOf(position),
        // Several at the same moment: pages must not lose any of them.
        createdAt: 1_761_248_531_186 + Math.floor(position / 4),
        completedAt: position % 3 ? 1_761_248_999_000 : undefined,
      });
    }
    await postLines(
      Array.from({ length: 60 }, (_, position) =>
        makeRun({
          runId: `run-${position}`,
          batchId: nameOf(position % 20),
          isSuccessful: position % 7 < position % 5,
          startedAt: "2025-10-23T20:00:00Z",
          completedAt: null,
        }),
      ),
    );
  });

  it("lists the newest first, in pages that together hold every batch once", async () => {
    const all = await readPages("limit=4");
    expect(names(all).sort()).toEqual(Array.from({ length: 25 }, (_, position) => nameOf(position)).sort());
    const moments = all.map(({ createdAt }) => createdAt ?? 0);
    expect(moments).toEqual(moments.toSorted((a, b) => b - a));
  });

  it("sorts by the recomputed share of passes, those without a run last", async () => {
    const all = await readPages("limit=4&sortBy=score");
    expect(names(all).sort()).toEqual(Array.from({ length: 25 }, (_, position) => nameOf(position)).sort());
    const shares = all.map(({ passShare }) => passShare ?? -1);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(new Set(shares).size).toBeGreaterThan(3);
    expect(all.at(-1)).toMatchObject({ totalRuns: 0, passShare: null, avgScore: null });
  });

  it("gives as many batches as few thousand rows tell of, where each has many entries", async () => {
    for (let batch = 0; batch < 4; batch += 1) {
      await postLines(
        Array.from({ length: 1_100 }, (_, entry) =>
          makeRun({
            runId: `${batch}.${entry}`,
            batchId: `large-${batch}`,
            agent: `a${entry}`,
            isSuccessful: entry > batch,
          }),
        ),
      );
    }
    const response = await call("/api/batches?limit=100");
    expect(BatchListSchema.parse(await response.json()).map(({ batchId, totalRuns }) => [batchId, totalRuns])).toEqual([
      ["large-3", 1_100],
      ["large-2", 1_100],
    ]);
    expect(costOf(response).rowsRead).toBeLessThanOrEqual(5_000);
    expect(names(await readPages("limit=100"))).toHaveLength(29);
    expect((await readPages("limit=100&sortBy=score")).map(({ successfulRuns }) => successfulRuns)).toEqual([
      1_097, 1_096,
    ]);
  });

  it.each(["date", "score"])("restricts to a status when sorted by %s", async (sortBy) => {
    const completed = await readPages(`limit=4&status=completed&sortBy=${sortBy}`);
    const running = await readPages(`limit=4&status=running&sortBy=${sortBy}`);
    expect(completed.length).toBe(16);
    expect(running.length).toBe(9);
    expect(completed.every(({ completedAt }) => completedAt !== null)).toBe(true);
    expect(running.every(({ status }) => status === "running")).toBe(true);
  });

  it.each([
    ["limit=0", "limit"],
    ["status=done", "status"],
    ["sortBy=name", "sortBy"],
    ["cursor=nonsense", "cursor"],
    ['cursor=["date",null,"a"]', "cursor"],
    ['sortBy=score&cursor=["date",1,"a"]', "cursor"],
    ["name=x", "name"],
  ])("refuses %s, naming the parameter", async (query, name) => {
    const response = await call(`/api/batches?${query}`);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { detail: string }).detail).toContain(name);
  });

  it("reads few rows a batch of a page (index, batch, name, totals, their sum), on later pages too", async () => {
    const first = await call("/api/batches?limit=5");
    const cursor = encodeURIComponent(first.headers.get("x-next-cursor") ?? "");
    const second = await call(`/api/batches?limit=5&cursor=${cursor}`);
    for (const page of [first, second]) expect(costOf(page).rowsRead).toBeLessThanOrEqual(6 * 5 + 2);
  });
});
