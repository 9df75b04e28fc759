/** A JSON answer. */
export const json = (body: unknown, init: { status?: number; headers?: Record<string, string> } = {}): Response =>
  new Response(JSON.stringify(body), {
    status: init.status ?? 200,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-cache", ...init.headers },
  });

/** Whether the client already has what the tag names: `If-None-Match` as RFC 9110 compares it, weakly. */
export const hasCurrent = (request: Request, tag: string): boolean =>
  (request.headers.get("if-none-match") ?? "")
    .split(",")
    .map((candidate) => candidate.trim().replace(/^W\//, ""))
    .some((candidate) => candidate === "*" || candidate === `"${tag}"`);

/** The answer to a client that already has it. */
export const notModified = (tag: string): Response =>
  new Response(null, { status: 304, headers: { etag: `"${tag}"`, "cache-control": "no-cache" } });
