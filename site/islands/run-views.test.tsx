import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Outcome, PublicTelemetrySchema, type RunDetails } from "#contract/runs/run.ts";
import { BesideNone, BesideRun } from "./BesideRun.tsx";
import { RunArticle } from "./RunArticle.tsx";
import { RunFilterForm } from "./RunFilterForm.tsx";
import { RunList } from "./RunList.tsx";
import { RunsExplorer } from "./RunsExplorer.tsx";
import { NEWEST_FIRST } from "./run-sorting.ts";
import { taskFilters } from "./run-trials.ts";
import { SuiteTitles } from "./SuiteName.tsx";
import { sampleRun } from "./sample-run.ts";
import { draw, type Known } from "./testing/draw.tsx";
import type { RunFilters } from "./trials-address.ts";

beforeEach(() => {
  vi.stubGlobal("history", { state: null });
});
afterEach(() => vi.unstubAllGlobals());

const trial = (runId: string, outcome: Outcome, given: object = {}) => ({
  ...sampleRun({ runId, outcome, ...given }),
  metadata: undefined,
});
const detailsOf = (run: RunDetails["run"], given: Partial<RunDetails> = {}): RunDetails => ({
  ...{ run, evaluations: [], telemetry: null, decisions: [] },
  ...given,
});
const knownRun = (details: RunDetails): Known[number] => [["run", details.run.runId], details];
const knownRuns = (filters: RunFilters, runs: readonly object[], next?: string): Known[number] => [
  ["runs", filters],
  { pages: [{ runs, next }], pageParams: [undefined] },
];

describe("RunArticle", () => {
  const own = trial("own", "fail");
  const trials = [trial("before", "pass", { startedAt: "2026-07-31T00:00:00.000Z" }), own, trial("z", "fail")];
  const known: Known = [
    knownRun(detailsOf(own, { telemetry: PublicTelemetrySchema.parse({ costUsd: 1 }) })),
    knownRun(detailsOf(trial("before", "pass"))),
    knownRuns(taskFilters(own), trials),
  ];

  it("says what became of the run first, and which of its trials it is", () => {
    const article = draw(<RunArticle address={{ run: "own" }} isPage />, known);
    expect(article.texts("h1")).toEqual(["Not solved"]);
    expect(article.values(".run-verdict .live-sign", "data-outcome")).toEqual(["fail"]);
    expect(article.texts(".run-what")[0]).toContain(", trial 2 of 3, ");
    expect(article.texts("h2")).toEqual(["Evaluators", "What it took", "Beside trial 1, which solved it"]);
    expect(article.all(".synthetic")).toEqual([]);
    expect(draw(<RunArticle address={{ run: "own" }} />, known).texts("h2")[0]).toBe("Not solved");
  });

  it("stands beside the one that is asked for, or where there is none says how to find one", () => {
    expect(draw(<RunArticle address={{ run: "own", beside: "z" }} />, known).text).toContain("Beside trial 3");
    const alone = [known[0] ?? knownRun(detailsOf(own)), knownRuns(taskFilters(own), [own])];
    expect(draw(<RunArticle address={{ run: "own" }} />, alone).texts("h2")).toContain("Beside another run");
    expect(draw(<RunArticle address={{ run: "own" }} />, alone.slice(0, 1)).text).not.toContain("Beside");
  });

  it("marks made-up data, and lists decisions where there are any", () => {
    const decisions = [
      { ...{ id: 1, runId: "own", kind: "exclude" as const, reason: "Wrong.", changes: {} }, decidedAt: own.startedAt },
    ];
    const details = detailsOf({ ...own, synthetic: true }, { decisions });
    const article = draw(<RunArticle address={{ run: "own" }} />, [knownRun(details)]);
    expect(article.texts(".synthetic")).toEqual(["Synthetic data: made up, not measured."]);
    expect(article.texts("h2")).toContain("Decisions");
  });

  it("says that it loads while it is not there, under a heading of its own on a page", () => {
    const article = draw(<RunArticle address={{ run: "other" }} isPage />, known);
    expect(article.texts("[role=status]")).toEqual(["Loading the run…"]);
    expect(article.texts("h1")).toEqual(["A run"]);
    expect(draw(<RunArticle address={{ run: "other" }} />, known).all("h1, article")).toEqual([]);
  });

  it("leads back to the list that it was chosen from", () => {
    expect(draw(<RunArticle address={{ run: "own" }} />, known).all(".live-actions button")).toEqual([]);
    vi.stubGlobal("history", { state: { list: 1 } });
    expect(draw(<RunArticle address={{ run: "own" }} />, known).texts(".live-actions button")).toEqual([
      "← Back to the list",
    ]);
  });
});

describe("BesideRun", () => {
  const trials = Array.from({ length: 12 }, (_, place) => trial(`t${place}`, "pass"));
  const [own = trial("t0", "pass")] = trials;

  it("names the two side by side, and marks what differs", () => {
    const other = detailsOf(trial("t1", "timeout", { totalScore: 0 }));
    const drawn = draw(<BesideRun own={detailsOf({ ...own, totalScore: 1 })} beside="t1" trials={trials} />, [
      knownRun(other),
    ]);
    expect(drawn.texts("h2")).toEqual(["Beside trial 2, not solved"]);
    expect(drawn.texts("thead th")).toEqual(["Figure", "This run", "trial 2"]);
    expect(drawn.values("thead a", "href")).toEqual(["/runs/?run=t1&beside=t0"]);
    expect(drawn.texts("tr[data-differs] th")).toEqual(["Verdict", "Score"]);
  });

  it("offers eight other trials and any run of the task", () => {
    const drawn = draw(<BesideRun own={detailsOf(own)} beside="t1" trials={trials} />);
    expect(drawn.texts(".note a")).toEqual([
      ...["trial 3", "trial 4", "trial 5", "trial 6", "trial 7", "trial 8", "trial 9", "trial 10"],
      "any run of this task",
    ]);
    expect(drawn.values(".note a", "href")[0]).toBe("/runs/?run=t0&beside=t2");
    expect(drawn.values(".note a", "href").at(-1)).toBe("/runs/?suite=s&suiteVersion=&scenario=c&choose=t0");
  });

  it("names a run that is no trial of its cell as it is called", () => {
    const drawn = draw(<BesideRun own={detailsOf(own)} beside="elsewhere" trials={[own]} />);
    expect(drawn.texts("h2")).toEqual(["Beside elsewhere"]);
    expect(drawn.texts("[role=status]")).toEqual(["Loading the other run…"]);
    expect(drawn.texts(".note")).toEqual(["Another: choose a run"]);
  });

  it("says where there is no other trial how to choose a run", () => {
    expect(draw(<BesideNone run={own} />).texts(".note")).toEqual([
      "There is no other trial of this task. Put it beside any run of this task",
    ]);
  });
});

describe("RunList", () => {
  const list = (filters: RunFilters, known: Known) =>
    draw(
      <RunList filters={filters} empty={<p className="empty">Nothing.</p>}>
        {(runs) => <ol>{runs.length}</ol>}
      </RunList>,
      known,
    );
  const filters = { suite: "s" };

  it("sums up what it shows", () => {
    const runs = [trial("a", "pass"), trial("b", "fail"), trial("c", "excluded"), trial("d", "not-stated")];
    const drawn = list(filters, [knownRuns(filters, runs)]);
    expect(drawn.texts("[role=status]")).toEqual(["4 runs: 1 of 2 counted passed; 2 more not counted."]);
    expect(drawn.texts("ol")).toEqual(["4"]);
    expect(drawn.texts("button")).toEqual(["Ask again"]);
    expect(drawn.values(".live-actions a", "href")).toEqual(["/api/runs?suite=s&limit=200"]);
    const counted = list(filters, [knownRuns(filters, runs.slice(0, 1))]);
    expect(counted.texts("[role=status]")).toEqual(["1 run: 1 of 1 counted passed."]);
  });

  it("offers more where there may be", () => {
    const drawn = list(filters, [knownRuns(filters, [trial("a", "pass")], "cursor")]);
    expect(drawn.texts("[role=status]")).toEqual(["The newest 1 run; there may be more."]);
    expect(drawn.texts("button")).toEqual(["Load more", "Ask again"]);
  });

  it("says so where there are none, and where it waits", () => {
    const none = list(filters, [knownRuns(filters, [])]);
    expect(none.texts("[role=status], .empty")).toEqual(["There are no runs here.", "Nothing."]);
    expect(list(filters, [knownRuns(filters, [], "cursor")]).all(".empty, ol")).toEqual([]);
    const waits = list(filters, []);
    expect(waits.texts("[role=status]")).toEqual(["Loading runs…"]);
    expect(waits.all(".live-skeleton")).toHaveLength(1);
    expect(waits.all("button, ol")).toEqual([]);
  });

  it("marks made-up data", () => {
    const synthetic = list(filters, [knownRuns(filters, [trial("a", "pass", { synthetic: true })])]);
    expect(synthetic.texts(".synthetic")).toEqual(["Synthetic data: made up, not measured."]);
    expect(list(filters, [knownRuns(filters, [trial("a", "pass")])]).all(".synthetic")).toEqual([]);
  });
});

describe("RunFilterForm", () => {
  const form = (filters: RunFilters) => draw(<RunFilterForm filters={filters} show={() => undefined} />);

  it("has a field for each filter, filled in with what holds", () => {
    const drawn = form({ agent: "a", since: "2026-08-01T12:00:00Z", model: "", outcome: "fail" });
    expect(drawn.values("input", "name")).toEqual([
      ...["suite", "scenario", "tier", "agent", "model", "variant", "batchId", "since", "until"],
    ]);
    expect(drawn.values("input[name=agent], input[name=since]", "value")).toEqual(["a", "2026-08-01"]);
    expect(drawn.values("input[type=date]", "name")).toEqual(["since", "until"]);
    expect(drawn.values("input[placeholder]", "name")).toEqual(["model"]);
    expect(drawn.values("input[list]", "list")).toEqual(["names-of-suites", "names-of-agents", "names-of-models"]);
    expect(drawn.values("option[selected]", "value")).toEqual(["fail"]);
    expect(drawn.texts("option")[0]).toBe("any");
  });

  it("lists what holds, each a link to the list without it", () => {
    const drawn = form({ suite: "s", model: "" });
    expect(drawn.texts(".live-active b")).toEqual(["s", "not stated"]);
    expect(drawn.values(".live-active a", "href")).toEqual(["/runs/?model=&sort=newest", "/runs/?suite=s&sort=newest"]);
    expect(form({}).all(".live-active")).toEqual([]);
  });

  it("calls a suite by its title, and keeps its name in the field", () => {
    const drawn = draw(
      <SuiteTitles value={new Map([["s", "Suite"]])}>
        <RunFilterForm filters={{ suite: "s" }} show={() => undefined} />
      </SuiteTitles>,
    );
    expect(drawn.texts(".live-active b")).toEqual(["Suite"]);
    expect(drawn.values("input[name=suite]", "value")).toEqual(["s"]);
  });
});

describe("RunsExplorer", () => {
  const filters = { suite: "s" };
  const runs = [trial("b", "fail", { totalScore: 1 }), trial("a", "pass", { totalScore: 0 })];

  it("sorts what is loaded, and leads to each run", () => {
    const drawn = draw(<RunsExplorer explorer={{ filters, order: { sort: "score", reversed: false } }} />, [
      knownRuns(filters, runs),
    ]);
    expect(drawn.texts("tbody th")).toEqual(["b", "a"]);
    expect(drawn.all(".live-choosing")).toEqual([]);
    expect(drawn.texts("figcaption")[0]).toContain("Half of the 2 scores");
  });

  it("chooses the run to stand beside another one", () => {
    const drawn = draw(<RunsExplorer explorer={{ filters, order: NEWEST_FIRST, choose: "x" }} />, [
      knownRuns(filters, runs.slice(1)),
    ]);
    expect(drawn.texts(".live-choosing")).toEqual(["Choose the run to stand beside x."]);
    expect(drawn.values("tbody a", "href")).toEqual(["/runs/?run=x&beside=a"]);
  });

  it("says what to do where none matches", () => {
    const drawn = draw(<RunsExplorer explorer={{ filters, order: NEWEST_FIRST }} />, [knownRuns(filters, [])]);
    expect(drawn.text).toContain("No run matches. Remove a filter, or check its spelling.");
  });
});
