import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { factOf } from "./facts.ts";
import { handOver, isKept } from "./hand-over.ts";
import { KeptPages } from "./kept-pages.ts";

const SNAPSHOT = { id: "a".repeat(64), createdAt: "2026-01-01T00:00:00.000Z" };
const PATHS = ["/index.html", "/suites/s/index.html", "/suites/s/matrix/index.html", "/suites/t/index.html"];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kept-"));
  const own = folder;
  onTestFinished(() => rmSync(own, { recursive: true }));
});

/** A build whose pages say the key of their suite's data. Gives what was rendered, what it said, and the files of the site. */
const build = (keys: Record<string, string>, { fingerprint = "f", snapshot = SNAPSHOT } = {}) => {
  const kept = new KeptPages(join(folder, "kept"), fingerprint);
  const groups = Object.entries(keys).map(([suite, key]) => ({ paths: [`/suites/${suite}/`], key }));
  kept.open(groups.slice(0, 1));
  kept.open(groups.slice(1));
  const rendered = PATHS.filter((path) => !kept.has(path));
  const site = mkdtempSync(join(folder, "site-"));
  for (const path of rendered) {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), `${keys[path.split("/")[2] ?? ""] ?? snapshot.id}, built by ${fingerprint}`);
  }
  const said = kept.finish(site, snapshot);
  return { rendered, said, textOf: (path: string) => readFileSync(join(site, path), "utf8") };
};
const packs = () => readdirSync(join(folder, "kept"));

it("renders all where nothing is kept, and then only what is of the whole or has changed", () => {
  expect(build({ s: "1", t: "1" }).rendered).toEqual(PATHS);
  const { rendered, said, textOf } = build({ s: "1", t: "2" });
  expect(rendered).toEqual(["/index.html", "/suites/t/index.html"]);
  expect(said).toBe("2 files of 1 of 2 groups of pages taken from the last build");
  expect(textOf("/suites/s/matrix/index.html")).toBe("1, built by f");
  expect(textOf("/suites/t/index.html")).toBe("2, built by f");
});

it("keeps what it took over for the build after", () => {
  build({ s: "1", t: "1" });
  build({ s: "1", t: "2" });
  expect(build({ s: "1", t: "2" }).rendered).toEqual(["/index.html"]);
});

it("renders all with other code", () => {
  build({ s: "1", t: "1" });
  const { rendered, textOf } = build({ s: "1", t: "1" }, { fingerprint: "g" });
  expect(rendered).toEqual(PATHS);
  expect(textOf("/suites/s/index.html")).toBe("1, built by g");
});

it("renders what is damaged", () => {
  build({ s: "1" });
  const [pack = ""] = packs();
  const file = join(folder, "kept", pack);
  writeFileSync(file, readFileSync(file, "utf8").replace("1, built", "2, built"));
  expect(build({ s: "1" }).rendered).toEqual(PATHS);
  expect(build({ s: "1" }).rendered).toEqual(["/index.html", "/suites/t/index.html"]);
});

it("trusts nothing of a build that did not end", () => {
  build({ s: "1", t: "1" });
  const before = packs();
  const kept = new KeptPages(join(folder, "kept"), "f");
  kept.open([{ paths: ["/suites/s/"], key: "2" }]);
  expect(kept.has("/suites/s/")).toBe(false);
  expect(packs()).toEqual(before);
});

it("removes what is of no group any more and what killed builds left, but nothing that is being written", () => {
  build({ s: "1", t: "1" });
  const [young, old] = ["x.1", "x.2"].map((name) => join(folder, "kept", name));
  for (const file of [young, old]) writeFileSync(file ?? "", "");
  utimesSync(old ?? "", 0, 0);
  build({ s: "1" });
  expect(packs()).toHaveLength(2);
  expect([young, old].map((file) => existsSync(file ?? ""))).toEqual([true, false]);
});

it("finishes a site without any group, whose folder nothing has made", () => {
  expect(build({}).said).toBe("0 files of 0 of 0 groups of pages taken from the last build");
  expect(packs()).toEqual([]);
});

it("keeps a bundle for builds of the same code", () => {
  const keptOf = (fingerprint: string) => new KeptPages(join(folder, "kept"), fingerprint);
  expect(keptOf("f").openBundle()).toBeUndefined();
  keptOf("f").keepBundle([{ path: "/.prerender/entry.mjs", bytes: Buffer.from("code") }]);
  build({ s: "1" });
  const bundle = keptOf("f").openBundle();
  expect(bundle?.paths).toEqual(["/.prerender/entry.mjs"]);
  bundle?.close();
  expect(keptOf("g").openBundle()).toBeUndefined();
  build({ s: "1" }, { fingerprint: "g" });
  expect(keptOf("f").openBundle()).toBeUndefined();
});

it("passes by what another build has just given its name", () => {
  build({ s: "1" });
  // A link to nowhere is listed and yet not there, as a file that was renamed meanwhile.
  symlinkSync("nowhere", join(folder, "kept", "x.1"));
  expect(build({ s: "1" }).rendered).not.toEqual(PATHS);
});

it("says which snapshot a file of JSON was taken over into", () => {
  const path = "/suites/s/board.json";
  const textOf = ({ id, createdAt }: typeof SNAPSHOT) => `{"snapshot":"${id}","createdAt":"${createdAt}","of":"s"}`;
  const kept = new KeptPages(join(folder, "kept"), "f");
  kept.open([{ paths: ["/suites/s/"], key: "1" }]);
  mkdirSync(join(folder, "first", "suites", "s"), { recursive: true });
  writeFileSync(join(folder, "first", path), textOf(SNAPSHOT));
  kept.finish(join(folder, "first"), SNAPSHOT);
  const later = { id: "b".repeat(64), createdAt: "2026-02-02T00:00:00.000Z" };
  const next = new KeptPages(join(folder, "kept"), "f");
  next.open([{ paths: ["/suites/s/"], key: "1" }]);
  mkdirSync(join(folder, "second"));
  next.finish(join(folder, "second"), later);
  expect(readFileSync(join(folder, "second", path), "utf8")).toBe(textOf(later));
});

describe("facts", () => {
  interface Thing {
    path: string;
    size: number;
  }

  // The process is that of other tests, too, which have nothing kept.
  afterEach(() => handOver("kept", undefined));

  /** A build of a suite of some size. Gives what its other pages say of it, and how often that was found. */
  const factsIn = (thing: Thing, key: string, asked = ["size", "name"]) => {
    let found = 0;
    const kept = new KeptPages(join(folder, "kept"), "f");
    handOver("kept", kept);
    kept.open([{ paths: [thing.path], key }]);
    const facts = asked.map((name) => {
      const fact = factOf(name, ({ path, size }: Thing) => {
        found += 1;
        return { path, size, unknown: undefined };
      });
      expect(fact(thing)).toBe(fact(thing));
      return fact(thing);
    });
    const site = mkdtempSync(join(folder, "site-"));
    kept.finish(site, SNAPSHOT);
    return { facts, found, files: readdirSync(site) };
  };
  const S = { path: "/suites/s/", size: 1 };

  it("takes them from the build before, while the key is the same", () => {
    const first = factsIn(S, "1");
    expect(first).toEqual({ facts: [S, S], found: 2, files: [] });
    // What it is asked for does not follow from the key here, so that it is seen where it came from.
    expect(factsIn({ ...S, size: 2 }, "1")).toEqual({ ...first, found: 0 });
    expect(factsIn({ ...S, size: 2 }, "2").facts).toEqual([2, 2].map((size) => ({ ...S, size })));
  });

  it("finds those that the build before did not ask for", () => {
    factsIn(S, "1", ["size"]);
    expect(factsIn(S, "1")).toEqual({ facts: [S, S], found: 1, files: [] });
  });

  it("are the same in a build that keeps none", () => {
    handOver("kept", new KeptPages(join(folder, "kept"), "f"));
    expect("unknown" in factOf("size", (thing: Thing) => ({ ...thing, unknown: undefined }))(S)).toBe(false);
  });

  it("says whose pages are kept", () => {
    factsIn(S, "1");
    expect(isKept(S.path)).toBe(false);
    factsIn(S, "1");
    expect([isKept(S.path), isKept("/suites/t/")]).toEqual([true, false]);
  });
});
