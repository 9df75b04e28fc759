/** Any origin may read; writing from a browser needs the key like writing from anywhere. */
const READABLE = "Content-Disposition, ETag, Link, X-Next-Cursor, Retry-After, Server-Timing, X-Request-Id";

/** The answer to a preflight request. */
export const preflight = (methods: readonly string[]): Response =>
  new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-origin": "*",
      "access-control-allow-methods": methods.join(", "),
      "access-control-allow-headers": "Authorization, Content-Type, If-None-Match",
      "access-control-max-age": "86400",
    },
  });

/**
 * Adds to an answer what lets pages of other origins read it, and what keeps a browser that opens it from taking it for anything else than what
 * it is declared as, and from running or loading anything in it.
 */
export const completeHeaders = (response: Response): Response => {
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
  response.headers.set("access-control-allow-origin", "*");
  response.headers.set("access-control-expose-headers", READABLE);
  return response;
};
