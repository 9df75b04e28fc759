import { expect, it } from "vitest";
import { completeHeaders, preflight } from "./cors.ts";

it("answers a preflight with the methods of the path, for a day", () => {
  const { status, headers, body } = preflight(["HEAD", "GET", "POST"]);
  expect([status, body]).toEqual([204, null]);
  expect(Object.fromEntries(headers)).toEqual({
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "HEAD, GET, POST",
    "access-control-allow-headers": "Authorization, Content-Type, If-None-Match",
    "access-control-max-age": "86400",
  });
});

it("lets pages of any origin read an answer and its headers, and a browser take it for nothing else", () => {
  const response = completeHeaders(new Response("[]", { status: 201, headers: { etag: '"a"' } }));
  expect(response.status).toBe(201);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    etag: '"a"',
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "access-control-allow-origin": "*",
  });
  const exposed = response.headers.get("access-control-expose-headers")?.split(", ");
  for (const header of ["Link", "X-Next-Cursor", "ETag", "Retry-After", "Content-Disposition", "X-Request-Id"]) {
    expect(exposed).toContain(header);
  }
});
