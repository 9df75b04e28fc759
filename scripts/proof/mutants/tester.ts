import {
  BaseSequencer,
  createVitest,
  type TestCase,
  type TestModule,
  type TestSpecification,
  type Vitest,
} from "vitest/node";
import { testProjects } from "../../../vitest.config.ts";
import { CliError } from "../../command/cli-error.ts";
import { inProject } from "../../command/project.ts";
import type { Noted, Plan } from "./plan.ts";

/** Where tests run: in Node, or where the Worker runs. */
export type Ground = keyof typeof testProjects;

/** What became of a test. */
export interface Tried extends Noted {
  id: string;
  /** Its file, as a path from the project's folder. */
  file: string;
  passed: boolean;
  /** How long it took, in milliseconds; all of its turns together. */
  took: number;
}

interface Run {
  /** The test files, as paths from the project's folder. */
  files: readonly string[];
  /** The sources that differ from what is on disk, by their paths from the project's folder. */
  sources: ReadonlyMap<string, string>;
  plan: Plan;
}

export interface Tester {
  /** The test files of this ground. */
  files: readonly string[];
  /** Runs tests with sources as given. A file that cannot be loaded counts as one failed test. */
  run: (run: Run) => Promise<Tried[]>;
  close: () => Promise<void>;
}

/** How long one test may take, in milliseconds: a change may make it wait for good. */
const TEST_TIMEOUT_MS = 30_000;
const HOOK_TIMEOUT_MS = 60_000;

const SWITCHES = inProject("scripts", "proof", "mutants", "switches.ts");

/** Vitest would begin with the slowest: here the files come as they are given, likeliest first. */
class InGivenOrder extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files);
  }
}

/**
 * Vitest, kept warm: what has been loaded and compiled stays from run to run, but for the sources that change. The tests of a run
 * share one process and run one after the other; an aborted signal ends it. Nothing on disk is written.
 */
export const startTester = async (ground: Ground, signal?: AbortSignal): Promise<Tester> => {
  let sources: ReadonlyMap<string, string> = new Map();
  const vitest = await createVitest(
    "test",
    optionsFor(ground, (path) => sources.get(path)),
  );
  const [project] = vitest.projects;
  if (project === undefined) throw new Error(`Vitest has no project for ${ground}`);
  signal?.addEventListener("abort", () => void vitest.cancelCurrentRun("keyboard-input"), { once: true });
  const specifications = await vitest.globTestSpecifications();
  return {
    files: specifications.map(({ moduleId }) => fromProject(moduleId)).sort(),
    close: () => vitest.close(),
    run: async ({ files, sources: given, plan }) => {
      signal?.throwIfAborted();
      invalidate(vitest, [...sources.keys(), ...given.keys()]);
      sources = given;
      project.provide("plan", plan);
      vitest.config.bail = plan.mode === "hold" ? 1 : 0;
      const chosen = files.map((file) => project.createSpecification(inProject(file)));
      const { testModules, unhandledErrors } = await vitest.runTestSpecifications(chosen);
      signal?.throwIfAborted();
      if (testModules.length === 0) throw new CliError(`Vitest could not run the tests: ${String(unhandledErrors[0])}`);
      // Vitest also gives the modules of the runs before.
      return testModules.flatMap(triedTests).filter(({ file }) => files.includes(file));
    },
  };
};

const optionsFor = (
  ground: Ground,
  sourceOf: (path: string) => string | undefined,
): Parameters<typeof createVitest>[1] => {
  const { plugins = [], test = {} } = testProjects[ground];
  const substitute = {
    name: "changed-sources",
    enforce: "pre" as const,
    transform: (_code: string, id: string) => {
      const code = sourceOf(fromProject(id.replace(/\?.*$/, "")));
      return code === undefined ? undefined : { code, map: null };
    },
  };
  const setupFiles = [SWITCHES, ...[test.setupFiles ?? []].flat()];
  // Vitest's cache goes by the sources on disk, which are not what runs here.
  const common = { isolate: false, fsModuleCache: false, testTimeout: TEST_TIMEOUT_MS, hookTimeout: HOOK_TIMEOUT_MS };
  return {
    config: false,
    root: inProject(),
    watch: false,
    maxWorkers: 1,
    reporters: [{}],
    silent: true,
    update: "none",
    sequence: { sequencer: InGivenOrder },
    fsModuleCache: false,
    projects: [{ plugins: [substitute, ...plugins], test: { ...test, ...common, setupFiles } }],
  };
};

const fromProject = (path: string): string =>
  path.startsWith(inProject("/")) ? path.slice(inProject("/").length) : path;

const invalidate = (vitest: Vitest, files: readonly string[]): void => {
  for (const file of new Set(files)) vitest.invalidateFile(inProject(file));
};

const triedTests = (module: TestModule): Tried[] => {
  const file = fromProject(module.moduleId);
  const tests = [...module.children.allTests()].map((test) => triedTest(test, file));
  return module.errors().length === 0 ? tests : [{ id: module.id, file, passed: false, took: 0 }, ...tests];
};

const triedTest = (test: TestCase, file: string): Tried => ({
  ...test.meta(),
  id: test.id,
  file,
  passed: test.result().state !== "failed",
  took: test.diagnostic()?.duration ?? 0,
});
