import { describe, expect, it } from "vitest";
import type { StatedScore } from "./formats/importer.ts";
import { Scales, settleScores } from "./settle-scores.ts";

const draftOf = (scores: StatedScore[] | undefined, more: object = {}) => ({ runId: "r", suite: "s", scores, ...more });
/** A draft once the scores of the whole file are known. */
const settled = (draft: ReturnType<typeof draftOf>, others: StatedScore[] = []) => {
  const scales = new Scales();
  for (const one of [draft, draftOf(others)]) scales.note(one);
  const { totalScore, evaluations, metadata } = settleScores(draft, scales) as never as Record<string, unknown>;
  return { totalScore, evaluations, metadata };
};
const share = (evaluatorName: string, score: number) => ({ evaluatorName, score, maxScore: 1 });

describe("settleScores", () => {
  it("names an evaluator on one line, and not longer than names may be", () => {
    const { evaluations } = settled(
      draftOf([
        { name: "a\nb", value: 1 },
        { name: "x".repeat(600), value: 0 },
      ]),
    );
    expect(evaluations).toEqual([share("a b", 1), share(expect.stringMatching(/^x+… [\da-f]{12}$/) as never, 0)]);
    expect(settled(draftOf([{ name: "", value: 1 }])).evaluations).toEqual([share("score", 1)]);
  });

  it.each<[string, StatedScore[], StatedScore[], object]>([
    ["a share", [{ name: "g", value: 0.5 }], [], { totalScore: 0.5, evaluations: [share("g", 0.5)] }],
    ["0", [{ name: "g", value: 0 }], [], { totalScore: 0, evaluations: [share("g", 0)] }],
    ["1", [{ name: "g", value: 1 }], [], { totalScore: 1, evaluations: [share("g", 1)] }],
    [
      "1 where another is more",
      [{ name: "g", value: 1 }],
      [{ name: "g", value: 1.1 }],
      { totalScore: 1, evaluations: [], metadata: { otherScores: { g: 1 } } },
    ],
    [
      "1 where another is less than 0",
      [{ name: "g", value: 1 }],
      [{ name: "g", value: -0.1 }],
      { totalScore: 1, evaluations: [], metadata: { otherScores: { g: 1 } } },
    ],
    [
      "1 where another scorer gives more",
      [{ name: "g", value: 1 }],
      [{ name: "h", value: 5 }],
      { totalScore: 1, evaluations: [share("g", 1)] },
    ],
    [
      "two scorers",
      [
        { name: "g", value: 1 },
        { name: "h", value: 4 },
      ],
      [],
      { totalScore: undefined, evaluations: [share("g", 1)], metadata: { otherScores: { h: 4 } } },
    ],
    [
      "more than a score may be",
      [{ name: "g", value: 1e12 }],
      [],
      { totalScore: undefined, evaluations: [], metadata: { otherScores: { g: 1e12 } } },
    ],
    ["none", [], [], { totalScore: undefined, evaluations: [] }],
  ])("settles %s", (_what, scores, others, expected) => {
    expect(settled(draftOf(scores), others)).toMatchObject(expected);
  });

  it("keeps what the draft states, and leaves one without scores alone", () => {
    const stated = draftOf([{ name: "g", value: 0.5, details: "why" }], {
      totalScore: 0.25,
      evaluations: [share("own", 1)],
      metadata: { a: 1 },
    });
    expect(settled(stated)).toEqual({
      totalScore: 0.25,
      evaluations: [share("own", 1), { ...share("g", 0.5), details: "why" }],
      metadata: { a: 1 },
    });
    const bare = draftOf(undefined);
    expect(settleScores(bare, new Scales())).toBe(bare);
  });

  it("takes what holds instead where the scorer is on a scale of its own, and only there", () => {
    const onOwnScale = { scorer: "g", instead: { isSuccessful: undefined, status: "completed" } } as const;
    const draft = draftOf([{ name: "g", value: 1 }], { isSuccessful: true, status: "failed", onOwnScale });
    const scales = new Scales();
    scales.note(draft);
    const before = settleScores(draft, scales);
    scales.note(draftOf([{ name: "g", value: 7 }]));
    const after = settleScores(draft, scales);
    expect([before.isSuccessful, before.status]).toEqual([true, "failed"]);
    expect([after.isSuccessful, after.status]).toEqual([undefined, "completed"]);
    expect(before).not.toHaveProperty("onOwnScale");
  });

  it("tells the scorers of two suites apart", () => {
    const scales = new Scales();
    scales.note(draftOf([{ name: "g", value: 5 }], { suite: "other" }));
    expect(scales.isOwn(draftOf([]), "g")).toBe(false);
    expect(scales.isOwn(draftOf([], { suite: "other" }), "g")).toBe(true);
  });
});
