import { describe, expect, it, vi } from "vitest";
import { ProblemSchema } from "#contract/service/problem.ts";
import { invalidError, problemResponse, StatusError } from "./problem.ts";

const bodyOf = async (response: Response) => ProblemSchema.parse(await response.json());

describe("problemResponse", () => {
  it("lets a status error speak for itself", async () => {
    const log = vi.fn();
    const error = new StatusError(409, "it is there already", {
      issues: [{ path: ["a"], message: "differs" }],
      headers: { "retry-after": "7" },
    });
    const response = problemResponse(error, "request-1", log);
    expect(response.status).toBe(409);
    expect(Object.fromEntries(response.headers)).toEqual({
      "retry-after": "7",
      "content-type": "application/problem+json; charset=utf-8",
      "cache-control": "no-store",
    });
    expect(await bodyOf(response)).toEqual({
      type: "about:blank",
      title: "Conflict",
      status: 409,
      detail: "it is there already",
      error: "it is there already",
      issues: [{ path: ["a"], message: "differs" }],
    });
    expect(log).not.toHaveBeenCalled();
  });

  it("tells of anything else only where the log has it, which has it whole", async () => {
    const log = vi.fn();
    for (const error of [new TypeError("D1_ERROR: private words"), "private words", undefined]) {
      const response = problemResponse(error, "request-2", log);
      expect(response.status).toBe(500);
      const problem = await bodyOf(response);
      expect(problem).toMatchObject({ title: "Internal Server Error", id: "request-2" });
      expect(problem.detail).toContain("request-2");
      expect(JSON.stringify(problem)).not.toContain("private");
      expect(log).toHaveBeenLastCalledWith("internal error request-2", error);
    }
  });

  it("writes into the log of the platform unless told otherwise", () => {
    const write = vi.spyOn(console, "error").mockImplementation(() => undefined);
    problemResponse(new Error("x"), "request-3");
    expect(write).toHaveBeenCalledOnce();
    write.mockRestore();
  });
});

describe("invalidError", () => {
  const issues = [
    { path: ["suite"], message: "is missing" },
    { path: ["evaluations", 0, "score"], message: "must be at most 100" },
    { path: [], message: "has too many fields" },
  ];

  it("says in one line what is wrong where, and keeps the list", () => {
    const error = invalidError("the run", issues);
    expect(error).toMatchObject({ status: 422, issues, name: "StatusError" });
    expect(error.message).toBe(
      "the run is not valid: suite is missing; evaluations[0].score must be at most 100; has too many fields",
    );
    expect(invalidError("the query", issues, 400).status).toBe(400);
  });

  it("cuts a line that would be a page", () => {
    const many = Array.from({ length: 100 }, (_, place) => ({ path: ["list", place], message: "must be a string" }));
    const error = invalidError("the run", many);
    expect(error.message).toHaveLength("the run is not valid: ".length + 1000);
    expect(error.issues).toHaveLength(100);
  });
});
