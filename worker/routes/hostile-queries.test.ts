import { describe, expect, it } from "vitest";
import * as z from "zod";
import { exampleUrlOf } from "#contract/openapi/example-request.ts";
import { OPERATION_LIST } from "#contract/operations.ts";
import type { Operation } from "#contract/service/operation.ts";
import { call, postLines } from "../testing/call.ts";
import { HOSTILE_TEXTS } from "../testing/hostile.ts";
import { makeFullRun } from "../testing/make-run.ts";
import { countRows } from "../testing/table-counts.ts";

/** Texts as they can stand in a URL: percent-encoded, and some that are not well encoded. */
const ENCODED = [
  ...HOSTILE_TEXTS.map((text) => encodeURIComponent(text.toWellFormed())),
  "%",
  "%E0%A4%A",
  "%ff%fe",
  "%2e%2e%2f",
  "a+b",
  "1;2",
  "[]",
];

const queryNames = ({ query }: Operation): string[] => {
  if (!query) return ["unknown"];
  const { properties = {} } = z.toJSONSchema(query, { io: "input", unrepresentable: "any" });
  return [...Object.keys(properties), "unknown"];
};

const urlsOf = (operation: Operation): string[] => {
  const example = exampleUrlOf(operation);
  const [path = "", query = ""] = example.split("?");
  const inPath = Object.values(operation.names ?? {}).flatMap(({ example }) =>
    ENCODED.map((text) => `${path.replace(encodeURIComponent(example), text)}?${query}`),
  );
  const inQuery = queryNames(operation).flatMap((name) => {
    const others = new URLSearchParams(query);
    others.delete(name);
    return ENCODED.map((text) => `${path}?${others}&${name}=${text}`);
  });
  return [...inPath, ...inQuery, `${path}?${query}&${query}`, `${path}?${"a=1&".repeat(2_000)}`];
};

const reads = OPERATION_LIST.filter(({ method }) => method === "GET");

describe("hostile paths and queries", () => {
  it.each(reads.map((operation) => [operation.path, operation] as const))(
    "break nothing at %s",
    async (_path, operation) => {
      await postLines([makeFullRun()]);
      const before = await countRows();
      for (const url of urlsOf(operation)) {
        const response = await call(url);
        const text = new TextDecoder().decode(await response.arrayBuffer());
        expect(response.status, `${url.slice(0, 300)} → ${text.slice(0, 300)}`).toBeLessThan(500);
        expect(text, url).not.toMatch(/SQLITE|D1_ERROR|\.ts:\d|a private prompt|someone\/private/);
        expect(response.headers.get("x-injected")).toBeNull();
      }
      expect(await countRows()).toEqual(before);
    },
  );
});
