import type { ImportGraph } from "../sources/import-graph.ts";
import { isTest } from "../sources/list-sources.ts";

/**
 * The map of the house, from the ground up: a room imports what stands on lower floors, never what stands above or beside it. A room is a
 * folder or a file; of two that hold a file, the longer path counts.
 */
const FLOORS: readonly (readonly string[])[] = [
  ["worker/contract"],
  ["worker/words"],
  ["worker/statistics", "worker/client", "worker/http", "worker/db"],
  ["worker/figures", "worker/env.ts"],
  ["worker/routes"],
  ["worker/index.ts"],
  ["worker/bundle"],
  ["site/kept"],
  ["site/styles", "site/snapshot", "site/content", "scripts/command/context.ts", "scripts/sample"],
  ["site/tables", "scripts/terminal"],
  ["site/charts", "site/browser", "site/islands", "scripts/command"],
  ["site/components", "scripts/import", "scripts/suites", "scripts/snapshots"],
  ["site/layouts", "scripts/logger", "scripts/local", "scripts/verify"],
  [
    "site/pages",
    "site/build",
    "scripts/publish",
    "scripts/gate",
    "scripts/bench",
    "scripts/test",
    "scripts/runs",
    "scripts/stats",
    "scripts/submit",
  ],
  [
    "scripts/agents",
    "scripts/compare-batches",
    "scripts/client-package",
    "astro.config.mjs",
    "playwright.config.ts",
    "vitest.config.ts",
  ],
  ["scripts/github"],
  ["scripts/proof"],
  // The commands, and what loads them when they are called.
  ["scripts"],
  ["scripts/command/checkout-commands.ts", "scripts/command/remote-commands.ts"],
  ["scripts/ze-benchmarks.ts", "scripts/client-package/cli.ts"],
];

/** What the site and the scripts may import of the Worker. */
const SHARED = ["worker/contract", "worker/words", "worker/statistics", "worker/client"];

const ROOMS = FLOORS.flatMap((rooms, floor) => rooms.map((room) => ({ room, floor }))).sort(
  (a, b) => b.room.length - a.room.length,
);

const placeOf = (file: string) => ROOMS.find(({ room }) => file === room || file.startsWith(`${room}/`));

/** The imports that the map does not allow, and the sources that it does not name, each in a sentence. Tests may import anything. */
export const findBackArrows = (graph: ImportGraph): string[] =>
  [...graph].flatMap(([from, imports]) => {
    if (isTest(from)) return [];
    const place = placeOf(from);
    if (place === undefined) return [`${from} stands on no floor`];
    return imports.filter((to) => !isTest(to) && !isAllowed(place, to)).map((to) => `${from} imports ${to}`);
  });

const isAllowed = (from: { room: string; floor: number }, to: string): boolean => {
  const place = placeOf(to);
  if (place === undefined) return false;
  // A file that has a floor of its own still belongs to its folder.
  if (place.room === from.room || from.room.startsWith(`${place.room}/`)) return true;
  const [house, other] = [from.room, place.room].map((room) => room.split("/", 1)[0]);
  if (house !== other && other === "worker") return SHARED.includes(place.room);
  if (house !== other && (house === "site" || house === "scripts")) return place.room.includes(".config.");
  return place.floor < from.floor;
};
