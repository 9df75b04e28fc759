import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatCount } from "#words/numbers.ts";
import { defineCommand } from "./command/command.ts";
import { typedPath } from "./command/context.ts";
import { PROJECT } from "./command/project.ts";
import { runHere } from "./command/run-command.ts";
import { findBackArrows } from "./proof/house/floors.ts";
import { COMMENT_WIDTH, FUNCTION_LINES, measureSource, quantile } from "./proof/house/measure-source.ts";
import { circlesIn, readImports } from "./proof/sources/import-graph.ts";
import { isTest, listSources } from "./proof/sources/list-sources.ts";

export const command = defineCommand({
  name: "house",
  usage: ["[options]"],
  about: () => `
Measures the sources: lines a file, functions over ${FUNCTION_LINES} lines, claimed types, wide comments, test to source, imports in a circle and imports against the map of the house, which scripts/proof/house/floors.ts draws.`,
  options: {
    folder: { type: "string", value: "DIR", help: "the project to measure (default: this one)" },
    list: { type: "boolean", help: "list every long function and every claimed type with its place" },
  },
  notes: "Exit code: 0 no circle, no import against the map and no comment that is too wide, 1 any, 2 wrong usage.",
  run: async ({ values }, context) => {
    const { print, warn } = context;
    const folder = values.folder === undefined ? PROJECT : typedPath(context, values.folder);
    const files = listSources(folder);
    const measured = files.map((file) => ({ file, ...measureSource(file, readFileSync(join(folder, file), "utf8")) }));
    const [tests, sources] = [true, false].map((test) => measured.filter(({ file }) => isTest(file) === test));
    if (tests === undefined || sources === undefined) return 1;
    const sizes = sources.map(({ lines }) => lines).sort((a, b) => a - b);
    const linesOf = (of: typeof measured) => of.reduce((sum, { lines }) => sum + lines, 0);
    const largest = sources.find(({ lines }) => lines === sizes.at(-1));
    const graph = readImports(folder, files);
    const circles = circlesIn(graph).map((circle) => circle.join(" → "));
    const arrows = findBackArrows(graph);
    const longFunctions = sources.flatMap(({ file, longFunctions }) => longFunctions.map((one) => ({ file, ...one })));
    const casts = sources.flatMap(({ file, casts }) => casts.map((line) => `${file}:${line}`));
    const wide = measured.flatMap(({ file, wideComments }) => wideComments.map((line) => `${file}:${line}`));
    const castsInTests = tests.flatMap(({ casts }) => casts).length;
    print(`source files                    ${formatCount(sources.length)} of ${formatCount(linesOf(sources))} lines`);
    print(`lines a file                    median ${quantile(sizes, 0.5)}, 95 % at most ${quantile(sizes, 0.95)}`);
    print(`largest file                    ${largest?.file}, ${largest?.lines} lines`);
    print(`functions over ${FUNCTION_LINES} lines         ${longFunctions.length}`);
    print(`claimed types (as X)            ${casts.length}; in tests ${castsInTests}`);
    print(`comments over ${COMMENT_WIDTH} characters    ${wide.length}`);
    print(`lines of tests to source        ${(linesOf(tests) / linesOf(sources)).toFixed(2)}`);
    print(`imports in a circle             ${circles.length}`);
    print(`imports against the map         ${arrows.length}`);
    if (values.list === true) {
      for (const { file, line, lines } of longFunctions) print(`  ${file}:${line}  ${lines} lines`);
      for (const place of casts) print(`  ${place}  as`);
    }
    for (const circle of circles) warn(`in a circle: ${circle}`);
    for (const arrow of arrows) warn(`against the map: ${arrow}`);
    for (const place of wide) warn(`wider than ${COMMENT_WIDTH} characters: ${place}`);
    return circles.length + arrows.length + wide.length === 0 ? 0 : 1;
  },
});

if (import.meta.main) await runHere(command);
