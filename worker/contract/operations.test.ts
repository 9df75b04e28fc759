import { describe, expect, it } from "vitest";
import * as z from "zod";
import { OPERATION_LIST } from "./operations.ts";

type Fields = { properties?: Record<string, { description?: string }> };

/** Where a JSON Schema has a field without a description, at any depth; a field that must be absent needs none. */
const undescribedIn = (schema: unknown, path = ""): string[] => {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties = {} } = schema as Fields;
  const here = Object.entries(properties).filter(([, field]) => !field.description && !("not" in field));
  const inner = Object.entries(schema).flatMap(([key, value]) => undescribedIn(value, `${path}.${key}`));
  return [...here.map(([field]) => `${path}.${field}`), ...inner];
};

const schemas = OPERATION_LIST.flatMap(({ id, query, body, answers }) => [
  ...(query ? [[`the query of ${id}`, query] as const] : []),
  ...(body ? [[`the body of ${id}`, body.schema] as const] : []),
  ...Object.entries(answers).flatMap(([status, { schema }]) =>
    schema ? [[`what ${id} answers with ${status}`, schema] as const] : [],
  ),
]);

describe("the contract", () => {
  it.each(schemas)("describes every field of %s, at any depth", (_, schema) => {
    expect(undescribedIn(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }))).toEqual([]);
  });

  it("has no name in a path that is a parameter of the query as well: a client gives them together", () => {
    for (const { id, names = {}, query } of OPERATION_LIST) {
      const parameters = query ? z.toJSONSchema(query, { io: "input", unrepresentable: "any" }).properties : {};
      expect(
        Object.keys(names).filter((name) => name in (parameters ?? {})),
        id,
      ).toEqual([]);
    }
  });
});
