import { describe, expect, it } from "vitest";
import { OPERATION_LIST } from "./operations.ts";
import { TAGS } from "./service/operation.ts";

describe("each operation", () => {
  it.each(OPERATION_LIST.map((operation) => [operation.id, operation] as const))(
    "%s is documented as a whole",
    (_id, operation) => {
      const { path, names = {}, summary, description, answers, tag, method, body, query, queryExample } = operation;
      const inPath = Array.from(path.matchAll(/:(\w+)/g), ([, name]) => name);
      expect(Object.keys(names).sort()).toEqual(inPath.sort());
      expect(summary).toMatch(/^[A-Z].*[^.]$/);
      expect(description).toMatch(/\.$/);
      expect(Object.keys(TAGS)).toContain(tag);
      expect(Object.keys(answers).every((status) => Number(status) < 400 || Number(status) === 503)).toBe(true);
      if (method === "GET") expect(body).toBeUndefined();
      if (method !== "GET") expect(operation.scope).toBeDefined();
      if (queryExample && query) expect(query.safeParse(queryExample).success).toBe(true);
      if (body?.type === "application/json") expect(body.schema.safeParse(body.example).success).toBe(true);
    },
  );

  it("has a place of its own", () => {
    const places = OPERATION_LIST.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ":")}`);
    expect(new Set(places).size).toBe(places.length);
    expect(new Set(OPERATION_LIST.map(({ id }) => id)).size).toBe(OPERATION_LIST.length);
  });
});
