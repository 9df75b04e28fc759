/** Whether the client already has what the tag names: `If-None-Match` as RFC 9110 compares it, weakly. */
export const hasCurrent = (request: Request, tag: string): boolean =>
  (request.headers.get("if-none-match") ?? "")
    .split(",")
    .map((candidate) => candidate.trim().replace(/^W\//, ""))
    .some((candidate) => candidate === "*" || candidate === `"${tag}"`);
