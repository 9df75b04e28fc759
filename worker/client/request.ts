import type { ApiRequest } from "./transport.ts";

type Query = Readonly<Record<string, string | number | undefined>>;

/**
 * A path with names in it, percent-encoded, and a query at its end: pathTo`/api/runs/${runId}${{ limit: 10 }}`. Parameters that are
 * undefined are left out.
 */
export const pathTo = (texts: TemplateStringsArray, ...parts: (string | Query)[]): string =>
  texts.reduce((path, text, position) => {
    const part = parts[position - 1] ?? "";
    return path + (typeof part === "string" ? encodeURIComponent(part) : searchOf(part)) + text;
  });

const searchOf = (query: Query): string => {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, String(value));
  return parameters.size > 0 ? `?${parameters}` : "";
};

/** A write, with the key. */
export const writeRequest = (path: string, body: unknown): ApiRequest => ({
  path,
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
  authorized: true,
});

/** A write of lines, with the key. */
export const bulkRequest = (path: string, lines: string | Uint8Array<ArrayBuffer>): ApiRequest => ({
  path,
  method: "POST",
  headers: { "content-type": "application/x-ndjson" },
  body: lines,
  authorized: true,
});

/** The lines of a text that comes in pieces, without those that are empty. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    yield* lines.filter((line) => line !== "");
  }
  if (rest !== "") yield rest;
}
