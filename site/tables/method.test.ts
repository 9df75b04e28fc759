import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { METHOD } from "./method.ts";

const methodology = readFileSync(new URL("../content/docs/methodology.md", import.meta.url), "utf8");
const anchors = [...methodology.matchAll(/^##+ (.+)$/gm)].map(([, heading]) =>
  (heading ?? "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, "")
    .replaceAll(" ", "-"),
);

describe("the link to the method of each column", () => {
  it.each(Object.values(METHOD))("finds its section: %s", (link) => {
    expect(anchors.map((anchor) => `/docs/methodology/#${anchor}`)).toContain(link);
  });
});
