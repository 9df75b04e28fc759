import type { Operation } from "#contract/service/operation.ts";
import type { ApiRequest } from "./transport.ts";

/** The names and parameters that a request is about, by name; those that are undefined are left out. */
export type SubjectValues = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** A value as a query has it. In a list a comma or % within a name is percent-encoded once more. */
const parameterOf = (value: string | number | readonly string[]): string =>
  typeof value === "object" ? value.map((name) => name.replace(/[%,]/g, encodeURIComponent)).join(",") : String(value);

const searchOf = (parameters: SubjectValues): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) search.set(name, parameterOf(value));
  return search.size > 0 ? `?${search}` : "";
};

/** An operation's path with its names filled in, percent-encoded, and its query. */
const pathOf = ({ path, names = {} }: Operation, subject: SubjectValues): string => {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(subject[name])));
  const parameters = Object.entries(subject).filter(([name]) => !(name in names));
  return filled + searchOf(Object.fromEntries(parameters));
};

/** A request for an operation about a subject, with a body if it takes one: lines and texts as they are, anything else as JSON. */
export const requestOf = (operation: Operation, subject: SubjectValues, body: unknown): ApiRequest => {
  const { method, scope } = operation;
  const request = { path: pathOf(operation, subject), method, authorized: scope !== undefined };
  if (!operation.body) return request;
  const { type, asSent } = operation.body;
  const isText = asSent || type === "application/x-ndjson";
  const text = isText ? (body as string | Uint8Array<ArrayBuffer>) : JSON.stringify(body);
  return { ...request, headers: { "content-type": type }, body: text };
};

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
