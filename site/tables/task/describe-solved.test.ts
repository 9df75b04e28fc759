import { expect, it } from "vitest";
import { describeSolved, describeSolvers } from "./describe-solved.ts";

it.each([
  [{ entries: 4, ran: 0, unsolved: 0, solvedByAll: 0 }, "No run that counts says whether it solved its task."],
  [{ entries: 4, ran: 1, unsolved: 1, solvedByAll: 0 }, "The only task with runs that count was solved by nobody."],
  [
    { entries: 4, ran: 1, unsolved: 0, solvedByAll: 1 },
    "The only task with runs that count was solved by every entry that ran it.",
  ],
  [
    { entries: 4, ran: 1, unsolved: 0, solvedByAll: 0 },
    "The only task with runs that count was solved by some entries, not by all.",
  ],
  [
    { entries: 4, ran: 9, unsolved: 0, solvedByAll: 0 },
    "Of 9 tasks, each was solved by some entry, and none by every entry that ran it.",
  ],
  [
    { entries: 4, ran: 9, unsolved: 1, solvedByAll: 1 },
    "Of 9 tasks, 1 was solved by nobody, and 1 by every entry that ran it.",
  ],
  [
    { entries: 4, ran: 9, unsolved: 2, solvedByAll: 3 },
    "Of 9 tasks, 2 were solved by nobody, and 3 by every entry that ran them.",
  ],
  [{ entries: 1, ran: 9, unsolved: 2, solvedByAll: 7 }, "Of 9 tasks, the only entry solved 7."],
])("says of %j: %s", (solved, sentence) => {
  expect(describeSolved(solved)).toBe(sentence);
});

it.each([
  [0, 0, 4, "No run that counts says whether it solved this task"],
  [1, 1, 1, "The only entry solves it"],
  [0, 1, 1, "The only entry does not solve it"],
  [1, 1, 4, "The only entry that ran it solves it"],
  [0, 4, 4, "0 of 4 entries solve it"],
  [1, 4, 4, "1 of 4 entries solves it"],
  [3, 1200, 1300, "3 of 1,200 entries solve it"],
])("says who solves a task: %i of %i that ran it, of %i", (solvedBy, entries, all, said) => {
  expect(describeSolvers({ solvedBy, entries }, all)).toBe(said);
});
