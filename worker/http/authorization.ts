import { StatusError } from "./problem.ts";

const digest = async (text: string) => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));

/** Compares in a time that tells nothing about the secret: digests have one length, and the comparison looks at all of it. */
const isEqual = async (a: string, b: string) => crypto.subtle.timingSafeEqual(await digest(a), await digest(b));

/**
 * Lets a write pass if it carries the key as `Authorization: Bearer …`.
 * Throws 503 without a configured secret (there is no default key), 401 without a key, 403 with a wrong one.
 */
export const requireKey = async (request: Request, secret: string | undefined): Promise<void> => {
  if (!secret) {
    throw new StatusError(
      503,
      "writes are off: this server has no API_SECRET_KEY; set one with `wrangler secret put API_SECRET_KEY`",
    );
  }
  const [, key] = /^Bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (key === undefined) {
    throw new StatusError(401, "this needs a key: send the header `Authorization: Bearer <key>`", {
      headers: { "www-authenticate": 'Bearer realm="ze-benchmarks"' },
    });
  }
  if (!(await isEqual(key, secret))) throw new StatusError(403, "the key is not valid here");
};
