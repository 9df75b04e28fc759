import { describe, expect, it } from "vitest";
import * as z from "zod";
import { OPERATION_LIST } from "../operations.ts";
import { examples } from "./recorded.ts";

// The recorded answers are those of the real Worker to the examples: what a schema says of them holds of what clients get.

type Json = Record<string, unknown>;

interface Place {
  /** Where in the answer: field names and positions. */
  path: (string | number)[];
  schema: z.ZodObject;
  value: Json;
}

const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every object of an answer that a schema describes field by field, by its place. */
const placesOf = (schema: unknown, value: unknown, path: (string | number)[] = []): Place[] => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return value === null || value === undefined ? [] : placesOf(schema.unwrap(), value, path);
  }
  if (schema instanceof z.ZodPipe) return placesOf(schema.in, value, path);
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.slice(0, 1).flatMap((item, position) => placesOf(schema.element, item, [...path, position]));
  }
  if (!(schema instanceof z.ZodObject) || !isRecord(value)) return [];
  const inside = Object.entries(value).flatMap(([name, inner]) => placesOf(schema.shape[name], inner, [...path, name]));
  return [{ path, schema, value }, ...inside];
};

/** The answer with something else at a place. */
const withAt = (answer: unknown, [step, ...rest]: readonly (string | number)[], value: unknown): unknown => {
  if (step === undefined) return value;
  if (Array.isArray(answer)) return answer.map((item, n) => (n === step ? withAt(item, rest, value) : item));
  return isRecord(answer) ? { ...answer, [step]: withAt(answer[step], rest, value) } : answer;
};

/** The document of the API is described elsewhere, by OpenAPI itself. */
const DESCRIBED_ELSEWHERE = "getOpenApi";

const ANSWERED = OPERATION_LIST.filter(({ id }) => id !== DESCRIBED_ELSEWHERE).flatMap(({ id, answers }) => {
  const { status, body } = examples[id];
  const answer = answers[status];
  return answer?.schema && (answer.type ?? "application/json") === "application/json"
    ? [{ id, schema: answer.schema, body: body as unknown }]
    : [];
});

const issuesAt = (schema: z.ZodType, value: unknown): string[] =>
  schema.safeParse(value).error?.issues.map(({ code, path }) => `${code} at ${path.join(".")}`) ?? [];

describe.each(ANSWERED)("what $id answers", ({ schema, body }) => {
  const places = placesOf(schema, body);

  it("is what its schema takes", () => {
    expect(issuesAt(schema, body)).toEqual([]);
  });

  it("has no field that the schema does not name, at any depth", () => {
    for (const { path, value } of places) {
      const more = withAt(body, path, { ...value, internalNote: "x" });
      expect(issuesAt(schema, more)).toEqual([`unrecognized_keys at ${path.join(".")}`]);
    }
  });

  it("has every field that is not optional, of its kind, at any depth", () => {
    for (const { path, schema: of, value } of places) {
      for (const [name, field] of Object.entries(of.shape as Record<string, z.ZodType>)) {
        const at = [...path, name].join(".");
        const { [name]: _left, ...others } = value;
        if (!field.safeParse(undefined).success) {
          expect(schema.safeParse(withAt(body, path, others)).success, `${at} left out`).toBe(false);
        }
        const isUnknown = field.safeParse(Symbol("of no kind")).success;
        if (!isUnknown)
          expect(issuesAt(schema, withAt(body, [...path, name], Symbol("of no kind"))), at).not.toEqual([]);
      }
    }
  });
});

it("covers nearly every operation", () => {
  expect(ANSWERED.length).toBeGreaterThan(OPERATION_LIST.length - 6);
});
