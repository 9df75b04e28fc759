import { describe, expect, it } from "vitest";
import { authorizeBearer, type KnownKey, maySubmit } from "./authorization.ts";
import { formatToken, hashOfSecret, makeKeyId, makeSecret } from "./token.ts";

const NOW = new Date("2026-08-01T12:00:00Z");
const SECRET = "a-configured-secret";
const [id, secret] = [makeKeyId(), makeSecret()];

const known = (fields: Partial<KnownKey> = {}): KnownKey => ({
  id,
  hash: hashOfSecret(secret),
  scope: "submit",
  suites: undefined,
  expiresAt: null,
  revokedAt: null,
  ...fields,
});

interface Asked {
  bearer?: string | undefined;
  key?: KnownKey | undefined;
  needed?: Parameters<typeof authorizeBearer>[1];
  configured?: string | undefined;
  url?: string;
  headers?: Record<string, string>;
}

const ask = ({ bearer, key, needed = "submit", url = "https://bench.example.org/api", headers, ...given }: Asked) => {
  const request = new Request(url, {
    headers: { ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }), ...headers },
  });
  return authorizeBearer(request, needed, {
    secret: "configured" in given ? given.configured : SECRET,
    now: NOW,
    findKey: async (asked) => (key?.id === asked ? key : undefined),
  });
};

const token = formatToken({ id, secret });

describe("authorizeBearer", () => {
  it("takes the configured secret for the first admin", async () => {
    expect(await ask({ bearer: SECRET, needed: "admin" })).toEqual({
      identity: { keyId: "", scope: "admin", suites: undefined, isAdmin: true, expiresAt: null },
      key: undefined,
    });
  });

  it("says who has a named key, and which one it was", async () => {
    const key = known({ suites: ["a", "b"], expiresAt: NOW.getTime() + 1 });
    expect(await ask({ bearer: token, key })).toEqual({
      identity: { keyId: id, scope: "submit", suites: ["a", "b"], isAdmin: false, expiresAt: NOW.getTime() + 1 },
      key,
    });
    expect((await ask({ bearer: token, key: known({ scope: "admin" }), needed: "publish" })).identity.isAdmin).toBe(
      true,
    );
  });

  it("writes nothing without a configured secret, whatever the key", async () => {
    for (const configured of [undefined, ""]) {
      const refusal = ask({ bearer: token, key: known(), configured });
      await expect(refusal).rejects.toMatchObject({ status: 503, message: expect.stringContaining("API_SECRET_KEY") });
    }
  });

  it("asks for a key with the header that browsers and libraries look for", async () => {
    const challenge = { "www-authenticate": 'Bearer realm="ze-benchmarks"' };
    await expect(ask({})).rejects.toMatchObject({ status: 401, headers: challenge });
    for (const authorization of ["Basic abc", "Bearer", "Bearer a b", SECRET]) {
      await expect(ask({ headers: { authorization } })).rejects.toMatchObject({ status: 401 });
    }
  });

  it("takes the scheme in any case, and spaces around the key", async () => {
    for (const authorization of [`bearer ${SECRET}`, `BEARER   ${SECRET}  `]) {
      expect((await ask({ headers: { authorization } })).identity.isAdmin).toBe(true);
    }
  });

  it.each([
    ["another secret", formatToken({ id, secret: makeSecret() }), known()],
    ["another id", formatToken({ id: makeKeyId(), secret }), known()],
    ["no token at all", "guess", known()],
    ["what the configured secret begins with", SECRET.slice(0, -1), known()],
    ["a token with more behind it", `${token}0`, known()],
    ["a key that was removed", token, undefined],
  ])("tells whoever has %s the same", async (_what, bearer, key) => {
    await expect(ask({ bearer, key })).rejects.toMatchObject({ status: 403, message: "the key is not valid here" });
  });

  it.each([
    ["revoked", known({ revokedAt: Date.UTC(2026, 6, 1) }), "this key was revoked at 2026-07-01T00:00:00.000Z"],
    [
      "expired this moment",
      known({ expiresAt: NOW.getTime() }),
      "expired at 2026-08-01T12:00:00.000Z: ask for another",
    ],
    ["for something else", known({ scope: "publish" }), "this needs a key of scope submit; this key's is publish"],
    ["of a scope nobody knows", known({ scope: "root" }), "this needs a key of scope submit; this key's is root"],
  ])("tells whoever has the secret of a key that it is %s", async (_what, key, message) => {
    await expect(ask({ bearer: token, key })).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining(message),
    });
  });

  it("asks any good key for a known scope alone", async () => {
    expect((await ask({ bearer: token, key: known({ scope: "publish" }), needed: "any" })).identity.scope).toBe(
      "publish",
    );
    const refusal = ask({ bearer: token, key: known({ scope: "root" }), needed: "any" });
    await expect(refusal).rejects.toMatchObject({ message: expect.stringContaining("a key of a known scope;") });
  });

  it.each([
    ["http://localhost:8787/api", undefined, true],
    ["http://127.0.0.1/api", undefined, true],
    ["http://[::1]:8787/api", undefined, true],
    ["http://localhost:8787/api", "http://localhost:8787", true],
    ["http://localhost:8787/api", "https://evil.example", false],
    ["http://localhost:8787/api", "http://localhost:4321", false],
    ["https://bench.example.org/api", undefined, false],
    ["http://localhost.example.org/api", undefined, false],
  ])("takes the key of local development at %s from a page of %s: %s", async (url, origin, isTaken) => {
    const asked = { bearer: "dev-local-key", configured: "dev-local-key", url };
    const answer = ask({ ...asked, headers: origin === undefined ? {} : { origin } });
    if (isTaken) expect((await answer).identity.isAdmin).toBe(true);
    else
      await expect(answer).rejects.toMatchObject({ status: 403, message: expect.stringContaining("localhost alone") });
  });
});

it("lets a key submit to its suites alone, or to any", () => {
  const identity = { keyId: "k", scope: "submit", isAdmin: false, expiresAt: null };
  expect(maySubmit({ ...identity, suites: undefined }, "a")).toBe(true);
  expect(maySubmit({ ...identity, suites: ["a"] }, "a")).toBe(true);
  expect(maySubmit({ ...identity, suites: ["a"] }, "A")).toBe(false);
  expect(maySubmit({ ...identity, suites: [] }, "a")).toBe(false);
});
