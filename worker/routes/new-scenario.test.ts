import { expect, it } from "vitest";
import { BoardSchema } from "#contract/figures/board.ts";
import { buildSite } from "../testing/built-site.ts";
import { call, postLines, unlimited } from "../testing/call.ts";
import { callWith, makeKey } from "../testing/keys.ts";
import { makeRun } from "../testing/make-run.ts";

const readBoard = async () => {
  const response = await call("/api/boards/suite", {}, { ...unlimited, ASSETS: await buildSite() });
  return BoardSchema.parse(await response.json());
};

it("leaves every rank as it is when somebody runs a new scenario once", async () => {
  const passes: Record<string, number> = { most: 12, some: 11, none: 0 };
  await postLines(
    Object.entries(passes).flatMap(([agent, passed]) =>
      Array.from({ length: 12 }, (_, at) =>
        makeRun({ runId: `${agent}.${at}`, agent, scenario: `s${at}`, isSuccessful: at < passed }),
      ),
    ),
  );
  const before = await readBoard();
  expect(before.entries.map(({ entry, rankFrom, rankTo }) => [entry, rankFrom, rankTo])).toEqual([
    ["most", 1, 2],
    ["some", 1, 2],
    ["none", 3, 3],
  ]);
  const { token } = await makeKey();
  const stray = makeRun({ runId: "stray", agent: "some", scenario: "brand new" });
  expect((await callWith(token, "POST", "/api/results", stray)).status).toBe(201);
  const after = await readBoard();
  const standing = ({ entries }: typeof before) =>
    entries.map(({ entry, rankFrom, rankTo, group, estimate, note }) => ({
      entry,
      rankFrom,
      rankTo,
      group,
      estimate,
      note,
    }));
  expect(standing(after)).toEqual(standing(before));
  expect([before.cells, before.outside, after.cells, after.outside]).toEqual([12, 0, 12, 1]);
});
