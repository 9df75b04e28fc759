import type * as z from "zod";
import { isWrite, type Operation } from "#contract/service/operation.ts";
import type { Page, Tagged } from "./method.ts";
import { linesOf, requestOf, type SubjectValues } from "./request.ts";
import { type CallOptions, parsed, type Transport } from "./transport.ts";

interface Input {
  subject: SubjectValues;
  body: unknown;
  options: CallOptions & { etag?: string | undefined };
}

/** The arguments of a method by what they are: its operation says which of them there are. */
const inputOf = ({ names, query, body }: Operation, values: readonly unknown[]): Input => {
  const rest = [...values];
  const subject = names || query ? rest.shift() : undefined;
  const content = body ? rest.shift() : undefined;
  return {
    subject: (subject ?? {}) as SubjectValues,
    body: content,
    options: (rest.shift() ?? {}) as Input["options"],
  };
};

/** The pieces of every page of a long answer, one page after the other. */
async function* piecesOf(transport: Transport, operation: Operation, input: Input): AsyncGenerator<string> {
  let { subject } = input;
  while (true) {
    const { headers, pieces } = await transport.open(requestOf(operation, subject, undefined), input.options);
    yield* pieces;
    const cursor = headers.get("x-next-cursor");
    if (cursor === null) return;
    subject = { ...subject, cursor };
  }
}

async function* itemsOf(pieces: AsyncIterable<string>, schema: z.ZodType, url: string): AsyncGenerator<unknown> {
  for await (const text of linesOf(pieces)) yield parsed(schema, { url, text });
}

const readDocument = async (
  transport: Transport,
  operation: Operation,
  { subject, body, options }: Input,
): Promise<unknown> => {
  const { etag, dry, ...call } = options;
  const request = requestOf(operation, dry && isWrite(operation) ? { ...subject, dry: 1 } : subject, body);
  const headers = { ...request.headers, ...(etag !== undefined && { "if-none-match": etag }) };
  const {
    status,
    headers: sent,
    value,
  } = await transport.ask({ ...request, headers }, operation.answers, operation.once ? { retries: 0, ...call } : call);
  if (304 in operation.answers) {
    return status === 304
      ? undefined
      : ({ body: value, etag: sent.get("etag") ?? undefined } satisfies Tagged<unknown>);
  }
  const isPaged = Object.values(operation.answers).some((answer) => answer.headers?.includes("X-Next-Cursor"));
  if (!isPaged) return value;
  return { items: value, nextCursor: sent.get("x-next-cursor") ?? undefined } satisfies Page<unknown>;
};

/** Calls an operation as its Method has it. */
export const callOperation = (transport: Transport, operation: Operation, values: readonly unknown[]): unknown => {
  const input = inputOf(operation, values);
  const streamed = Object.values(operation.answers).find(
    ({ type = "application/json" }) => type !== "application/json",
  );
  if (!streamed) return readDocument(transport, operation, input);
  const pieces = piecesOf(transport, operation, input);
  return streamed.schema ? itemsOf(pieces, streamed.schema, transport.url + operation.path) : pieces;
};
