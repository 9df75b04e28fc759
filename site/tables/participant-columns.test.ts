import { expect, it } from "vitest";
import { participantsOf } from "../snapshot/participants.ts";
import { sampleVersion } from "../snapshot/sample-board.ts";
import { pageTable } from "./column.ts";
import { describeParticipants, PARTICIPANT_COLUMNS } from "./participant-columns.ts";

const version = sampleVersion([
  { agent: "good", passes: 40 },
  { agent: "good", model: "m", passes: 1 },
  { agent: "poor", passes: 2 },
  { agent: "scant", passes: 2, ran: 2 },
]);
const agents = participantsOf([version], "agent");

it("says where each stands best, and who may be first", () => {
  const cells = pageTable(PARTICIPANT_COLUMNS, agents).rows.map((row) => row.cells.replace(/<(?!\/?b>)[^>]*>/g, " "));
  expect(cells.map((text) => text.replace(/\s+/g, " ").trim())).toEqual([
    "good 2 s 1 of 3, <b>may be first</b>",
    "poor 1 s 2–\u20603 of 3",
    "scant 1 s no rank",
  ]);
});

it("has suites in the order of every list", () => {
  const few = sampleVersion([{ agent: "good", passes: 1 }], 2, "few");
  const [good] = participantsOf([few, version], "agent").filter(({ name }) => name === "good");
  const [row] = pageTable(PARTICIPANT_COLUMNS, good ? [good] : []).rows;
  expect([...(row?.cells.matchAll(/href="\/suites\/(\w+)\//g) ?? [])].map(([, suite]) => suite)).toEqual(["s", "few"]);
});

it("counts them, and those that may be first on the newest version of a suite", () => {
  expect(describeParticipants(agents, "agent")).toBe("3 agents, by name; 1 of them may be first on some suite.");
  const older = participantsOf([{ ...version, newest: false }], "agent");
  expect(describeParticipants(older, "agent")).toBe("3 agents, by name; none of them may be first on some suite.");
  const both = participantsOf([sampleVersion([{ passes: 1 }, { passes: 1 }])], "agent");
  expect(describeParticipants(both, "agent")).toBe("2 agents, by name; all of them may be first on some suite.");
  const alone = participantsOf([sampleVersion([{ model: "m", passes: 1 }])], "model");
  expect(describeParticipants(alone, "model")).toBe("One model.");
  expect(describeParticipants(agents.slice(0, 1), "agent")).toBe("One agent, which may be first on some suite.");
});
