import { stripTypeScriptTypes } from "node:module";
import { describe, expect, it } from "vitest";
import { listSources } from "../sources/list-sources.ts";
import { chooseSources } from "./choose-sources.ts";
import { findChanges } from "./find-changes.ts";
import { instrument } from "./instrument.ts";

/** Statements that give a list: with else that must keep its if, nested changes, loops, and arrows whose body is an expression. */
const PROGRAM = `
  const seen: string[] = [];
  const note = (text: string) => void seen.push(text);
  const double = (n: number) => n * 2;
  const kinds = { even: (n: number) => ({ n, even: n % 2 === 0 }) };
  for (let n = 0; n < 4; n++) {
    if (n > 1) note("large");
    else note("small" + double(n));
    if (kinds.even(n).even && !(n === 2 || n < 0)) note(\`even \${n}\`);
  }
  let left = 3;
  while (left > 0) left -= 1;
  return [...seen, left, [1, 2].filter((n) => n > 1)];
`;

/** What a program gives or throws, with a change in force. */
const resultOf = (program: string, inForce: number, reached: string[] = []): unknown => {
  let turns = 0;
  const turn = () => {
    turns += 1;
    if (turns > 100) throw new Error("a loop without an end");
  };
  const run = new Function("__on", "__reach", "__turn", `return ${stripTypeScriptTypes(`(() => {${program}})()`)};`);
  try {
    return run(
      (change: number) => change === inForce,
      (place: string) => reached.push(place),
      turn,
    );
  } catch (error) {
    return String(error);
  }
};

/** The plain text with its loops counted. */
const countLoops = (text: string) =>
  text.replace("{\n    if (n", "{ __turn();\n    if (n").replace(/\) (left [^;]+);/, ") { __turn(); $1; }");

describe("instrument", () => {
  const changes = findChanges(PROGRAM);
  const instrumented = instrument("program.ts", PROGRAM, changes);

  it("leaves a program as it is while no change is in force", () => {
    expect(resultOf(instrumented, 0)).toEqual(resultOf(countLoops(PROGRAM), 0));
  });

  it.each(changes.map((change, position) => [`${change.line}: ${change.shown}`, position] as const))(
    "makes the change %s and no other",
    (_, position) => {
      const { start, end, to } = changes[position] ?? { start: 0, end: 0, to: "" };
      const changed = PROGRAM.slice(0, start) + to + PROGRAM.slice(end);
      expect(resultOf(instrumented, position + 1)).toEqual(resultOf(countLoops(changed), 0));
    },
  );

  it("notes which functions run", () => {
    const reached: string[] = [];
    resultOf(instrumented, 0, reached);
    const places = ["(text", "(n: number) => n * 2", "(n: number) => ({"].map(
      (text) => `program.ts:${PROGRAM.indexOf(text)}`,
    );
    expect(new Set(reached)).toEqual(new Set([...places, `program.ts:${PROGRAM.lastIndexOf("(n)")}`]));
  });

  it("gives every source that is tried a form that can be read", () => {
    for (const { file, text, changes } of chooseSources(listSources(), [])) {
      expect(() => stripTypeScriptTypes(instrument(file, text, changes)), file).not.toThrow();
    }
  });
});
