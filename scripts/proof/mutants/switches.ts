import { afterEach, beforeAll, beforeEach, inject } from "vitest";
import type { Plan } from "./plan.ts";

// Runs before the tests, in their process: gives the sources their switches, and repeats each test with each change.

/** A test, or a group of them, as Vitest has it. */
interface Task {
  id: string;
  mode: string;
  repeats?: number;
  tasks?: Task[];
}

/** How many more turns of loops than without a change are taken for a loop without an end. */
const TURNS = 20;
const TURNS_AT_LEAST = 100_000;
const TURNS_HELD = 20_000_000;

const plan: Plan = inject("plan");

/** Kept from file to file: all tests of a run share this process, and so what they have found. */
class Switches {
  /** The change in force; 0 for none. */
  inForce = plan.mode === "hold" ? plan.change : 0;
  readonly reached = new Set<string>();
  readonly found = new Set<number>();
  turns = 0;
  turnsAllowed = plan.mode === "hold" ? TURNS_HELD : Number.POSITIVE_INFINITY;
}

declare global {
  var __switches: Switches | undefined;
  var __on: (change: number) => boolean;
  var __reach: (place: string) => void;
  var __turn: () => void;
}

globalThis.__switches ??= new Switches();
const switches = globalThis.__switches;

globalThis.__on = (change) => switches.inForce === change;
globalThis.__reach = (place) => void switches.reached.add(place);
globalThis.__turn = () => {
  switches.turns += 1;
  if (switches.turns > switches.turnsAllowed) throw new Error("a loop without an end");
};

/** The changes that a test has still to be tried with. */
const openFor = (task: Task): number[] =>
  plan.mode === "try" ? (plan.changes[task.id] ?? []).filter((change) => !switches.found.has(change)) : [];

/**
 * Has every test of a file run once without a change, once with each that it has still to be tried with, and once more without;
 * leaves it out if there is none.
 */
const schedule = (task: Task): void => {
  for (const child of task.tasks ?? []) schedule(child);
  if (task.tasks || plan.mode === "hold") return;
  const open = openFor(task).length;
  task.repeats = open + 1;
  if (plan.mode === "try" && open === 0) task.mode = "skip";
};

let open: number[] = [];

// Vitest reads the parameters from the text: the first has to be a pattern.
// biome-ignore lint/correctness/noEmptyPattern: for that reason.
beforeAll(({}, file) => {
  schedule(file as Task);
});

beforeEach(({ task }) => {
  if (plan.mode === "hold") return;
  const turn = task.result?.repeatCount ?? 0;
  if (turn === 0) {
    task.meta.outside = [...switches.reached];
    switches.reached.clear();
    switches.turnsAllowed = Number.POSITIVE_INFINITY;
    open = openFor(task);
  } else if (turn === 1) switches.turnsAllowed = TURNS_AT_LEAST + TURNS * switches.turns;
  switches.turns = 0;
  switches.inForce = open[turn - 1] ?? 0;
});

afterEach(({ task }) => {
  if (plan.mode === "hold") return;
  const failed = task.result?.state === "fail";
  if (failed && switches.inForce === 0) {
    if (task.result?.repeatCount === 0) task.meta.unsteady = true;
    else task.meta.once = true;
    open = [];
  } else if (failed) {
    switches.found.add(switches.inForce);
    task.meta.found = [...(task.meta.found ?? []), switches.inForce];
  }
  switches.inForce = 0;
  if (task.result?.repeatCount !== task.repeats) return;
  if (plan.mode === "reach") {
    task.meta.reached = [...switches.reached];
    switches.reached.clear();
  } else schedule(task.file as Task);
});
