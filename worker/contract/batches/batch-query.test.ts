import { describe, expect, it } from "vitest";
import { saidOf } from "../../testing/said-of.ts";
import { BatchCompareQuerySchema, BatchQuerySchema, batchCursorOf, MAX_COMPARED_BATCHES } from "./batch-query.ts";

describe("the cursor of a list of batches", () => {
  it.each([
    [{ sortBy: "date" as const, value: 1_785_585_600_000, batchId: "b" }, '["date",1785585600000,"b"]'],
    [{ sortBy: "date" as const, value: -1, batchId: "b" }, '["date",-1,"b"]'],
    [{ sortBy: "score" as const, value: 0.5, batchId: "a b" }, '["score",0.5,"a b"]'],
    [{ sortBy: "score" as const, value: 1e-7, batchId: "é" }, '["score",1e-7,"é"]'],
    [{ sortBy: "score" as const, value: null, batchId: "a~b%" }, '["score",null,"a~b%"]'],
  ])("of %j is %s, and is read as the same", (position, text) => {
    expect(batchCursorOf(position)).toBe(text);
    expect(BatchQuerySchema.parse({ sortBy: position.sortBy, cursor: text }).cursor).toEqual(position);
  });

  it.each([
    "",
    "date",
    "date~1~b",
    '["date",null,"b"]',
    '["date","1","b"]',
    '["date",1.5,"b"]',
    '["date",1,""]',
    '["date",1]',
    '["date",1,"b","c"]',
    '["name",1,"b"]',
    '["score",NaN,"b"]',
  ])("is never %j", (cursor) => {
    expect(saidOf(BatchQuerySchema, { cursor })).toEqual(["cursor must be the cursor of an earlier answer, unchanged"]);
  });

  it("is of a list in the same order", () => {
    const said = ["cursor must be the cursor of an answer with the same sortBy"];
    expect(saidOf(BatchQuerySchema, { cursor: '["score",1,"b"]' })).toEqual(said);
    expect(saidOf(BatchQuerySchema, { sortBy: "score", cursor: '["date",1,"b"]' })).toEqual(said);
    expect(saidOf(BatchQuerySchema, { sortBy: "score", cursor: '["score",1,"b"]' })).toEqual([]);
  });
});

describe("a list of batches", () => {
  it("is by date and of fifty, unless it is asked for otherwise", () => {
    expect(BatchQuerySchema.parse({})).toEqual({ sortBy: "date", limit: 50 });
    expect(BatchQuerySchema.parse({ status: "running", sortBy: "score", limit: "7" })).toEqual({
      ...{ status: "running", sortBy: "score", limit: 7 },
    });
  });

  it.each<[object, string]>([
    [{ status: "failed" }, "status must be one of completed, running"],
    [{ sortBy: "name" }, "sortBy must be one of date, score"],
    [{ limit: "0" }, "limit must be a whole number of at least 1, in digits alone"],
    [{ suite: "s" }, "unknown field suite: see the API's documentation for the parameters"],
    [{ sortby: "date" }, "unknown field sortby (did you mean sortBy?)"],
  ])("is refused to whoever asks for %j", (query, said) => {
    expect(saidOf(BatchQuerySchema, query)).toEqual([said]);
  });
});

describe("batches to compare", () => {
  it.each([
    ["a,b", ["a", "b"]],
    ["a,b,a", ["a", "b"]],
    ["a%2Cb,c", ["a,b", "c"]],
    ["50%25,c+d", ["50%", "c+d"]],
    ["a,b,c,d,e", ["a", "b", "c", "d", "e"]],
  ])("are named by %s", (ids, names) => {
    expect(BatchCompareQuerySchema.parse({ ids }).ids).toEqual(names);
  });

  it.each<[object, string]>([
    [{}, "ids must name two to five batches: ids=a,b"],
    [{ ids: ["a", "b"] }, "ids must name two to five batches: ids=a,b"],
    [{ ids: "a" }, "ids must name at least two different batches"],
    [{ ids: "a,a" }, "ids must name at least two different batches"],
    [{ ids: "a,b,c,d,e,f" }, `ids must name at most ${MAX_COMPARED_BATCHES} batches`],
    [{ ids: "a," }, "ids[1] must not hold an empty name"],
    [{ ids: "a,100%" }, "ids must be well percent-encoded where it holds a %"],
    [{ ids: "a,b", limit: "1" }, "unknown field limit: see the API's documentation for the parameters"],
  ])("are not named by %j", (query, said) => {
    expect(saidOf(BatchCompareQuerySchema, query)).toEqual([said]);
  });
});
