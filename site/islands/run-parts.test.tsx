import { describe, expect, it } from "vitest";
import { DecisionSchema } from "#contract/runs/decision.ts";
import type { Link } from "#contract/runs/run.ts";
import { DecisionList } from "./DecisionList.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { Failure } from "./Failure.tsx";
import { FoldedJson } from "./FoldedJson.tsx";
import { ApiRefusal, ApiUnreachable } from "./fetch-api.ts";
import { RunLinks } from "./RunLinks.tsx";
import { RunOrigin } from "./RunOrigin.tsx";
import { RunCrumbs, RunSentence } from "./RunPlace.tsx";
import { ScoreChart } from "./ScoreChart.tsx";
import { sampleRun } from "./sample-run.ts";
import { TrialLinks } from "./TrialLinks.tsx";
import { draw } from "./testing/draw.tsx";

describe("Failure", () => {
  it.each([
    [new ApiRefusal("no such run"), "The API cannot show this: no such run"],
    [new ApiUnreachable("x"), "The live API does not answer. The figures on this page are complete without it."],
    [new Error("secret"), "The live data cannot be shown. The figures on this page are complete without them."],
  ])("says of %s what a reader needs", (error, text) => {
    const failure = draw(<Failure error={error} retry={() => undefined} />);
    expect(failure.texts("[role=alert] p")).toEqual([text]);
    expect(failure.texts("button")).toEqual(["Try again"]);
  });
});

describe("ErrorBoundary", () => {
  it("shows what stands in it", () => {
    expect(draw(<ErrorBoundary>whole</ErrorBoundary>).text).toBe("whole");
  });
});

describe("FoldedJson", () => {
  it("writes a value out only when it is opened, and n/a for none", () => {
    const folded = draw(<FoldedJson title="Metadata" value={{ a: 1 }} />);
    expect(folded.texts("summary")).toEqual(["Metadata"]);
    expect(folded.all("pre")).toEqual([]);
    expect(draw(<FoldedJson title="Metadata" value={undefined} />).text).toBe("n/a");
  });
});

describe("RunLinks", () => {
  it("leads to plain https addresses with their hosts, and to the run as JSON", () => {
    const links: Link[] = [
      { kind: "patch", url: "https://example.org/p" },
      { kind: "log", url: "https://user:pass@example.org/l" },
      { kind: "transcript", url: "https://logs.example.org:8443/t" },
    ];
    const drawn = draw(<RunLinks runId="a/b" links={links} />);
    expect(drawn.texts("a")).toEqual(["Patch example.org", "Transcript logs.example.org:8443", "JSON"]);
    expect(drawn.values("a", "href").at(-1)).toBe("/api/runs/a%2Fb");
    expect(drawn.values("a[rel]", "rel")).toEqual(["nofollow ugc noopener", "nofollow ugc noopener"]);
  });
});

describe("DecisionList", () => {
  it("says what each decision changed, and why", () => {
    const decision = { id: 1, runId: "r", decidedAt: "2026-08-02T00:00:00.000Z", reason: "A bill was wrong." };
    const drawn = draw(
      <DecisionList
        decisions={[
          DecisionSchema.parse({ ...decision, kind: "exclude", changes: {} }),
          DecisionSchema.parse({
            ...decision,
            ...{ id: 2, kind: "re-price", changes: { costUsd: { from: null, to: 0.2 } } },
          }),
        ]}
      />,
    );
    expect(drawn.texts("li")).toEqual([
      "exclude, 2026-08-02 00:00 UTC: A bill was wrong.",
      "re-price, 2026-08-02 00:00 UTC: A bill was wrong. (costUsd: not stated → 0.2)",
    ]);
  });
});

describe("TrialLinks", () => {
  const trials = Array.from({ length: 40 }, (_, place) =>
    sampleRun({ runId: `t${place}`, outcome: place % 4 === 0 ? "fail" : "pass" }),
  );
  const at = (place: number, of = trials) => draw(<TrialLinks run={of[place] ?? sampleRun()} trials={of} />);

  it("is nothing for a run alone", () => {
    expect(at(0, trials.slice(0, 1)).text).toBe("");
  });

  it("links each trial with its verdict, and says which one is shown", () => {
    const drawn = at(1, trials.slice(0, 2));
    expect(drawn.texts("a")).toEqual(["1 ✗", "2 ✓"]);
    expect(drawn.values("a [role=img]", "aria-label")).toEqual(["not solved", "solved"]);
    expect(drawn.texts("[aria-current=page]")).toEqual(["2 ✓"]);
    expect(drawn.texts("nav > span").at(-1)).toBe("1 of 2 solved");
  });

  it.each([
    [0, 1, 24],
    [12, 1, 24],
    [20, 9, 32],
    [39, 17, 40],
  ])("of 40 trials links the 24 nearest to number %d from 0", (place, first, last) => {
    const drawn = at(place);
    const numbers = drawn.texts("a").map((text) => Number.parseInt(text, 10));
    expect([numbers[0], numbers.at(-1), numbers.length]).toEqual([first, last, 24]);
    expect(drawn.texts("nav > span").at(-1)).toBe("and 16 more; 30 of 40 solved");
  });
});

describe("ScoreChart", () => {
  it("draws a bar for each tenth, the tallest whole", () => {
    const runs = [0.05, 0.05, 0.95].map((totalScore) => sampleRun({ totalScore }));
    const chart = draw(<ScoreChart runs={runs} />);
    expect(chart.texts("figcaption")).toEqual(["Half of the 3 scores are 0.05 or more."]);
    expect(chart.texts("li b")).toEqual(["2", "", "", "", "", "", "", "", "", "1"]);
    expect(chart.values("li", "style").filter((style) => style !== "--at:0")).toEqual(["--at:1", "--at:0.5"]);
    expect(chart.texts("li .hidden")[0]).toBe("0 to 0.1: 2 runs");
  });

  it("is a sentence where no run has a score", () => {
    const chart = draw(<ScoreChart runs={[sampleRun()]} />);
    expect(chart.text).toBe("None of these runs has a score.");
    expect(chart.all("ol")).toEqual([]);
  });
});

describe("where a run is", () => {
  const versions = [
    ["s", null, "/suites/s/"],
    ["s", "2", "/suites/s/2/"],
  ] as const;
  const known = [[["versions"], versions]] as const;

  it("is linked where this site has the pages", () => {
    const crumbs = draw(<RunCrumbs run={sampleRun({ suiteVersion: "2" })} />, known);
    expect(crumbs.texts("li")).toEqual(["s 2", "c", "L0"]);
    expect(crumbs.values("a", "href")[0]).toBe("/suites/s/2/");
    expect(crumbs.all("a")).toHaveLength(3);
    expect(draw(<RunCrumbs run={sampleRun()} />, known).values("a", "href")[0]).toBe("/suites/s/");
  });

  it("is named where it has not", () => {
    const crumbs = draw(<RunCrumbs run={sampleRun({ suite: "other" })} />, known);
    expect(crumbs.texts("bdi")).toEqual(["other", "c", "L0"]);
    expect(draw(<RunCrumbs run={sampleRun({ suiteVersion: "3" })} />, known).all("a")).toEqual([]);
  });

  it("is told in a sentence, with what it states alone", () => {
    const sentence = (given: Readonly<Record<string, unknown>>, trials: number) =>
      draw(<RunSentence run={sampleRun(given)} trial={2} trials={trials} />, known).text;
    expect(sentence({}, 1)).toBe("a on c at L0, 2026-08-01 00:00 UTC");
    expect(sentence({ model: "m", variant: "v" }, 3)).toBe("a · m · v on c at L0, trial 2 of 3, 2026-08-01 00:00 UTC");
  });
});

describe("RunOrigin", () => {
  it("leads to the run's batch, and folds its metadata", () => {
    const bare = { ...sampleRun(), metadata: undefined };
    const origin = draw(<RunOrigin run={{ ...bare, batchId: "b 1", metadata: { seed: 1 } }} />);
    expect(origin.texts("summary")).toEqual(["Where this run comes from", "Metadata"]);
    expect(origin.texts("dl a")).toEqual(["b 1"]);
    expect(origin.texts("dt").slice(0, 2)).toEqual(["Run", "Counts as"]);
    const alone = draw(<RunOrigin run={bare} />);
    expect(alone.texts("dd").at(-1)).toBe("not stated");
    expect(alone.all("dl a, details details")).toEqual([]);
  });
});
