import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { SaxesParser } from "saxes";
import { expect, it } from "vitest";
import type { SnapshotChange } from "#contract/snapshot/changes.ts";
import { atomOf, jsonFeedOf, type Publication } from "./feeds.ts";

const SITE = "https://example.org/bench/";
const moved = (agent: string, direction: "worse" | "neither"): SnapshotChange => ({
  ...{ kind: "rank", suite: "s", entry: { agent }, metric: "success", direction },
  ...{ before: { from: 1, to: 1 }, after: { from: 2, to: 2 }, estimateBefore: 1, estimate: 0.5 },
});
const worse = moved("a <b> & \u0000c", "worse");
const noise = moved("d", "neither");

const publicationOf = (letter: string, at: string, changes: SnapshotChange[], from?: string): Publication => {
  const id = letter.repeat(64);
  return {
    snapshot: { id, createdAt: at, publishedAt: at, runs: 20, cells: 1, suites: 1 },
    changes: { ...(from && { from: from.repeat(64) }), to: id, runsBefore: from ? 10 : 0, runs: 20, changes },
  };
};
const publications = [
  publicationOf("c", "2026-03-01T00:00:00.000Z", [], "b"),
  publicationOf("b", "2026-02-01T00:00:00.000Z", [worse, noise], "a"),
  publicationOf("a", "2026-01-01T00:00:00.000Z", []),
];

/** The texts of an XML document's elements, by their paths. Throws where it is not well-formed. */
const readXml = (xml: string): [path: string, text: string][] => {
  const path: string[] = [];
  const texts: [string, string][] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ local, uri }) => {
    expect(uri).toBe("http://www.w3.org/2005/Atom");
    path.push(local);
    texts.push([path.join("/"), ""]);
  });
  parser.on("text", (text) => {
    const last = texts.findLast(([name]) => name === path.join("/"));
    if (last) last[1] += text;
  });
  parser.on("closetag", () => path.pop());
  parser.write(xml).close();
  return texts;
};

it("tells in Atom what moved, and calls the rest noise", () => {
  const texts = readXml(atomOf(publications, SITE));
  const of = (path: string) => texts.filter(([name]) => name === path).map(([, text]) => text);
  expect(of("feed/updated")).toEqual(["2026-03-01T00:00:00.000Z"]);
  expect(of("feed/id")).toEqual([`${SITE}changes/`]);
  expect(of("feed/entry/id")).toEqual(["c", "b", "a"].map((letter) => `urn:sha256:${letter.repeat(64)}`));
  expect(of("feed/entry/title")).toEqual([
    "10 → 20 runs: nothing moved beyond noise",
    "10 → 20 runs: s: moved: a <b> & c: rank 1 → 2, 100.0% → 50.0%; clearly worse",
    "20 runs, published for the first time",
  ]);
  expect(of("feed/entry/content")[1]).toBe(
    "s: moved: a <b> & c: rank 1 → 2, 100.0% → 50.0%; clearly worse\nWithin noise: 1 change\ns: moved: d: rank 1 → 2, 100.0% → 50.0%; within noise",
  );
});

it("is a feed without entries before anything was published", () => {
  const texts = readXml(atomOf([], SITE));
  expect(texts.filter(([name]) => name.startsWith("feed/entry"))).toEqual([]);
  expect(texts).toContainEqual(["feed/updated", "1970-01-01T00:00:00.000Z"]);
});

it("tells the same as a JSON Feed", () => {
  const feed = JSON.parse(jsonFeedOf(publications, SITE));
  expect(feed).toMatchObject({
    version: "https://jsonfeed.org/version/1.1",
    title: "Changes of ze-benchmarks",
    home_page_url: `${SITE}changes/`,
    feed_url: `${SITE}changes/feed.json`,
  });
  expect(feed.items).toHaveLength(3);
  expect(feed.items[1]).toMatchObject({
    id: `urn:sha256:${"b".repeat(64)}`,
    url: `${SITE}snapshots/${"b".repeat(64)}/`,
    date_published: "2026-02-01T00:00:00.000Z",
    content_text: expect.stringContaining("Within noise: 1 change"),
  });
});

/** What the specification of JSON Feed 1.1 asks for, https://www.jsonfeed.org/version/1.1/, of what the feed has; anything else is an error. */
const JSON_FEED = {
  type: "object",
  additionalProperties: false,
  required: ["version", "title", "items"],
  properties: {
    version: { const: "https://jsonfeed.org/version/1.1" },
    title: { type: "string" },
    home_page_url: { type: "string", format: "uri" },
    feed_url: { type: "string", format: "uri" },
    description: { type: "string" },
    language: { type: "string" },
    authors: {
      type: "array",
      items: { type: "object", additionalProperties: false, properties: { name: { type: "string" } } },
    },
    items: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["id", "content_text"],
        properties: {
          id: { type: "string" },
          url: { type: "string", format: "uri" },
          title: { type: "string" },
          content_text: { type: "string" },
          date_published: { type: "string", format: "date-time" },
          date_modified: { type: "string", format: "date-time" },
        },
      },
    },
  },
};

it("is a JSON Feed by its specification", () => {
  const validate = addFormats.default(new Ajv()).compile(JSON_FEED);
  for (const own of [publications, []]) {
    const feed: unknown = JSON.parse(jsonFeedOf(own, SITE));
    expect(validate(feed), JSON.stringify(validate.errors)).toBe(true);
  }
  expect(validate({ ...JSON.parse(jsonFeedOf([], SITE)), version: "1" })).toBe(false);
});

it("is Atom as RFC 4287 has it: each element once where it may be there once", () => {
  const parents = readXml(atomOf(publications, SITE)).map(([path]) => path);
  const times = (path: string) => parents.filter((one) => one === path).length;
  for (const name of ["id", "title", "updated"]) {
    expect(times(`feed/${name}`), name).toBe(1);
    expect(times(`feed/entry/${name}`), name).toBe(publications.length);
  }
  expect(times("feed/author/name")).toBe(1);
  expect(times("feed/entry/content")).toBe(publications.length);
  const known =
    /^feed(\/(id|title|updated|link|author(\/name)?|entry(\/(id|title|updated|published|link|content))?))?$/;
  expect(parents.filter((path) => !known.test(path))).toEqual([]);
});
