import { StatusError } from "./problem.ts";

/** Throws 415 unless the body is declared as one of the types, or not declared at all. */
export const requireType = (request: Request, ...types: string[]): void => {
  const [type = ""] = (request.headers.get("content-type") ?? "").toLowerCase().split(";");
  if (type.trim() !== "" && !types.includes(type.trim())) {
    throw new StatusError(415, `content type ${type.trim()} is not taken here: send ${types[0]}`);
  }
};

const tooLarge = (limit: number) =>
  new StatusError(413, `the body is over ${limit.toLocaleString("en")} bytes, the most this takes in one request`);

/** The body in pieces. Throws 413 as soon as it is known to be over `limit` bytes, before more of it is read. */
export async function* readChunks(request: Request, limit: number): AsyncGenerator<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge(limit);
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > limit) throw tooLarge(limit);
    yield chunk;
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

/** The body as JSON. Throws 415, 413 over `limit` bytes, and 400 where it is not JSON, with the place. */
export const readJson = async (request: Request, limit: number): Promise<unknown> => {
  requireType(request, "application/json");
  const chunks: Uint8Array[] = [];
  for await (const chunk of readChunks(request, limit)) chunks.push(chunk);
  const text = decodeText(joinBytes(chunks));
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw Object.assign(new StatusError(400, `the body is not JSON: ${(cause as SyntaxError).message}`), { cause });
  }
};
