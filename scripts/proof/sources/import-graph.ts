import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import ts from "typescript";
import * as z from "zod";

/** What each source imports of the other sources, types included; all as paths from the project's folder. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

const AliasesSchema = z.object({ imports: z.record(z.string(), z.string()) });

/** Reads who imports whom among the sources of a folder; aliases are those of its package.json. */
export const readImports = (folder: string, sources: readonly string[]): ImportGraph => {
  const known = new Set(sources);
  const { imports } = AliasesSchema.parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  const aliases = Object.entries(imports).map(
    ([alias, path]) => [alias.replace("*", ""), path.replace("*", "")] as const,
  );
  const resolve = (from: string, specifier: string): string | undefined => {
    if (specifier.startsWith(".")) return posix.join(posix.dirname(from), specifier);
    const alias = aliases.find(([start]) => specifier.startsWith(start));
    return alias && posix.join(alias[1], specifier.slice(alias[0].length));
  };
  return new Map(
    sources.map((file) => {
      const specifiers = specifiersOf(file, readFileSync(join(folder, file), "utf8"));
      const files = specifiers.flatMap((specifier) => resolve(file, specifier) ?? []).filter((to) => known.has(to));
      return [file, [...new Set(files)]];
    }),
  );
};

/** The modules that a source names in its imports and exports; an Astro component's stand between its fences and in its scripts. */
const specifiersOf = (file: string, text: string): string[] => {
  const code = file.endsWith(".astro")
    ? [
        /^---\n([\s\S]*?)\n---/.exec(text)?.[1],
        ...Array.from(text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g), (script) => script[1]),
      ]
    : [text];
  return code.flatMap((part) =>
    ts.preProcessFile(part ?? "", true, true).importedFiles.map(({ fileName }) => fileName),
  );
};

/** How many imports lie between a file and each that it reaches: itself is at 0. */
export const distancesFrom = (graph: ImportGraph, file: string): Map<string, number> => {
  const distances = new Map([[file, 0]]);
  for (const [next, distance] of distances) {
    for (const imported of graph.get(next) ?? []) {
      if (!distances.has(imported)) distances.set(imported, distance + 1);
    }
  }
  return distances;
};

/** Files that import each other in a circle, a list for each circle; no file is in two. */
export const circlesIn = (graph: ImportGraph): string[][] => {
  const reached = new Map([...graph.keys()].map((file) => [file, distancesFrom(graph, file)]));
  const circles: string[][] = [];
  const done = new Set<string>();
  for (const file of graph.keys()) {
    if (done.has(file)) continue;
    const circle = [...(reached.get(file)?.keys() ?? [])].filter((other) => reached.get(other)?.has(file));
    for (const member of circle) done.add(member);
    if (circle.length > 1 || graph.get(file)?.includes(file)) circles.push(circle.sort());
  }
  return circles;
};
