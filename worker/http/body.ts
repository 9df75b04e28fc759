import { StatusError } from "./problem.ts";

const UTF8 = /^"?utf-?8"?$/i;

/** Throws 415 unless the body is declared as one of the types, or not declared at all, and in UTF-8 if it names a character set. */
export const requireType = (request: Request, ...types: string[]): void => {
  const [type = "", ...parameters] = (request.headers.get("content-type") ?? "").toLowerCase().split(";");
  if (type.trim() !== "" && !types.includes(type.trim())) {
    throw new StatusError(415, `content type ${type.trim()} is not accepted here: send ${types[0]}`);
  }
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith("charset="));
  if (charset !== undefined && !UTF8.test(charset.slice("charset=".length))) {
    throw new StatusError(415, `${charset} is not accepted here: send UTF-8`);
  }
};

/** How a packed body is unpacked, by what Content-Encoding says. */
const ENCODINGS = new Map<string, "gzip" | "deflate">([
  ["gzip", "gzip"],
  ["x-gzip", "gzip"],
  ["deflate", "deflate"],
]);

/** The body, unpacked if it is packed. Throws 415 for an encoding that is none of gzip and deflate. */
const unpackedBody = (request: Request): ReadableStream<Uint8Array> | null => {
  const encoding = (request.headers.get("content-encoding") ?? "identity").trim().toLowerCase();
  if (encoding === "identity" || encoding === "") return request.body;
  const format = ENCODINGS.get(encoding);
  if (!format)
    throw new StatusError(415, `content encoding ${encoding} is not accepted here: send gzip, deflate or none`);
  return request.body?.pipeThrough(new DecompressionStream(format)) ?? null;
};

const tooLarge = (limit: number) =>
  new StatusError(413, `the body is over ${limit.toLocaleString("en")} bytes, the most that one request may have`);

/** How long a body of one document may keep the Worker waiting, in milliseconds of waiting alone. */
const DOCUMENT_DEADLINE_MS = 30_000;

/** How long a body of many lines may keep the Worker waiting. */
export const LINES_DEADLINE_MS = 120_000;

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** The next piece of a body; throws 408 if it does not come within `deadline` milliseconds. */
const readWithin = async (reader: Reader, deadline: number, isPacked: boolean) => {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const expiry = new Promise<never>((_resolve, reject) => {
    const expire = () => reject(new StatusError(408, "the body did not arrive in time: send it again without pausing"));
    timer = setTimeout(expire, Math.max(0, deadline));
  });
  try {
    return await Promise.race([reader.read(), expiry]);
  } catch (cause) {
    // What breaks in unpacking breaks here as a TypeError.
    if (!isPacked || cause instanceof StatusError) throw cause;
    throw Object.assign(new StatusError(400, "the body is not compressed as its content encoding says"), { cause });
  } finally {
    clearTimeout(timer);
  }
};

/**
 * The body in pieces, unpacked. Throws 413 as soon as it is known to be over `limit` bytes, before more of it is read, and 408 when the pieces
 * together have kept the Worker waiting for over `deadline` milliseconds; what the Worker does between them does not count.
 */
export async function* readChunks(request: Request, limit: number, deadline: number): AsyncGenerator<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge(limit);
  const body = unpackedBody(request);
  if (!body) return;
  const reader = body.getReader() as Reader;
  let bytes = 0;
  let waited = 0;
  try {
    while (true) {
      const start = performance.now();
      const { done, value } = await readWithin(reader, deadline - waited, body !== request.body);
      waited += performance.now() - start;
      if (done) return;
      bytes += value.byteLength;
      if (bytes > limit) throw tooLarge(limit);
      yield value;
    }
  } finally {
    // Frees the connection of a body that was given up; nothing happens to one that ended. The cancellation itself may never settle.
    reader.cancel().catch(() => undefined);
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/** Decodes a text; throws 400 if the bytes are not UTF-8. */
export const decodeText = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw Object.assign(new StatusError(400, "the body is not UTF-8"), { cause });
  }
};

/** Joins pieces of a body. */
export const joinBytes = (chunks: readonly Uint8Array[]): Uint8Array => {
  const joined = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.byteLength, 0));
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return joined;
};

/** What is wrong with a text that is not JSON, without the piece of it that the engine quotes: that may be private. */
export const jsonMistake = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).replace(
    /, (?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON$/s,
    "",
  );

/** The body as JSON, and its text. Throws 415, 413 over `limit` bytes, 408 if it is late, and 400 where it is not JSON, with the place. */
export const readJson = async (
  request: Request,
  limit: number,
  deadline = DOCUMENT_DEADLINE_MS,
): Promise<{ value: unknown; text: string }> => {
  requireType(request, "application/json");
  const chunks: Uint8Array[] = [];
  for await (const chunk of readChunks(request, limit, deadline)) chunks.push(chunk);
  const text = decodeText(joinBytes(chunks));
  try {
    return { value: JSON.parse(text), text };
  } catch (cause) {
    throw Object.assign(new StatusError(400, `the body is not valid JSON: ${jsonMistake(cause)}`), { cause });
  }
};
