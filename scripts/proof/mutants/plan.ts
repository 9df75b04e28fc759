/** What a run of the tests is to do: the tester says so, the switches read it in the process of the tests. */
export type Plan =
  /** Each test twice without a change, to note which functions it runs, and whether it passes a second time. */
  | { mode: "reach" }
  /** Each test with each of its changes, by the test's id; before and after that without any. */
  | { mode: "try"; changes: Record<string, number[]> }
  /** All tests with this change in force from the start: for what runs once, when its module is loaded. */
  | { mode: "hold"; change: number };

/** What a test says about itself when it ends. */
export interface Noted {
  /** The functions that it ran, and those that ran before it, outside of all tests. */
  reached?: string[];
  outside?: string[];
  /** The changes that made it fail. */
  found?: number[];
  /** It failed without a change. */
  unsteady?: boolean;
  /** It passed, but not a second time: it leaves something behind, so that it can be run once alone. */
  once?: boolean;
}

declare module "vitest" {
  interface ProvidedContext {
    plan: Plan;
  }
  interface TaskMeta extends Noted {}
}
