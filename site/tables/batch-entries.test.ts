import { describe, expect, it } from "vitest";
import { batchEntriesHtml } from "./batch-entries.ts";

const VERSIONS = [
  { suite: "s", suiteVersion: "2", title: "S & co 2", path: "/suites/s/" },
  { suite: "s", suiteVersion: "1", title: "S & co 1", path: "/suites/s/versions/1/" },
  { suite: "t", suiteVersion: undefined, title: "t", path: "/suites/t/" },
];

const of = (suite: string, suiteVersion: string | undefined, agent: string, model?: string) => ({
  ...{ suite, ...(suiteVersion === undefined ? {} : { suiteVersion }) },
  entry: { agent, ...(model === undefined ? {} : { model }) },
});

describe("batchEntriesHtml", () => {
  it("names the suite's version and the entry, with their addresses", () => {
    expect(batchEntriesHtml({ entries: [of("s", "1", "a", "m")], entryCount: 1 }, VERSIONS)).toBe(
      'On <a href="/suites/s/versions/1/">S &amp; co 1</a>: <a href="/entries/a~~m/">a · m</a>',
    );
  });

  it("names the entries of each suite, and counts those that are not named", () => {
    const entries = [of("s", "2", "a"), of("s", "2", "b"), of("t", undefined, "a")];
    const html = batchEntriesHtml({ entries, entryCount: 5 }, VERSIONS);
    expect(html.replace(/<[^>]*>/g, "")).toBe("On S &amp; co 2: a, b; on t: a; and 2 more entries");
  });

  it("says nothing where the snapshot does not know", () => {
    expect(batchEntriesHtml({ entries: [], entryCount: 0 }, VERSIONS)).toBe("");
  });
});
