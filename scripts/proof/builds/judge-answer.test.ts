import { describe, expect, it } from "vitest";
import { type Answer, judgeAnswer } from "./judge-answer.ts";

const builds = [
  new Map([
    ["/", "home0"],
    ["/gone/", "gone0"],
    ["/404", "lost0"],
    ["/_astro/a.css", "a"],
  ]),
  new Map([
    ["/", "home1"],
    ["/404", "lost1"],
  ]),
  new Map([
    ["/", "home2"],
    ["/new/", "new2"],
    ["/404", "lost2"],
  ]),
];
const judge = (answer: Partial<Answer>) =>
  judgeAnswer({ path: "/", began: 1, ended: 1, status: 200, digest: "home0", ...answer }, builds);

describe("judgeAnswer", () => {
  it("takes the old page or the new while a build is under way", () => {
    expect(judge({})).toBeUndefined();
    expect(judge({ digest: "home1" })).toBeUndefined();
    expect(judge({ digest: "home2" })).toContain("no build that was there");
  });

  it("takes the new page alone once the build is there", () => {
    expect(judge({ began: 2, ended: 2, digest: "home1" })).toBeUndefined();
    expect(judge({ began: 2, ended: 2 })).toContain("no build that was there");
  });

  it("takes a page for gone where a build that was there has none, by that build's own words", () => {
    const gone = { path: "/gone/", status: 404 };
    expect(judge({ ...gone, digest: "lost1" })).toBeUndefined();
    expect(judge({ ...gone, digest: "lost0" })).toContain("404");
    expect(judge({ path: "/", status: 404, digest: "lost1" })).toContain("404");
    expect(judge({ path: "/new/", status: 404, began: 4, ended: 4, digest: "lost2" })).toContain("404");
  });

  it("wants the hashed files of earlier builds to stay", () => {
    expect(judge({ path: "/_astro/a.css", digest: "a", began: 4, ended: 4 })).toBeUndefined();
    expect(judge({ path: "/_astro/a.css", digest: "lost2", status: 404, began: 4, ended: 4 })).toContain("404");
  });

  it("takes no answer and errors for failures", () => {
    expect(judge({ status: "TypeError: fetch failed" })).toContain("no answer");
    expect(judge({ status: 500 })).toContain("500");
  });
});
