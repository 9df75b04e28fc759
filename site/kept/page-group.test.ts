import { expect, it } from "vitest";
import { groupFinder } from "./page-group.ts";

const suite = { paths: ["/suites/s/", "/cards/s.png"] };
const older = { paths: ["/suites/s/versions/1/"] };
const boards = { paths: ["/suites/s/boards.json"] };
const groupOf = groupFinder([suite, older, boards]);

it.each([
  ["/suites/s", suite],
  ["/suites/s/", suite],
  ["/suites/s/index.html", suite],
  ["/suites/s/scenarios/a/b", suite],
  ["/cards/s.png", suite],
  ["/suites/s/versions/1", older],
  ["/suites/s/versions/1/board.json", older],
  ["/suites/s/versions/", suite],
  ["/suites/s/boards.json", boards],
  ["/suites/s2", undefined],
  ["/suites/", undefined],
  ["/cards/s.png2", undefined],
  ["/", undefined],
  ["", undefined],
])("finds the group of %s", (address, group) => {
  expect(groupOf(address)).toBe(group);
});
