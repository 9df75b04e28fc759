import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { SiteReaders } from "./read-site.ts";
import { digestOf, readContents } from "./site-contents.ts";

const digest = (text: string) => digestOf(new TextEncoder().encode(text));

const PAGE =
  '<link href="/_astro/a.B1.css"><script src="/_astro/b.js"></script><link href="/_astro/a.B1.css"><img src="/_astro/c.png"><link href="/_astro/f-x_~.woff2">';
const FILES: Record<string, { type: string; text: string }> = {
  "/": { type: "text/html; charset=utf-8", text: PAGE },
  "/notes.txt": { type: "text/plain", text: PAGE },
  "/_astro/a.B1.css": { type: "text/css", text: "css" },
  "/_astro/b.js": { type: "text/javascript", text: "js" },
};
const server = createServer((request, response) => {
  if (request.url === "/moved") return response.writeHead(307, { location: "/" }).end();
  if (request.url === "/broken") return response.destroy();
  const file = FILES[request.url ?? ""];
  return response.writeHead(file ? 200 : 404, { "content-type": file?.type ?? "text/html" }).end(file?.text ?? PAGE);
});
let url = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe("SiteReaders", () => {
  it("opens a page and each hashed file that it needs once, and notes the phases and bytes of every answer", async () => {
    const readers = new SiteReaders(url);
    readers.phase = 3;
    await readers.open("/");
    expect(readers.answers).toEqual([
      { path: "/", began: 3, ended: 3, status: 200, digest: digest(PAGE) },
      { path: "/_astro/a.B1.css", began: 3, ended: 3, status: 200, digest: digest("css") },
      { path: "/_astro/b.js", began: 3, ended: 3, status: 200, digest: digest("js") },
      { path: "/_astro/f-x_~.woff2", began: 3, ended: 3, status: 404, digest: digest(PAGE) },
    ]);
  });

  it("follows nothing in what is no page, is missing, or is a hashed file itself", async () => {
    const readers = new SiteReaders(url);
    for (const path of ["/notes.txt", "/none", "/_astro/a.B1.css", "/moved"]) await readers.open(path);
    expect(readers.answers.map(({ path, status }) => [path, status])).toEqual([
      ["/notes.txt", 200],
      ["/none", 404],
      ["/_astro/a.B1.css", 200],
      ["/moved", 307],
    ]);
  });

  it("notes why there was no answer", async () => {
    const readers = new SiteReaders(url);
    await readers.open("/broken");
    expect(readers.answers).toEqual([
      { path: "/broken", began: 0, ended: 0, status: expect.stringMatching(/^TypeError: fetch failed: ./), digest: "" },
    ]);
  });

  it("opens one path after the other until it is told to stop", async () => {
    const readers = new SiteReaders(url);
    const stop = new AbortController();
    let opened = 0;
    await readers.keepOpening(() => {
      opened += 1;
      if (opened === 3) stop.abort();
      return "/notes.txt";
    }, stop.signal);
    expect(readers.answers).toHaveLength(3);
  });
});

describe("readContents", () => {
  it("has the digest of each file by the path at which it is served, and no rules for the server", async () => {
    const folder = await mkdtemp(join(tmpdir(), "contents-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const files = ["index.html", "a/index.html", "a/b.html", "404.html", "data/x y.json", "_headers", "_astro/a.js"];
    for (const file of files) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), file);
    }
    expect([...(await readContents(folder))].sort()).toEqual(
      [
        ["/", digest("index.html")],
        ["/a/", digest("a/index.html")],
        ["/a/b", digest("a/b.html")],
        ["/404", digest("404.html")],
        ["/data/x%20y.json", digest("data/x y.json")],
        ["/_astro/a.js", digest("_astro/a.js")],
      ].sort(),
    );
  });
});
